import { Call } from '../calls/entity.ts';
import type { Context } from '../kernel/context.ts';
import { Choice, Count, enumOf, Json, Quantity, Value } from '../kernel/fields.ts';
import { stateSql } from '../kernel/lifecycle.ts';
import { stateOf } from '../kernel/rows.ts';
import { visible } from '../kernel/visible.ts';
import { Submission } from './submission/entity.ts';
import { submissionLifecycle } from './submission/lifecycle.ts';

const submissionState = enumOf('SubmissionState', submissionLifecycle.states, 'Where a record of Submission stands');

@Value('How many submissions stand where')
export class SubmissionCount {
  @Choice(submissionState, { about: 'The state' }) state!: string;
  @Count({ about: 'How many submissions are in it now' }) count!: number;
}

@Value('One stage of the way of submissions')
export class PipelineStage {
  @Choice(submissionState, { about: 'The state' }) state!: string;
  @Count({ about: 'How many submissions are in it now' }) count!: number;
  @Count({ about: 'How many have been in it and have left it, in this call' }) left!: number;
  @Quantity({ about: 'Median stay of those that have left it, in working days; empty when none has', digits: 1, optional: true })
  medianWorkingDays?: string | null;
}

@Value('How far the submissions of a call are')
export class Pipeline {
  @Count({ about: 'All of them, as far as you may see them' }) total!: number;
  @Json(() => PipelineStage, { about: 'In the order of the way', list: true }) stages!: PipelineStage[];
}

/** How many submissions a call has, by state: all that staff learn while it is sealed. */
export async function submissionCounts(ctx: Context, callId: string): Promise<SubmissionCount[]> {
  const call = await ctx.need(Call, callId);
  const rows = await ctx.query<SubmissionCount>(
    `select ${stateSql(submissionLifecycle)} as state, count(*)::int as count from inside.submission where call_id = $1 group by 1`,
    [call.id],
  );
  return submissionLifecycle.states.map(state => rows.find(row => row.state === state) ?? { state, count: 0 });
}

/** Counts by state, and how long each stage takes, from the facts. What is sealed is in no figure. */
export async function pipeline(ctx: Context, callId: string): Promise<Pipeline> {
  await ctx.need(Call, callId);
  const theirs = visible(ctx, Submission).andWhere('it.callId = :callId', { callId });
  const counts: SubmissionCount[] = await theirs
    .clone()
    .select(stateOf('Submission'), 'state')
    .addSelect('count(*)::int', 'count')
    .groupBy('1')
    .getRawMany();
  const [ids, parameters] = theirs.clone().select('it.id', 'id').getQueryAndParameters();
  const stays = await ctx.query<{ state: string; left: number; median: string | null }>(
    `select state, count(*)::int as left,
            round(percentile_cont(0.5) within group (order by departed.ordinal - entered.ordinal)::numeric, 1)::text as median
     from (
       select case name when 'Submission.CREATE' then 'DRAFT' else details ->> 'to' end as state, shanghai_day(at) as since,
              shanghai_day(lead(at) over way) as until, lead(details) over way ? 'historical' as imported
       from fact where subject_id in (${ids}) and (name = 'Submission.CREATE' or details ? 'to')
       window way as (partition by subject_id order by at, id)
     ) as stay join working_day as entered on entered.day = since join working_day as departed on departed.day = until
     where not imported group by state`,
    parameters,
  );
  const stages = submissionLifecycle.states.map(state => {
    const stay = stays.find(row => row.state === state);
    const count = counts.find(row => row.state === state)?.count ?? 0;
    return { state, count, left: stay?.left ?? 0, medianWorkingDays: stay?.median ?? null };
  });
  return { total: counts.reduce((sum, { count }) => sum + count, 0), stages };
}
