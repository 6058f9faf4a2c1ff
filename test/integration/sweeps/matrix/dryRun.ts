import { Client } from 'pg';

/**
 * While it is on, what the API would commit is taken back at the last instant: deferred constraints are checked, then the
 * transaction ends in ROLLBACK. So ten thousand writes can be tried on one world, each on the same one.
 *
 * Everything before that instant is what it always is. What would have been kept is written down.
 */
export interface DryRun {
  writes: Write[];
  stop: () => void;
}
/** The tables a transaction had written to, with the names of its facts; and the requests it was for: by number and by idempotency key. */
export interface Write {
  tables: string[];
  requests: string[];
}

const written = `select pg_current_xact_id_if_assigned() is not null as wrote,
  case when pg_current_xact_id_if_assigned() is not null then (
    select jsonb_agg(relname) from pg_locks join pg_class c on c.oid = relation
    where pid = pg_backend_pid() and mode = 'RowExclusiveLock' and relkind = 'r' and relname <> 'fact'
  ) end as tables,
  case when pg_current_xact_id_if_assigned() is not null then (
    select jsonb_agg(jsonb_build_object('name', name, 'request', request_id)) from (select xmin, name, request_id from fact order by id desc limit 50) it
    where xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296
  ) end as facts,
  case when pg_current_xact_id_if_assigned() is not null then (
    select jsonb_agg(key) from idempotency where xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296
  ) end as keys`;
interface Row {
  wrote: boolean;
  tables: string[] | null;
  facts: { name: string; request: string }[] | null;
  keys: string[] | null;
}

export function startDryRun(): DryRun {
  const original = Client.prototype.query as (this: Client, ...args: unknown[]) => Promise<{ rows: Row[] }>;
  const run: DryRun = {
    writes: [],
    stop: () => {
      Client.prototype.query = original as never;
    },
  };
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    const [text] = args;
    const isApi = (this as unknown as { connectionParameters?: { user?: string } }).connectionParameters?.user === 'shizhuan_api';
    if (!isApi || typeof text !== 'string' || !/^commit$/i.test(text.trim())) return original.apply(this, args);
    return (async () => {
      const [row] = (await original.call(this, written)).rows as [Row];
      if (!row.wrote) return original.apply(this, args);
      const facts = row.facts ?? [];
      run.writes.push({
        tables: [...(row.tables ?? []), ...facts.map(({ name }) => `fact ${name}`)],
        requests: [...facts.map(({ request }) => request), ...(row.keys ?? [])],
      });
      return original.call(this, 'set constraints all immediate; rollback');
    })();
  } as never;
  return run;
}
