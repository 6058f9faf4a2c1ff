import type { Context } from '../../kernel/context.ts';
import { constant } from '../../kernel/naming.ts';
import { counts, endedByRevocation, endOf, registerOn, ruleRow } from './sql.ts';
import type { CoverageBridge } from './values.ts';

export const columns: Record<string, string> = { DISTRICT: 'district', DIVISION: 'division', SIZE: 'size' };

/**
 * Every enterprise that came to count or ceased to between two days, as rows (t0, t1, entry_id, total, cell, step).
 *
 * `span` is a source of (t0, t1), `scope` an array of districts or null, `cell` the column that parts the figure. Classified
 * as the bureau does: left, then revoked, then expired; for a part, those who moved to or from it as well. `total` rows are
 * those of the whole: a move within it is none.
 */
export const bridgeRows = (span: string, scope: string, cell: string): string => `
  with span as (${span}),
  ground as (select days.t, ${registerOn('days.t')} as register_id, r.kinds, r.months
    from (select t0 as t from span union select t1 from span) days cross join lateral ${ruleRow('days.t')} r),
  covered as (select distinct r.t, v.uscc from ground r join inside.evidence v on ${counts('r.t')}),
  stood as (select g.t, e.id, e.uscc, e.${cell} as cell, ${scope}::text[] is null or e.district = any(${scope}::text[]) as inside, c.uscc is not null as counted
    from ground g join inside.register_entry e on e.register_id = g.register_id left join covered c on c.t = g.t and c.uscc = e.uscc),
  pair as (
    select t0, t1, uscc, a.id as id0, b.id as id1, a.id is not null as was, b.id is not null as remains, coalesce(a.counted, false) as ca, coalesce(b.counted, false) as cb,
           case when a.inside then a.cell end as cell0, case when b.inside then b.cell end as cell1
    from (select s.t0, s.t1, x.* from span s join stood x on x.t = s.t0) a
    full join (select s.t0, s.t1, x.* from span s join stood x on x.t = s.t1) b using (t0, t1, uscc)
    where a.counted or b.counted),
  lost as (
    select p.*, case when was and remains and ca and not cb then coalesce((
      select case when ${endedByRevocation} then 'REVOKED' else 'EXPIRED' end
      from inside.evidence v, (select kinds, months from ground where ground.t = p.t0) r
      where v.uscc = p.uscc and v.undone_at is null and v.kind = any(r.kinds) and v.verified_on <= p.t1 and v.dated_on <= p.t1
        and ${endOf} > greatest(v.dated_on, v.verified_on) and ${endOf} > p.t0
      order by ${endOf} desc, ${endedByRevocation} desc limit 1), 'EXPIRED') end as loss
    from pair p)
  select l.t0, l.t1, e.entry_id, k.total, e.cell, e.step
  from lost l
  cross join lateral (values (true, case when cell0 is not null then '' end, case when cell1 is not null then '' end), (false, cell0, cell1)) k(total, g0, g1)
  cross join lateral (values
    ('ENTERED_TRANSFORMED', k.g1, l.id1, not was and cb),
    ('LEFT_TRANSFORMED', k.g0, l.id0, not remains and ca),
    ('NEWLY', k.g1, l.id1, was and remains and not ca and cb),
    (l.loss, k.g0, l.id0, l.loss is not null),
    ('MOVED_OUT', k.g0, l.id0, was and remains and ca and cb and k.g0 is distinct from k.g1),
    ('MOVED_IN', k.g1, l.id1, was and remains and ca and cb and k.g0 is distinct from k.g1)) e(step, cell, entry_id, yes)
  where e.yes and e.cell is not null`;

const steps = ['newly', 'enteredTransformed', 'leftTransformed', 'revoked', 'expired', 'movedIn', 'movedOut'] as const;

/** A bridge for every span, of the whole under '' and of every part under its code: one statement for all of them. */
export async function bridges(
  ctx: Context,
  spans: readonly (readonly [from: string, to: string])[],
  scope: readonly string[] | null,
  by?: string,
): Promise<(span: number, code?: string) => CoverageBridge> {
  const rows = await ctx.query<{ t0: string; t1: string; total: boolean; cell: string; step: string; count: number }>(
    `select t0, t1, total, cell, step, count(*)::int as count
     from (${bridgeRows('select t0, t1 from unnest($1::date[], $2::date[]) as s(t0, t1)', '$3', columns[by ?? 'DISTRICT']!)}) rows
     where total or $4 group by t0, t1, total, cell, step`,
    [spans.map(([from]) => from), spans.map(([, to]) => to), scope, by !== undefined],
  );
  const found = new Map(rows.map(({ t0, t1, total, cell, step, count }) => [[t0, t1, total, cell, step].join(), count]));
  return (at, code) => {
    const [from, to] = spans[at]!;
    const part = (step: string) => found.get([from, to, code === undefined, code ?? '', constant(step)].join()) ?? 0;
    return { from, ...(Object.fromEntries(steps.map(step => [step, part(step)])) as Record<(typeof steps)[number], number>) };
  };
}
