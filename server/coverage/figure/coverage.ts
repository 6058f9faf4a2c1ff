import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Actor } from '../../kernel/policy.ts';
import { type ReportReading, rowsOf } from '../../kernel/reporting.ts';
import { bridges } from './bridge.ts';
import { groundFrom, scopeOf } from './ground.ts';
import { type Asked, type CoverageRow, coverageRecords, coverageReport, type MonthRow, monthsReport } from './report.ts';
import type { Coverage, CoverageGroup, MonthOfCoverage } from './values.ts';

/** What is made of the rows of the report: refused as the day and the reader want it, then the whole and its parts. */
function arranged(
  rows: CoverageRow[],
  { bridgeFrom, district }: Asked,
  ctx: Context,
  bridge?: Awaited<ReturnType<typeof bridges>>,
): Coverage {
  const [whole, ...parts] = rows;
  const ground = groundFrom(ctx, whole!, bridgeFrom);
  scopeOf(ctx, district);
  if (bridgeFrom && bridgeFrom > ground.at) throw refuse('BAD_USER_INPUT', 'BRIDGE_BACKWARDS', { from: bridgeFrom, at: ground.at });
  if (!whole!.kept) throw new Error(`the roll-up of coverage lacks ${ground.at}: shizhuan coverage check`);
  const { n, d, rate, target, targetKind, needed, gap, reached } = whole!;
  return Object.assign(ground, {
    ...{ n, d, rate, target, targetKind, needed, gap, reached },
    groups: parts.map(part => groupOf(part, bridge?.(0, part.code!))),
    bridge: bridge?.(0) ?? null,
  });
}

/** The figure of a day without a bridge: the one statement is all there is to it. */
export const coverageReading = {
  report: coverageReport,
  fits: ({ bridgeFrom, district }: Asked, actor: Actor) => !bridgeFrom && scopeOf({ actor }, district) !== undefined,
  flat: {
    stands: 'stands',
    parts: 'groups',
    records: { register: ['Register', 'register_id'], rule: ['CoverageRule', 'rule_id'] },
    absent: ['bridge'],
  },
} satisfies Omit<ReportReading<Asked>, 'root'>;

/**
 * The figure of a day and its parts: one statement over the roll-ups; what changed since another day is a second one.
 *
 * Made of the register and the rule in force on that day, never of today's. An officer of a district gets the district's.
 */
export async function coverageOn(ctx: Context, asked: Asked): Promise<Coverage> {
  const { by, bridgeFrom, district } = asked;
  const rows = await rowsOf<Asked, CoverageRow>(ctx, coverageRecords, asked);
  const plain = arranged(rows, asked, ctx);
  if (!bridgeFrom) return plain;
  return arranged(rows, asked, ctx, await bridges(ctx, [[bridgeFrom, plain.at]], scopeOf(ctx, district), by ?? undefined));
}

const groupOf = (
  { code, name, nameEn, n, d, rate, needed, gap, reached }: CoverageRow,
  bridge: CoverageGroup['bridge'],
): CoverageGroup => ({
  ...{ code: code!, name: name!, nameEn: nameEn!, n, d, rate, needed, gap, reached },
  bridge: bridge ?? null,
});

/** The figure at the end of every month of a year that is over, and what changed in each: two statements. */
export async function monthsOf(ctx: Context, year: number): Promise<MonthOfCoverage[]> {
  if (year < 2000 || year > 2100) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'year' });
  const scope = scopeOf(ctx);
  const rows = await rowsOf<{ year: number }, MonthRow>(ctx, monthsReport, { year });
  const spans = rows.slice(1).map(({ at }, n) => [rows[n]!.at, at] as const);
  const bridge = spans.length ? await bridges(ctx, spans, scope) : undefined;
  return rows
    .map(({ at, n, d, rate }, index) => ({ month: at.slice(0, 7), at, n, d, rate, bridge: index > 0 ? bridge!(index - 1) : null }))
    .filter(({ at }) => at.startsWith(String(year)));
}
