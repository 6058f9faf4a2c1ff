import { Field, Int } from 'type-graphql';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { Value } from '../kernel/fields.ts';
import { GraphQLDecimal } from '../kernel/scalars.ts';
import { visible } from '../kernel/visible.ts';
import { Assessment } from './assessment/entity.ts';

@Value('How many enterprises of a district are at which level, by the latest verified judgement of each that is not its own')
export class DistrictMaturity {
  @Field(() => String, { description: 'Code of the district' }) district!: string;
  @Field(() => Int, { description: 'Enterprises with a verified result' }) assessed!: number;
  @Field(() => Int, { description: 'At no level' }) level0!: number;
  @Field(() => Int, { description: 'At level one' }) level1!: number;
  @Field(() => Int, { description: 'At level two' }) level2!: number;
  @Field(() => Int, { description: 'At level three' }) level3!: number;
  @Field(() => Int, { description: 'At level four' }) level4!: number;
}

@Value('What trials have changed: trials with a verified assessment before and one after, of one version of a scheme')
export class MaturityGain {
  @Field(() => Int, { description: 'Trials with both' }) trials!: number;
  @Field(() => Int, { description: 'How many of them reached a higher level' }) risen!: number;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'Mean gain in levels, two digits, cut; null without trials' })
  level?: string | null;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'Mean gain in points' }) points?: string | null;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'Mean gain in points of the digital basis' }) basis?: string | null;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'Mean gain in points of digital management' }) management?: string | null;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'Mean gain in points of digital effect' }) effect?: string | null;
}

/** The assessments this actor may see, as a subquery with its values; more are numbered from `next` on. */
function seenBy(ctx: Context) {
  const [text, values] = visible(ctx, Assessment).select('it.*').getQueryAndParameters();
  return { text, values, next: values.length + 1 };
}

/** Levels by district on a day. What was verified or made later does not count yet; what was followed later still counts then. */
export function maturityByDistrict(ctx: Context, at: string): Promise<DistrictMaturity[]> {
  const { text, values, next } = seenBy(ctx);
  return ctx.query<DistrictMaturity & Record<string, unknown>>(
    `with latest as (
       select distinct on (enterprise_id) district, level from (${text}) it
       where kind <> 'SELF' and state in ('VERIFIED', 'SUPERSEDED') and as_of <= $${next}::date
         and verified_at < ($${next}::date + 1)::timestamp at time zone 'Asia/Shanghai'
       order by enterprise_id, as_of desc, verified_at desc, id desc)
     select district, count(*)::int as assessed, ${[0, 1, 2, 3, 4].map(n => `(count(*) filter (where level = ${n}))::int as level${n}`).join(', ')}
     from latest group by district order by district`,
    [...values, at],
  );
}

/** What the trials whose second assessment speaks of a day between the two have changed. Refuses a period that ends before it begins. */
export async function maturityGain(ctx: Context, from: string, to: string): Promise<MaturityGain> {
  if (to < from) throw refuse('BAD_USER_INPUT', 'PERIOD_INVALID', { max: 120 });
  const { text, values, next } = seenBy(ctx);
  const mean = (column: string, name: string) => `trunc(avg(a.${column} - b.${column}), 2)::text as ${name}`;
  const [row] = await ctx.query<MaturityGain & Record<string, unknown>>(
    `with it as (select * from (${text}) it where state = 'VERIFIED' and trial_id is not null)
     select count(*)::int as trials, (count(*) filter (where a.level > b.level))::int as risen, ${mean('level', 'level')}, ${mean('points', 'points')},
            ${mean('basis_points', 'basis')}, ${mean('management_points', 'management')}, ${mean('effect_points', 'effect')}
     from it a join it b on b.trial_id = a.trial_id and b.scheme_id = a.scheme_id and b.kind = a.kind and b.phase = 'BEFORE'
     where a.phase = 'AFTER' and a.as_of between $${next} and $${next + 1}`,
    [...values, from, to],
  );
  return row!;
}
