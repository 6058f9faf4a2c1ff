/**
 * The figures as one would write them by hand, from the roll-ups that the product keeps, as row sources.
 *
 * LIMIT puts them into JSON, PostGraphile gets them as functions. `own` is the SQL of a district to keep to, if any.
 */
const today = `(select (now() at time zone 'Asia/Shanghai')::date)`;

const aim = (kind: string, value: string, n: string) =>
  `case ${kind} when 'ALL' then ${n} when 'COUNT' then ${value}::int else ceil(${value} * ${n} / 100)::int end`;
const rate = (d: string, n: string) =>
  `case when ${n} > 0 then ${d}::bigint * 1000 / ${n} / 10 || '.' || ${d}::bigint * 1000 / ${n} % 10 end`;

const groups = { DISTRICT: { table: 'district', order: 'g.position, g.code' }, DIVISION: { table: 'division', order: 'g.code' } } as const;

/** The whole first (`code` null), then the groups in their order. */
export function coverageRows(by: 'DISTRICT' | 'DIVISION', own?: string): string {
  const { table, order } = groups[by];
  return `with cell as materialized (select t.code, sum(t.n)::int as n, sum(t.d)::int as d from coverage_tally t
    where t.segment_id = (select id from coverage_segment where since <= ${today} order by since desc limit 1) and t.part = '${by}' and t.day <= ${today}${own ? ` and t.district = ${own}` : ''}
    group by 1),
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
  const sum = (where: string) => `coalesce(sum(t.trials) filter (where ${where}), 0)::int`;
  const ended = sum(`t.step = 'ENDED' or t.step = 'RUNNING' and t.due_at <= now()`);
  return `with month as (select m::date, greatest(m::date, ${from}) as since, least((m + interval '1 month')::date, ${to} + 1) as until,
      case when m >= ${from} and m + interval '1 month' <= ${to} + 1 then 'MONTH' else 'DAY' end as grain
    from generate_series(date_trunc('month', ${from}), ${to}, interval '1 month') m),
  counted as (select m, ${sum(`t.step = 'APPLIED'`)} as applied, ${sum(`t.step = 'ACCEPTED'`)} as accepted, ${sum(`t.step = 'STARTED'`)} as started, ${ended} as ended,
      ${sum(`t.step = 'CONVERTED'`)} as converted
    from month s left join trial_tally t on t.grain = s.grain and t.day >= s.since and t.day < s.until${own ? ` and t.district = ${own}` : ''} group by m)
  select to_char(m, 'YYYY-MM') as month, applied, accepted, started, ended, converted, ${rate('converted', 'ended')} as rate from counted order by m`;
}
