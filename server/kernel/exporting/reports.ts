import type { ObjectLiteral } from 'typeorm';
import type { Context } from '../context.ts';
import { refuse } from '../errors.ts';
import { uuidPattern } from '../fields.ts';

/** A report whose rows can be taken away as a file, though they are no records of a list. */
export interface ReportExport {
  /** Whoever may call this operation may take its rows. */
  operation: string;
  /** What is written when no columns are named. */
  columns: readonly string[];
  rows: (ctx: Context, filter: unknown) => Promise<readonly ObjectLiteral[]>;
}

const reports = new Map<string, ReportExport>();
export const exportedReport = (type: string): ReportExport | undefined => reports.get(type);

/** Serves the rows of a report as `GET /export/<Type>.csv|xlsx`. */
export const keepReport = (type: string, report: ReportExport): void => void reports.set(type, report);

/** The one id that the filter of a report names: `{"callId": ["…"]}`, or the id itself. */
export function idIn(filter: unknown, key: string): string {
  const [id, ...more] = [(filter as Record<string, unknown> | undefined)?.[key]].flat();
  if (typeof id !== 'string' || !uuidPattern.test(id) || more.length)
    throw refuse('BAD_USER_INPUT', 'EXPORT_INVALID', { parameter: 'filter' });
  return id;
}
