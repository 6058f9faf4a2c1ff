import { Client } from 'pg';
import type { Kept, Progress } from '../../../server/kernel/audit/verify.ts';
import { verifyAll } from '../../../server/kernel/audit/verify.ts';
import { here, sql } from '../../kit.ts';

/** Verifies the chain as `npx shizhuan audit verify` does. */
export const verified = (kept: Kept = { anchors: [], unreadable: [] }): Promise<Progress> => verifyAll(sql, kept);

/** Somebody with every right there is, and no rule in their way. */
export async function asIntruder<T>(work: (intruder: Client) => Promise<T>): Promise<T> {
  const database = new URL(here().apiUrl).pathname;
  const intruder = new Client({ connectionString: Object.assign(new URL(process.env['SHIZHUAN_TEST_PG']!), { pathname: database }).href });
  await intruder.connect();
  try {
    await intruder.query('set session_replication_role = replica');
    return await work(intruder);
  } finally {
    await intruder.end();
  }
}

/** Facts as the product writes them, many at once. */
export const writeFacts = (count: number): Promise<unknown> =>
  sql(
    `insert into fact (id, name, subject, subject_id, actor_id, actor_name, actor_role, key_id, request_id, ip, on_behalf_of, note, changed, details, at)
     select uuid_v7(), 'Trial.ACCEPT', 'Trial', gen_random_uuid(), gen_random_uuid(), '王小明', 'PROVIDER', 'key', 'request', '10.0.0.1', 'somebody', '同意 ' || n,
       jsonb_build_array(jsonb_build_object('field', 'goal', 'before', 'old ' || n, 'after', 'new')), jsonb_build_object('from', 'APPLIED', 'to', 'ACCEPTED', 'n', n), domain_now()
     from generate_series(1, $1) n`,
    [count],
  );
