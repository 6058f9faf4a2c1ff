/**
 * The figures as one would write them by hand, as row sources.
 *
 * LIMIT puts them into JSON, PostGraphile gets them as functions. `own` is the SQL of a district to keep to, if any.
 */
const today = `(select (now() at time zone 'Asia/Shanghai')::date)`;

const aim = (kind: string, value: string, n: string) =>
  `case ${kind} when 'ALL' then ${n} when 'COUNT' then ${value}::int else ceil(${value} * ${n} / 100)::int end`;
const rate = (d: string, n: string) =>
  `case when ${n} > 0 then ${d}::bigint * 1000 / ${n} / 10 || '.' || ${d}::bigint * 1000 / ${n} % 10 end`;

const groups = {
  DISTRICT: { column: 'district', table: 'district', order: 'g.position, g.code' },
  DIVISION: { column: 'division', table: 'division', order: 'g.code' },
} as const;

/** The whole first (`code` null), then the groups in their order. */
export function coverageRows(by: 'DISTRICT' | 'DIVISION', own?: string): string {
  const { column, table, order } = groups[by];
  return `with rule as materialized (select kinds, months from coverage_rule where state = 'APPROVED' and applies_from <= ${today} order by rule_version desc limit 1),
  reg as materialized (select id from register where in_force_from <= ${today} and replaced_at is null and undone_at is null order by in_force_from desc limit 1),
  covered as (select v.uscc from evidence v, rule where v.undone_at is null and v.kind = any(rule.kinds) and v.verified_on <= ${today} and v.dated_on <= ${today}
    and ${today} < least(v.revoked_on, (v.dated_on + make_interval(months => rule.months))::date)),
  cell as materialized (select e.${column} as code, count(*)::int as n, count(*) filter (where e.uscc in (select uscc from covered))::int as d from register_entry e
    where e.register_id = (select id from reg)${own ? ` and e.district = ${own}` : ''} group by 1),
  aims as materialized (select distinct on (scope, scope_code) scope, scope_code as code, kind, value from target where year <= extract(year from ${today}) order by scope, scope_code, year desc),
  city as (select * from aims where scope = 'CITY'),
  part as (select 0 as place, null::text as code, null::text as name, sum(n)::int as n, sum(d)::int as d, coalesce(o.kind, city.kind) as kind, coalesce(o.value, city.value) as value
    from cell cross join city left join aims o on o.scope = 'DISTRICT' and o.code = ${own ?? 'null'} group by o.kind, o.value, city.kind, city.value
    union all select row_number() over (order by ${order}), g.code, g.name_zh, n, d, coalesce(o.kind, city.kind), coalesce(o.value, city.value)
    from cell join ${table} g using (code) cross join city left join aims o on o.scope = '${by}' and o.code = g.code)
  select ${today} as at, code, name, n, d, ${rate('d', 'n')} as rate, trim_scale(value)::text as target, ${aim('kind', 'value', 'n')} as needed,
    greatest(0, ${aim('kind', 'value', 'n')} - d) as gap, d >= ${aim('kind', 'value', 'n')} as reached
  from part order by place`;
}

/** The months from the day `from` to the day `to`, each step counted in the month in which it happened. */
export function funnelRows(from: string, to: string, own?: string): string {
  const mine = own ? ` and district = ${own}` : '';
  const local = (column: string) => `(${column} at time zone 'Asia/Shanghai')`;
  const within = (column: string) =>
    `${column} >= ${from}::timestamp at time zone 'Asia/Shanghai' and ${column} < (${to} + 1)::timestamp at time zone 'Asia/Shanghai'`;
  const month = (expression: string) => `date_trunc('month', ${expression})::date as m`;
  const step = (name: string, expression: string, where: string, count = 'count(*)::int') =>
    `${name} as (select ${month(expression)}, ${count} as ${name} from trial where ${where}${mine} group by 1)`;
  const over = `(state in ('ENDED', 'CONVERTED', 'NOT_CONVERTED') or state = 'RUNNING' and ends_at <= now())`;
  return `with ${step('applied', local('applied_at'), within('applied_at'))},
  ${step('accepted', local('accepted_at'), within('accepted_at'))},
  ${step('started', 'starts_on', `starts_on between ${from} and ${to}`)},
  ${step('ended', local('ends_at'), `${within('ends_at')} and ${over}`, `count(*) filter (where state = 'CONVERTED')::int as converted, count(*)::int`)}
  select to_char(m, 'YYYY-MM') as month, coalesce(applied, 0) as applied, coalesce(accepted, 0) as accepted, coalesce(started, 0) as started,
    coalesce(ended, 0) as ended, coalesce(converted, 0) as converted, ${rate('converted', 'ended')} as rate
  from (select generate_series(date_trunc('month', ${from}), ${to}, interval '1 month')::date as m) months
  left join applied using (m) left join accepted using (m) left join started using (m) left join ended using (m) order by m`;
}
