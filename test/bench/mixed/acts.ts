import type { Client } from 'pg';

/** A write that is done once: in whose session, and what. */
export interface Act {
  name: string;
  token: string;
  body: object;
}

const accept = `mutation Accept($id: ID!) { advanceTrial(id: $id, action: ACCEPT) { id state version } }`;
const apply = `mutation Apply($input: TrialInput!) { createTrial(input: $input) { id state replyDueAt } }`;

/** Writes enough for a while: enterprises that apply, providers that accept, in turn. Each of them is possible once. */
export async function actsOf(db: Client, most: number): Promise<Act[]> {
  const waiting = await db.query(
    `select t.id, a.login from trial t join account a on a.provider_id = t.provider_id and a.login like 'bench-p%' where t.state = 'APPLIED' order by md5(t.id::text) limit $1`,
    [most],
  );
  const wanted = await db.query(
    `select o.id, a.login from (select id, row_number() over (order by md5(id::text)) as n from offering where state = 'LISTED' and expires_at > now()) o
     join (select login, enterprise_id, row_number() over (order by login) as k, count(*) over () as all from account where login like 'bench-e%') a on true
     where not exists (select from trial t where t.offering_id = o.id and t.enterprise_id = a.enterprise_id)
     order by (o.n + a.k) % 97, md5(o.id::text || a.login) limit $1`,
    [most],
  );
  const accepts: Act[] = waiting.rows.map(({ id, login }) => ({
    name: 'advanceTrial',
    token: login,
    body: { query: accept, variables: { id } },
  }));
  const applies: Act[] = wanted.rows.map(({ id, login }) => ({
    name: 'createTrial',
    token: login,
    body: { query: apply, variables: { input: { offeringId: id, goal: '缩短交付周期', waitIfFull: true } } },
  }));
  return Array.from({ length: accepts.length + applies.length }, (_, n) => (n % 2 ? accepts : applies)[n >> 1]).filter(
    act => act !== undefined,
  );
}
