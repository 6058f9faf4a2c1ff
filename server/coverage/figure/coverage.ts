import { lexicon } from '../../../schema/messages/index.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { enterpriseSize } from '../../people/enterprise/entity.ts';
import { loadReference } from '../../reference/loadReference.ts';
import { type Aim, lastDayOf, neededFor, plainDecimal, rateOf } from './arithmetic.ts';
import { bridges, columns } from './bridge.ts';
import { type Ground, groundOf, scopeOf } from './ground.ts';
import { counts, coveredOn, registerOn, ruleRow } from './sql.ts';
import type { Coverage, CoverageGroup, MonthOfCoverage } from './values.ts';

export interface Asked {
  at?: string | null;
  by?: string | null;
  bridgeFrom?: string | null;
  district?: string | null;
}

/**
 * The figure of a day, its parts, and what changed since another day: at most three statements, whatever the size.
 *
 * Made of the register and the rule in force on that day, never of today's. An officer of a district gets the district's.
 */
export async function coverageOn(ctx: Context, { at, by, bridgeFrom, district }: Asked): Promise<Coverage> {
  const ground = await groundOf(ctx, at ?? (await ctx.today()), bridgeFrom);
  const scope = scopeOf(ctx, district);
  if (bridgeFrom && bridgeFrom > ground.at) throw refuse('BAD_USER_INPUT', 'BRIDGE_BACKWARDS', { from: bridgeFrom, at: ground.at });
  const rows = await ctx.query<{ total: boolean; code: string | null; n: number; d: number }>(
    `select ${by ? 'grouping(e.cell) = 1 as total, e.cell' : 'true as total, null'} as code, count(*)::int as n, count(*) filter (where e.counted)::int as d
     from (select ${columns[by ?? 'DISTRICT']} as cell, uscc in ${coveredOn('$1::date')} as counted from register_entry
           where register_id = $2 and ($3::text[] is null or district = any($3))) e
     group by grouping sets (()${by ? ', (e.cell)' : ''})`,
    [ground.at, ground.register.id, scope],
  );
  const bridge = bridgeFrom ? await bridges(ctx, [[bridgeFrom, ground.at]], scope, by ?? undefined) : undefined;
  const { n, d } = rows.find(({ total }) => total)!;
  const aim = (scope?.length === 1 && ground.aims.get(scope[0]!)) || ground.city;
  return {
    at: ground.at,
    register: ground.register,
    rule: ground.rule,
    n,
    d,
    rate: rateOf(d, n),
    target: aim ? plainDecimal(aim.value) : null,
    targetKind: aim?.kind ?? null,
    ...standing(aim, n, d, scope === null || aim !== ground.city),
    groups: by
      ? groupsOf(by, rows.filter(({ total }) => !total) as { code: string; n: number; d: number }[], ground, code => bridge?.(0, code))
      : [],
    bridge: bridge?.(0) ?? null,
  };
}

/** Needed, gap and reached. A number set for the city says nothing of its parts. */
function standing(aim: Aim | undefined, n: number, d: number, own: boolean) {
  if (!aim || (aim.kind === 'COUNT' && !own)) return { needed: null, gap: null, reached: null };
  const needed = neededFor(aim, n);
  return { needed, gap: Math.max(0, needed - d), reached: d >= needed };
}

const names: Record<string, () => { code: string; nameZh: string; nameEn: string }[]> = {
  DISTRICT: () => loadReference().districts,
  DIVISION: () => loadReference().industries,
  SIZE: () =>
    enterpriseSize.values.map(code => {
      const [nameZh, nameEn] = lexicon.enums['EnterpriseSize']![code]!;
      return { code, nameZh, nameEn };
    }),
};

function groupsOf(
  by: string,
  rows: { code: string; n: number; d: number }[],
  { city, aims }: Ground,
  bridge: (code: string) => CoverageGroup['bridge'],
): CoverageGroup[] {
  const known = names[by]!();
  const place = (code: string) => (known.findIndex(name => name.code === code) + known.length + 1) % (known.length + 1);
  return rows
    .sort((a, b) => place(a.code) - place(b.code))
    .map(({ code, n, d }) => {
      const { nameZh = code, nameEn = code } = known.find(name => name.code === code) ?? {};
      const own = aims.get(code);
      return {
        code,
        name: nameZh,
        nameEn,
        n,
        d,
        rate: rateOf(d, n),
        ...standing(own ?? city, n, d, own !== undefined),
        bridge: bridge(code) ?? null,
      };
    });
}

/** The figure at the end of every month of a year that is over, and what changed in each: two statements. */
export async function monthsOf(ctx: Context, year: number): Promise<MonthOfCoverage[]> {
  if (year < 2000 || year > 2100) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'year' });
  const scope = scopeOf(ctx);
  const today = await ctx.today();
  const ends = Array.from({ length: 13 }, (_, n) => lastDayOf(n === 0 ? `${year - 1}-12` : `${year}-${String(n).padStart(2, '0')}`));
  const rows = await ctx.query<{ at: string; n: number; d: number }>(
    `with ground as (select g.at, ${registerOn('g.at')} as register_id, r.kinds, r.months from unnest($1::date[]) g(at) cross join lateral ${ruleRow('g.at')} r),
       covered as (select distinct r.at, v.uscc from ground r join inside.evidence v on ${counts('r.at')})
     select g.at, count(*)::int as n, count(c.uscc)::int as d
     from ground g join register_entry e on e.register_id = g.register_id and ($2::text[] is null or e.district = any($2))
     left join covered c on c.at = g.at and c.uscc = e.uscc
     group by g.at order by g.at`,
    [ends.filter(day => day < today), scope],
  );
  const spans = rows.slice(1).map(({ at }, n) => [rows[n]!.at, at] as const);
  const bridge = spans.length ? await bridges(ctx, spans, scope) : undefined;
  return rows
    .map(({ at, n, d }, index) => ({
      month: at.slice(0, 7),
      at,
      n,
      d,
      rate: rateOf(d, n),
      bridge: index > 0 ? bridge!(index - 1) : null,
    }))
    .filter(({ at }) => at.startsWith(String(year)));
}
