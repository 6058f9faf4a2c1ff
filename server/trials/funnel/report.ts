import { Field, Int } from 'type-graphql';
import { refuse } from '../../kernel/errors.ts';
import { Value } from '../../kernel/fields.ts';
import { snake } from '../../kernel/naming.ts';
import { type Actor, allowed, type Rows } from '../../kernel/policy.ts';

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

/** Whether all of these rows are told apart by their district alone: then the roll-up, which is kept by district, can answer. */
const districtsOf = (rows: readonly Rows[]): string[] | null | undefined => {
  if (rows.some(row => Object.keys(row).length === 0)) return null;
  const named = rows.map(row => (Object.keys(row).length === 1 ? row['district'] : undefined));
  return named.every(district => typeof district === 'string') ? (named as string[]) : undefined;
};

/** Steps counted beforehand, of some districts or all: a row a month, and the days of months that are not asked for whole. */
const kept = `
  select s.m, t.step, t.due_at, t.trials from span s
  cross join lateral (select t.step, t.due_at, sum(t.trials) as trials from inside.trial_tally t
    where t.grain = s.grain and t.day >= s.since and t.day < s.until and (s.districts is null or t.district = any(s.districts)) group by t.step, t.due_at) t`;

/** Steps of the trials themselves, for who may see only the own: those are few, and the condition says which. */
const own = (condition: string) => `
  select s.m, t.step, t.due_at, 1 as trials from inside.trial it cross join lateral trial_steps(it.state, it.applied_at, it.accepted_at, it.starts_on, it.ends_at) t
  join span s on s.m = date_trunc('month', t.day)::date where t.day >= $1::date and t.day <= $2::date and (${condition})`;

/** What is asked stands in a row of its own, so that one plan, made once, is as good for every question. */
const textOf = (steps: string, districts = 'null') => `
  with asked as materialized (select $1::date as since, $2::date as until, ${districts}::text[] as districts),
  span as materialized (
    select m::date, greatest(m::date, asked.since) as since, least((m + interval '1 month')::date, asked.until + 1) as until, asked.districts,
           case when m >= asked.since and m + interval '1 month' <= asked.until + 1 then 'MONTH' else 'DAY' end as grain
    from asked cross join lateral generate_series(date_trunc('month', asked.since), asked.until, interval '1 month') m),
  step as (${steps}),
  counted as (
    select to_char(s.m, 'YYYY-MM') as month, ${['APPLIED', 'ACCEPTED', 'STARTED']
      .map(step => `coalesce(sum(t.trials) filter (where t.step = '${step}'), 0)::int as ${step.toLowerCase()}`)
      .join(', ')},
      coalesce(sum(t.trials) filter (where t.step = 'ENDED' or (t.step = 'RUNNING' and t.due_at <= (select domain_now()))), 0)::int as ended,
      coalesce(sum(t.trials) filter (where t.step = 'CONVERTED'), 0)::int as converted
    from span s left join step t using (m) group by s.m)
  select month, applied, accepted, started, ended, converted,
         case when ended > 0 then converted::bigint * 1000 / ended / 10 || '.' || converted::bigint * 1000 / ended % 10 end as rate
  from counted order by month`;

/**
 * The funnel month by month over the trials this actor may see, in one statement. A month without trials stands with noughts.
 *
 * Whoever may see all of them, or those of a district, reads a few hundred rows of the roll-up, whatever the number of trials.
 * The rate is converted ÷ ended in percent, cut as every rate here is, never rounded up. Refuses a period of more than 120 months.
 */
export function funnelReport({ from, to }: { from: string; to: string }, actor: Actor): { text: string; values: unknown[] } {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
  if (to < from || months > longest) throw refuse('BAD_USER_INPUT', 'PERIOD_INVALID', { max: longest });
  const rows = allowed(actor, 'read', 'Trial');
  const districts = districtsOf(rows);
  if (districts !== undefined) return { text: textOf(kept, '$3'), values: [from, to, districts] };
  const values: unknown[] = [from, to];
  const among = (column: string, value: Rows[string]) => {
    if (typeof value === 'symbol' || value === null) throw new Error(`the funnel cannot tell trials apart by ${column}`);
    return `it.${snake(column)} = any($${values.push([value].flat().map(String))})`;
  };
  const alternatives = rows.map(row =>
    Object.entries(row)
      .map(([column, value]) => among(column, value))
      .join(' and '),
  );
  return { text: textOf(own(alternatives.length ? alternatives.map(each => `(${each})`).join(' or ') : 'false')), values };
}
