import { Field, Int } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { Value } from '../../kernel/fields.ts';
import { stateOf } from '../../kernel/rows.ts';
import { visible } from '../../kernel/visible.ts';
import { Trial } from '../trial/entity.ts';

@Value('One month of the trials you may see. Each step is counted in the month in which it happened.')
export class FunnelMonth {
  @Field(() => String, { description: 'The month, as 2026-12' }) month!: string;
  @Field(() => Int, { description: 'Trials applied for in the month' }) applied!: number;
  @Field(() => Int, { description: 'Trials accepted in the month' }) accepted!: number;
  @Field(() => Int, { description: 'Trials started in the month' }) started!: number;
  @Field(() => Int, { description: 'Trials that ended in the month: the denominator of the rate' }) ended!: number;
  @Field(() => Int, { description: 'How many of those that ended in the month led to a purchase: the numerator of the rate' })
  converted!: number;
  @Field(() => String, { nullable: true, description: 'converted / ended in percent, truncated to one decimal; null when none has ended' })
  rate?: string | null;
}

const longest = 120;

/** converted ÷ ended in percent, truncated as every rate here is, never rounded up to a target. */
const percent = (n: number, d: number): string | null => (d === 0 ? null : (Math.floor((n * 1000) / d) / 10).toFixed(1));

/** The funnel month by month over the visible rows, in one statement. A month without trials stands with noughts. */
export async function trialFunnel(ctx: Context, from: string, to: string): Promise<FunnelMonth[]> {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
  if (to < from || months > longest) throw refuse('BAD_USER_INPUT', 'PERIOD_INVALID', { max: longest });
  const [rows, parameters] = visible(ctx, Trial)
    .select([])
    .addSelect('shanghai_day(it.appliedAt)', 'applied')
    .addSelect('shanghai_day(it.acceptedAt)', 'accepted')
    .addSelect('it.startsOn', 'started')
    .addSelect(`case when ${stateOf('Trial')} in ('ENDED', 'CONVERTED', 'NOT_CONVERTED') then shanghai_day(it.endsAt) end`, 'ended')
    .addSelect(`${stateOf('Trial')} = 'CONVERTED'`, 'converted')
    .getQueryAndParameters();
  const [first, last] = [parameters.length + 1, parameters.length + 2];
  const counted = await ctx.query<Omit<FunnelMonth, 'rate'>>(
    `with it as (${rows}),
          step as (select applied as day, 'applied' as step, false as converted from it union all select accepted, 'accepted', false from it
                   union all select started, 'started', false from it union all select ended, 'ended', converted from it)
     select to_char(m, 'YYYY-MM') as month, count(*) filter (where step = 'applied')::int as applied, count(*) filter (where step = 'accepted')::int as accepted,
            count(*) filter (where step = 'started')::int as started, count(*) filter (where step = 'ended')::int as ended,
            count(*) filter (where step = 'ended' and converted)::int as converted
     from generate_series(date_trunc('month', $${first}::date), $${last}::date, interval '1 month') m
     left join step on day >= greatest(m::date, $${first}::date) and day < least((m + interval '1 month')::date, $${last}::date + 1)
     group by m order by m`,
    [...parameters, from, to],
  );
  return counted.map(row => ({ ...row, rate: percent(row.converted, row.ended) }));
}
