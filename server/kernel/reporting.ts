import { Extensions } from 'type-graphql';
import type { Context } from './context.ts';
import type { Actor } from './policy.ts';

/** One statement, with its values as `$1` and so on; the rights of whoever asks stand in it. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** How the answer of a report stands in its rows, whose columns have the names of its fields. */
export interface Flat {
  /** A truth in the first row: false where the ordinary way has to say why there is no answer. */
  stands?: string;
  /** The field that lists the rows behind the first, which alone is the answer then. */
  parts?: string;
  /** Fields that are records: the entity, and the column with the id. Whoever may read the report reads all of them. */
  records?: Readonly<Record<string, readonly [entity: string, id: string]>>;
  /** Fields that are always null. */
  absent?: readonly string[];
}

/** What a root field reads, where that is one statement of its own. What does not `fit` is left to the resolver. */
export interface ReportReading<Args = any> {
  root: 'report';
  report: (args: Args, actor: Actor) => Statement;
  /** Says whether these arguments fit, or throws what is to be refused. */
  fits?: (args: Args, actor: Actor) => boolean;
  flat: Flat;
}

/** Lets a root field be answered by its statement alone. */
export const Reported = <Args>(reading: Omit<ReportReading<Args>, 'root'>): MethodDecorator & PropertyDecorator =>
  Extensions({ reading: { root: 'report', ...reading } });

/** The rows of a report, for its resolver. */
export async function rowsOf<Args, Row>(ctx: Context, report: (args: Args, actor: Actor) => Statement, args: Args): Promise<Row[]> {
  const { text, values } = report(args, ctx.actor);
  return (await ctx.query<Row & Record<string, unknown>>(text, values)) as Row[];
}
