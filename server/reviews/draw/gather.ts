import type { Call } from '../../calls/entity.ts';
import type { Context } from '../../kernel/context.ts';
import { type Clash, clashesOf } from '../conflict/clashes.ts';
import type { Seat, Work } from './model.ts';
import type { Given } from './protocol.ts';

export const live = `('ASSIGNED', 'ACCEPTED', 'SUBMITTED')`;

/** Active experts, with how many reviews of the call each has. */
export const poolOf = (ctx: Context, callId: string): Promise<Seat[]> =>
  ctx.query(
    `select e.id, e.number, e.scenarios, e.divisions, e.employer_uscc as employer, e.most_reviews as most, count(r.id)::int as load
     from expert e left join review r on r.expert_id = e.id and r.call_id = $1 and r.replaces_id is null and r.state in ${live}
     where e.state = 'ACTIVE' group by e.id order by e.number`,
    [callId],
  );

/** Admitted submissions with what is known of their experts; `places` is how many of `perItem` are lacking. */
export async function workOf(ctx: Context, callId: string, perItem: number, submissionId?: string): Promise<Work[]> {
  const rows = await ctx.query<Work & { live: number }>(
    `select s.id, s.main_scenario as scenario, coalesce(nullif(s.snapshot #> '{solution,scenarios}', 'null'), '[]') as scenarios, s.divisions,
            coalesce(array_agg(r.expert_id order by r.expert_id) filter (where r.id is not null), '{}') as taken,
            coalesce(array_agg(e.employer_uscc order by e.employer_uscc) filter (where r.state in ${live}), '{}') as employers,
            count(r.id) filter (where r.state in ${live})::int as live
     from submission s left join review r on r.submission_id = s.id and r.replaces_id is null left join expert e on e.id = r.expert_id
     where s.call_id = $1 and s.state = 'ADMITTED' and ($2::uuid is null or s.id = $2) group by s.id order by s.id`,
    [callId, submissionId ?? null],
  );
  return rows.map(({ live: have, ...work }) => ({ ...work, places: Math.max(0, perItem - have) }));
}

export interface Asked {
  seed: string;
  perItem: number;
  panel?: number | null;
}

/** All that goes into a draw, as it is now; in an order that does not depend on the database. */
export async function gather(
  ctx: Context,
  call: Pick<Call, 'id' | 'code'>,
  { seed, perItem, panel = null }: Asked,
): Promise<{ given: Given; clashes: Clash[] }> {
  const items = (await workOf(ctx, call.id, perItem)).filter(({ places }) => places > 0);
  const pool = await poolOf(ctx, call.id);
  const clashes = await clashesOf(
    ctx,
    items.map(({ id }) => id),
    pool.map(({ id }) => id),
  );
  const apart = clashes.map(({ expertId, submissionId, basis }) => ({ expert: expertId, item: submissionId, basis }));
  return { given: { procedure: 'shizhuan-draw/1', call: call.code, seed, perItem, panel, pool, items, apart }, clashes };
}
