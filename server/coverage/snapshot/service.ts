import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText, newId } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { lastDayOf } from '../figure/arithmetic.ts';
import { groundOf } from '../figure/ground.ts';
import { counts } from '../figure/sql.ts';
import { CoverageSnapshot } from './entity.ts';

/**
 * Freezes the figure of a month that is over: register, rule, every member with the evidence it counts by, and a hash.
 *
 * A month frozen before is stated again, with a reason; both stay. Refused when nothing has changed since. `frozenAt` is for
 * what is told afterwards; now when left out.
 */
export async function freeze(ctx: Context, month: string, reason?: string | null, frozenAt?: Date): Promise<CoverageSnapshot> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw refuse('BAD_USER_INPUT', 'MONTH_INVALID');
  if (reason && (!isCleanText(reason) || reason.length > 500)) throw refuse('BAD_USER_INPUT', 'TEXT_INVALID');
  const at = lastDayOf(month);
  if (at >= (await ctx.today())) throw refuse('BAD_USER_INPUT', 'MONTH_NOT_OVER', { month });
  const { register, rule } = await groundOf(ctx, at);
  const [before] = await ctx.query<{ edition: number; sha256: string }>(
    'select edition, sha256 from coverage_snapshot where month = $1 order by edition desc limit 1',
    [month],
  );
  if (before && !reason?.trim()) throw refuse('BAD_USER_INPUT', 'RESTATEMENT_NEEDS_REASON', { month });
  const id = newId();
  const [made] = await ctx.query<{ sha256: string }>(
    `with r as (select $2::text[] as kinds, $3::int as months),
     best as (select distinct on (v.uscc) v.uscc, v.id, v.number from evidence v, r where ${counts('$1::date')} order by v.uscc, v.dated_on desc, v.number),
     member as materialized (
       select e.uscc, e.id as entry_id, b.id is not null as counted, b.id as evidence_id,
              concat_ws('|', e.uscc, e.district, e.division, e.size, b.number) as line
       from register_entry e left join best b using (uscc) where e.register_id = $4),
     frozen as (
       insert into coverage_snapshot (id, month, edition, register_id, rule_id, n, d, sha256, reason, frozen_by_id, created_at)
       select $5, $6, $7, $4, $8, count(*), count(evidence_id),
              encode(sha256(convert_to(concat_ws(E'\\n', $6::text, $4::text, $9::text, string_agg(line, E'\\n' order by uscc)), 'UTF8')), 'hex'), $10, $11, coalesce($12, (select domain_now()))
       from member returning sha256),
     kept as (insert into coverage_member (snapshot_id, uscc, entry_id, counted, evidence_id) select $5, uscc, entry_id, counted, evidence_id from member)
     select sha256 from frozen`,
    [
      at,
      rule.kinds,
      rule.months,
      register.id,
      id,
      month,
      (before?.edition ?? 0) + 1,
      rule.id,
      rule.ruleVersion,
      reason?.trim() || null,
      ctx.actor.id,
      frozenAt ?? null,
    ],
  );
  if (before?.sha256 === made!.sha256) throw refuse('BAD_USER_INPUT', 'NOTHING_TO_CHANGE');
  const snapshot = await ctx.db.findOneByOrFail(CoverageSnapshot, { id });
  const { n, d, edition, sha256 } = snapshot;
  await record(ctx, 'CoverageSnapshot.FREEZE', snapshot, { note: reason, details: { month, edition, n, d, sha256 }, at: frozenAt });
  return snapshot;
}
