import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { bridges } from './bridge.ts';
import { groundFrom, scopeOf } from './ground.ts';
import { type Asked, type CoverageRow, coverageReport, type MonthRow, monthsReport } from './report.ts';
import type { Coverage, CoverageGroup, MonthOfCoverage } from './values.ts';

/**
 * The figure of a day and its parts: one statement over the roll-ups; what changed since another day is a second one.
 *
 * Made of the register and the rule in force on that day, never of today's. An officer of a district gets the district's.
 */
export async function coverageOn(ctx: Context, asked: Asked): Promise<Coverage> {
  const { by, bridgeFrom } = asked;
  const { text, values } = coverageReport(asked, ctx.actor);
  const [whole, ...parts] = await ctx.query<CoverageRow & Record<string, unknown>>(text, values);
  const ground = groundFrom(ctx, whole!, bridgeFrom);
  const scope = scopeOf(ctx, asked.district);
  if (bridgeFrom && bridgeFrom > ground.at) throw refuse('BAD_USER_INPUT', 'BRIDGE_BACKWARDS', { from: bridgeFrom, at: ground.at });
  if (!whole!.kept) throw new Error(`the roll-up of coverage lacks ${ground.at}: shizhuan coverage check`);
  const bridge = bridgeFrom ? await bridges(ctx, [[bridgeFrom, ground.at]], scope, by ?? undefined) : undefined;
  const { n, d, rate, target, targetKind, needed, gap, reached } = whole!;
  return {
    ...ground,
    ...{ n, d, rate, target, targetKind, needed, gap, reached },
    groups: parts.map(part => groupOf(part, bridge?.(0, part.code!))),
    bridge: bridge?.(0) ?? null,
  };
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
  const { text, values } = monthsReport({ year }, ctx.actor);
  const rows = await ctx.query<MonthRow & Record<string, unknown>>(text, values);
  const spans = rows.slice(1).map(({ at }, n) => [rows[n]!.at, at] as const);
  const bridge = spans.length ? await bridges(ctx, spans, scope) : undefined;
  return rows
    .map(({ at, n, d, rate }, index) => ({ month: at.slice(0, 7), at, n, d, rate, bridge: index > 0 ? bridge!(index - 1) : null }))
    .filter(({ at }) => at.startsWith(String(year)));
}
