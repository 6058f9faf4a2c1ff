import { Client } from 'pg';

/**
 * While it is on, what the API would commit is taken back at the last instant: deferred constraints are checked, then the
 * transaction ends in ROLLBACK. So ten thousand writes can be tried on one world, each on the same one.
 *
 * Everything before that instant is what it always is. How many transactions that had written came this far is counted.
 */
export interface DryRun {
  /** For each transaction that had written and was about to be committed, the tables it had written to; the fact by its name. */
  writes: string[][];
  stop: () => void;
}

export function startDryRun(): DryRun {
  const original = Client.prototype.query as (this: Client, ...args: unknown[]) => Promise<{ rows: { wrote: boolean }[] }>;
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
      const { rows } = await original.call(this, 'select pg_current_xact_id_if_assigned() is not null as wrote');
      if (!rows[0]!.wrote) return original.apply(this, args);
      await original.call(this, 'set constraints all immediate');
      run.writes.push(await written(query => original.call(this, query) as never));
      return original.call(this, 'rollback');
    })();
  } as never;
  return run;
}

async function written(ask: (query: string) => Promise<{ rows: { name: string }[] }>): Promise<string[]> {
  const { rows } = await ask(
    `select relname as name from pg_locks join pg_class c on c.oid = relation
     where pid = pg_backend_pid() and mode = 'RowExclusiveLock' and relkind = 'r' and relname <> 'fact'
     union all
     select 'fact ' || name from (select xmin, name from fact order by id desc limit 50) it where xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296`,
  );
  return rows.map(({ name }) => name);
}
