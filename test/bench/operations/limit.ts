import { coverageRows, funnelRows } from './figures.ts';
import type { OperationName, Who } from './types.ts';

/** A statement by hand: one row of one column, the JSON of `data`. `values` are its parameters; `own` is the caller's district. */
export type Statement = Readonly<{
  sql: (variables: Record<string, string>) => string;
  values: (variables: Record<string, string>, own: string) => unknown[];
}>;

const object = (select: string) => `(select row_to_json(o) from (${select}) o)`;
const list = (select: string, order = '') => `(select coalesce(json_agg(l${order}), '[]') from (${select}) l)`;
const answer = (name: string, value: string) => `select row_to_json(q)::text from (select ${value} as "${name}") q`;
const instant = (column: string) => `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"')`;

const trialState = `case t.state when 'OFFERED' then case when t.held_until <= now() then 'WITHDRAWN' else 'OFFERED' end
  when 'RUNNING' then case when t.ends_at > now() then 'RUNNING' when t.outcome_due_at > now() then 'ENDED' else 'NOT_CONVERTED' end
  when 'ENDED' then case when t.outcome_due_at > now() then 'ENDED' else 'NOT_CONVERTED' end else t.state end`;
const offeringState = `case when o.state in ('LISTED', 'SUSPENDED') and o.expires_at <= now() then 'EXPIRED' else o.state end`;
const listed = `o.state = 'LISTED' and o.expires_at > now()`;
const seatsLeft = `greatest(0, least(o.seats, coalesce(o.seats_total - o.seats_used, o.seats)) - o.seats_taken) as "seatsLeft"`;
const provider = (id: string, columns = 'p.id, p.name') => `${object(`select ${columns} from provider p where p.id = ${id}`)} as provider`;
const phone = `case when contact_phone ~ '^1[0-9]{10}$' then left(contact_phone, 3) || '****' || right(contact_phone, 4)
  when length(contact_phone) > 4 then '****' || right(contact_phone, 2) when contact_phone <> '' then '****' end`;

/** The conditions under which a trial is in a state: kept as such, or kept as another from which the clock has led on. */
const waysInto = (state: string): string[] =>
  ({
    OFFERED: [`t.state = 'OFFERED' and t.held_until > now()`],
    WITHDRAWN: [`t.state = 'WITHDRAWN'`, `t.state = 'OFFERED' and t.held_until <= now()`],
    RUNNING: [`t.state = 'RUNNING' and t.ends_at > now()`],
    ENDED: [`t.state = 'ENDED' and t.outcome_due_at > now()`, `t.state = 'RUNNING' and t.ends_at <= now() and t.outcome_due_at > now()`],
    NOT_CONVERTED: [`t.state = 'NOT_CONVERTED'`, `t.state in ('ENDED', 'RUNNING') and t.outcome_due_at <= now()`],
  })[state] ?? [`t.state = '${state}'`];

const newest = 'order by applied_at desc, id desc limit 100';
/** The newest hundred of a state: each way by itself, so that each may use an index in order. */
const newestIn = (state: string, also: string): string => {
  const ways = waysInto(state).map(way => `(select * from trial t where ${way} and ${also} ${newest})`);
  return ways.length > 1 ? `(select * from (${ways.join(' union all ')}) t ${newest})` : ways[0]!;
};

const coverage = (by: 'DISTRICT' | 'DIVISION', own?: string) =>
  answer(
    'coverage',
    object(`with figure as materialized (${coverageRows(by, own)})
      select at, n, d, rate, target, needed, gap, reached, ${list('select code, name, n, d, rate, needed, gap, reached from figure where code is not null')} as groups from figure where code is null`),
  );

/** A Chinese word as the key of search has it: every letter twice. */
export const keyPattern = (word: string) => `%${[...word].map(letter => letter.repeat(2)).join('')}%`;

/** A place in a list, as LIMIT writes it: microseconds and the id. */
const place = (cursor: string) => cursor.split('_');

/** What LIMIT runs for one role. The rights of the role are in the statement, as text: nobody pays for those of others. */
export function statementsOf(who: Who): Readonly<Record<OperationName, Statement>> {
  const district = who === 'DISTRICT';
  /** A condition on the caller's own district, with the number of the parameter that carries it. */
  const own = (column: string, at: number) => (district ? `${column} = $${at}` : 'true');
  const with_ = (values: unknown[], mine: string) => (district ? [...values, mine] : values);
  return {
    Q1: {
      sql: () =>
        answer(
          'offering',
          object(`select o.id, o.name, o.kind, o.main_scenario as "mainScenario", o.scenarios, o.divisions, ${offeringState} as state, o.price_after::text as "priceAfter", o.free_days as "freeDays",
          ${seatsLeft}, o.valid_to as "validTo", ${instant('o.visible_from')} as "visibleFrom", ${provider('o.provider_id', 'p.id, p.name, p.kind, p.district')} from offering o where o.id = $1`),
        ),
      values: ({ id }) => [id],
    },
    Q2: {
      sql: () =>
        answer(
          'offerings',
          object(
            `select ${list(`select o.id, o.name, o.kind, o.price_after::text as "priceAfter", o.free_days as "freeDays", o.scenarios, ${seatsLeft}, ${provider('o.provider_id')}
          from (select * from offering o where o.kind = $1 and o.divisions && array[$2] and ${listed} order by o.price_after, o.id limit 20) o order by o.price_after, o.id`)} as nodes`,
          ),
        ),
      values: ({ kind, division }) => [kind, division],
    },
    Q3: {
      sql: ({ state }) =>
        answer(
          'trials',
          object(
            `select ${list(`select t.id, ${trialState} as state, ${instant('t.applied_at')} as "appliedAt", t.starts_on as "startsOn", ${instant('t.ends_at')} as "endsAt",
            ${object(`select o.id, o.name, ${provider('o.provider_id')} from offering o where o.id = t.offering_id`)} as offering,
            ${object(`select e.id, e.name, e.district, e.division from enterprise e where e.id = t.enterprise_id and ${own('e.district', 1)}`)} as enterprise
          from ${newestIn(state!, own('t.district', 1))} t order by t.applied_at desc, t.id desc`)} as nodes`,
          ),
        ),
      values: (_, mine) => with_([], mine),
    },
    Q4: {
      sql: () =>
        answer(
          'providers',
          object(
            `select ${list(`select p.id, p.name, ${list(`select o.id, o.name, o.price_after::text as "priceAfter",
              ${list(`select t.id, ${trialState} as state, t.enterprise_name as "enterpriseName" from trial t where t.offering_id = o.id and ${own('t.district', 2)} order by t.id limit 3`)} as trials
            from offering o where o.provider_id = p.id order by o.id limit 5`)} as offerings
          from (select id, name from provider order by id desc limit 50 offset $1) p order by p.id desc`)} as nodes`,
          ),
        ),
      values: ({ offset }, mine) => with_([offset], mine),
    },
    Q5: {
      sql: () =>
        answer(
          'trials',
          object(`with page as materialized (select row_number() over () as at, * from (select t.* from trial t
            where (t.applied_at, t.id) < (timestamptz 'epoch' + $1 * interval '1 microsecond', $2) and ${own('t.district', 3)} order by t.applied_at desc, t.id desc limit 51) t)
          select ${list(`select (extract(epoch from t.applied_at) * 1000000)::bigint || '_' || t.id as cursor,
              ${object(`select t.id, ${trialState} as state, ${instant('t.applied_at')} as "appliedAt", t.offering_id as "offeringId", t.enterprise_name as "enterpriseName"`)} as node
            from page t where at <= 50 order by at`)} as edges,
            ${object(`select count(*) > 50 as "hasNextPage", max((extract(epoch from applied_at) * 1000000)::bigint || '_' || id) filter (where at = 50) as "endCursor" from page`)} as "pageInfo"`),
        ),
      values: ({ after }, mine) => with_(place(after!), mine),
    },
    Q6: { sql: () => coverage('DISTRICT', district ? '$1' : undefined), values: (_, mine) => with_([], mine) },
    Q7: { sql: () => coverage('DIVISION', district ? '$1' : undefined), values: (_, mine) => with_([], mine) },
    Q8: {
      sql: () => answer('trialFunnel', list(funnelRows('$1::date', '$2::date', district ? '$3' : undefined))),
      values: ({ from, to }, mine) => with_([from, to], mine),
    },
    Q9: {
      sql: () =>
        answer(
          'offerings',
          object(`with found as materialized (select o.id, o.name, o.price_after, o.provider_id, count(*) over () as total from offering o
            where o.search_key like $1 and ${listed} order by o.id desc limit 20)
          select coalesce((select total from found limit 1), 0) as "totalCount",
            ${list(`select o.id, o.name, o.price_after::text as "priceAfter", ${provider('o.provider_id')} from found o order by o.id desc`)} as nodes`),
        ),
      values: ({ words }) => [keyPattern(words!)],
    },
    Q10: {
      sql: () =>
        answer(
          'enterprises',
          object(
            `select ${list(`select id, name, uscc, district, division, size, employees, revenue::text as revenue, ${district ? 'contact_phone' : phone} as "contactPhone", ${instant('created_at')} as "createdAt"
          from enterprise where id < $1 and ${own('district', 2)} order by id desc limit 100`)} as nodes`,
          ),
        ),
      values: ({ after }, mine) => with_([place(after!)[1]], mine),
    },
  };
}

/** Finds the record before a page. */
export const seek: Partial<Record<OperationName, (district: string | null) => { sql: string; values: unknown[] }>> = {
  Q5: district => ({
    sql: `select (extract(epoch from applied_at) * 1000000)::bigint || '_' || id as cursor from trial where $2::text is null or district = $2 order by applied_at desc, id desc offset $1 limit 1`,
    values: [district],
  }),
  Q10: district => ({
    sql: `select '_' || id as cursor from enterprise where $2::text is null or district = $2 order by id desc offset $1 limit 1`,
    values: [district],
  }),
};

/** Who asks, from the token of a session: what the server asks as well. */
export const authenticate = `select u.role, u.district from session s join account u on u.id = s.user_id left join factor f on f.user_id = u.id
  where s.token_hash = $1 and s.expires_at > now() and s.idle_at > now() and u.state = 'ACTIVE' and not s.unproved and not u.must_change_password and (s.vouched or f.sealed is not null)`;
