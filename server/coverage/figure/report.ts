import { escapeLiteral } from 'pg';
import { lexicon } from '../../../schema/messages/index.ts';
import type { Actor } from '../../kernel/policy.ts';
import { enterpriseSize } from '../../people/enterprise/entity.ts';
import { cityCode } from '../target/service.ts';
import { neededSql, rateSql } from './arithmetic.ts';
import { scopeFor } from './ground.ts';
import { registerOn, ruleRow } from './sql.ts';

/** A report as one statement: whoever runs it has nothing to count, only rows to arrange. */
export interface Report {
  text: string;
  values: unknown[];
}

export interface Asked {
  at?: string | null;
  by?: string | null;
  bridgeFrom?: string | null;
  district?: string | null;
}

/** The whole (`total`) and its parts. What a figure stands on, and its target, is told with the whole alone. */
export interface CoverageRow {
  total: boolean;
  at: string;
  /** Whether there is an answer: a register, also on the earlier day of a bridge, a rule, and the roll-up of them. */
  stands: boolean;
  /** Whether the earlier day of the bridge has a register; true without a bridge. */
  reaches: boolean;
  /** Whether the roll-up has this day. */
  kept: boolean;
  register: Record<string, unknown> | null;
  rule: Record<string, unknown> | null;
  code: string | null;
  name: string | null;
  nameEn: string | null;
  n: number;
  d: number;
  rate: string | null;
  target: string | null;
  targetKind: string | null;
  needed: number | null;
  gap: number | null;
  reached: boolean | null;
}

const sizes = enterpriseSize.values.map((code, position) => {
  const [zh, en] = lexicon.enums['EnterpriseSize']![code]!;
  return `(${escapeLiteral(code)}, ${escapeLiteral(zh)}, ${escapeLiteral(en)}, ${position})`;
});

/** The parts of a figure, with their names and their order. */
const names: Record<string, string> = {
  DISTRICT: 'district',
  DIVISION: 'division',
  SIZE: `(values ${sizes.join(', ')})`,
};

/** The figure of each day of `days` (a source of `at`) from the roll-up, as a join to it: `register`, `rule`, `kept`. */
export const standing = `
  left join lateral ${registerOn('days.at')} register on true
  left join lateral ${ruleRow('days.at')} rule on true
  left join inside.coverage_segment kept on kept.since <= days.at and days.at < kept.until and kept.register_id = register.id and kept.rule_id = rule.id`;

/** What is asked stands in a row of its own, so that one plan, made once, is as good for every question. */
const textOf = (by: string | undefined): string => `
  with days as materialized (select coalesce($1::date, domain_today()) as at, $2::date as earlier, $3::text[] as districts),
  ground as materialized (
    select days.at, days.districts, register.id as register_id, rule.id as rule_id, kept.id as segment_id,
      days.earlier is null or ${registerOn('days.earlier')} is not null as reaches
    from days ${standing}),
  aim as materialized (
    select distinct on (scope, scope_code) scope, scope_code as code, kind, value from inside.target, days
    where year <= extract(year from days.at) order by scope, scope_code, year desc),
  city as materialized (select kind, value from aim where scope = 'CITY' and code = '${cityCode}'),
  cell as (
    select ${by ? 'grouping(t.code) = 1 as total, t.code' : 'true as total, null as code'}, coalesce(sum(t.n), 0)::int as n, coalesce(sum(t.d), 0)::int as d
    from ground join inside.coverage_tally t on t.segment_id = ground.segment_id and t.part = '${by ?? 'DISTRICT'}' and t.day <= ground.at
      and (ground.districts is null or t.district = any(ground.districts))
    group by grouping sets (()${by ? ', (t.code)' : ''})),
  part as (
    select ground.*, c.*, case when not c.total then c.code when cardinality(ground.districts) = 1 then ground.districts[1] end as aimed
    from ground cross join cell c offset 0)
  select c.total, c.at, c.reaches and c.segment_id is not null as stands, c.reaches, c.segment_id is not null as kept,
    case when c.total then c.register_id end as register_id, case when c.total then c.rule_id end as rule_id,
    c.code, ${by ? 'coalesce(k.name_zh, c.code)' : 'null::text'} as name, ${by ? 'coalesce(k.name_en, c.code)' : 'null::text'} as "nameEn",
    c.n, c.d, ${rateSql('c.d', 'c.n')} as rate,
    case when c.total then regexp_replace(aim.value::text, '\\.0+$', '') end as target, case when c.total then aim.kind end as "targetKind",
    needed, greatest(0, needed - c.d) as gap, c.d >= needed as reached
  from part c
  left join city on true
  left join aim own on own.scope <> 'CITY' and own.code = c.aimed
  cross join lateral (select coalesce(own.kind, city.kind) as kind, coalesce(own.value, city.value) as value) aim
  -- A number set for the city says nothing of its parts.
  cross join lateral (select case when aim.kind <> 'COUNT' or own.code is not null or (c.total and c.districts is null)
    then ${neededSql('aim.kind', 'aim.value', 'c.n')} end as needed) x
  ${by ? `left join ${names[by]} k${by === 'SIZE' ? '(code, name_zh, name_en, position)' : ''} on k.code = c.code` : ''}
  order by c.total desc${by ? ', k.position nulls last, c.code' : ''}`;

/** The same with the records themselves. */
const withRecords = (text: string): string => `
  select report.*, (select to_jsonb(it) from inside.register it where it.id = report.register_id) as register,
    (select to_jsonb(it) from inside.coverage_rule it where it.id = report.rule_id) as rule from (${text}) report`;

const texts = new Map([undefined, ...Object.keys(names)].map(by => [by, textOf(by)]));

/**
 * The figure of a day and its parts, from the roll-ups: one statement over a few hundred rows, whatever the size of the register.
 *
 * Only of the districts this actor may see figures of: what may not be asked is refused by whoever arranges the rows.
 */
export function coverageReport({ at, by, bridgeFrom, district }: Asked, actor: Actor): Report {
  return { text: texts.get(by ?? undefined)!, values: [at ?? null, bridgeFrom ?? null, scopeFor(actor, district)] };
}

/** The same with register and rule themselves, not their ids alone. */
export function coverageRecords(asked: Asked, actor: Actor): Report {
  const { text, values } = coverageReport(asked, actor);
  return { text: withRecords(text), values };
}

export interface MonthRow {
  at: string;
  n: number;
  d: number;
  rate: string | null;
}

/** The figure at the end of December before a year and of every month of it that is over, from the roll-ups: one statement. */
export function monthsReport({ year }: { year: number }, actor: Actor): Report {
  return {
    text: `
      with days as materialized (
        select (m - interval '1 day')::date as at from generate_series(make_date($1, 1, 1), make_date($1 + 1, 1, 1), interval '1 month') m
        where m <= (select domain_today())),
      ground as materialized (select days.at, kept.id as segment_id from days ${standing} where register.id is not null and rule.id is not null)
      select ground.at, c.n, c.d, ${rateSql('c.d', 'c.n')} as rate from ground
      cross join lateral (select coalesce(sum(t.n), 0)::int as n, coalesce(sum(t.d), 0)::int as d from inside.coverage_tally t
        where t.segment_id = ground.segment_id and t.part = 'DISTRICT' and t.day <= ground.at and ($2::text[] is null or t.district = any($2))) c
      order by ground.at`,
    values: [year, scopeFor(actor)],
  };
}
