import { type Pool, types } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { features } from './features.ts';
import { sealWith } from './kernel/audit/sealWith.ts';
import { SnakeCase } from './kernel/naming.ts';
import type { Policy } from './kernel/policy.ts';
import { openWire, type Wire } from './kernel/reading/wire.ts';
import { rowSecurity, withoutRowSecurity } from './kernel/rowSecurity.ts';
import { asSystem } from './kernel/scope.ts';
import { keepSearchKeys } from './kernel/search/key.ts';
import { migrations } from './migrations/index.ts';
import { queueBefore } from './postgres/queue.ts';

// A day is a day and no instant; a count fits a number.
types.setTypeParser(types.builtins.DATE, text => text);
types.setTypeParser(types.builtins.INT8, Number);

const entities = features.flatMap(feature => feature.entities);

/** What every connection to the database has in common. */
export const options = (url: string | undefined, extra: Record<string, unknown> = {}): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities: [...entities],
  migrations: [...migrations] as never[],
  migrationsTransactionMode: 'each',
  namingStrategy: new SnakeCase(),
  extra: { connectionTimeoutMillis: 3000, keepAlive: true, ...extra },
});

/**
 * The sources a serving process works with. `db` answers requests; `bulk` has no statement timeout, for imports and exports.
 * `own` is the system's, for background work and commands: the rules of rows hold nothing back from it, so no request uses it.
 */
export interface Sources {
  db: DataSource;
  /** Connections for reads that are one statement each. */
  wire: Wire;
  bulk: DataSource;
  own: DataSource;
  close: () => Promise<void>;
}

export async function openSources(apiUrl: string, { size = 10 } = {}): Promise<Sources> {
  const db = new DataSource(
    options(apiUrl, { max: size, statement_timeout: 5000, idle_in_transaction_session_timeout: 10_000, application_name: 'shizhuan' }),
  );
  const bulk = new DataSource(options(apiUrl, { max: 3, idle_in_transaction_session_timeout: 120_000, application_name: 'shizhuan bulk' }));
  const own = new DataSource(
    options(apiUrl, {
      max: 3,
      idle_in_transaction_session_timeout: 120_000,
      application_name: `shizhuan system ${process.pid}`,
      options: asSystem,
    }),
  );
  const sources = [db, bulk, own];
  await Promise.all(sources.map(source => source.initialize()));
  queueBefore((db.driver as unknown as { master: Pool }).master);
  const wire = openWire(apiUrl, { size });
  return {
    db,
    wire,
    bulk,
    own,
    close: async () => {
      await wire.close();
      await Promise.all(sources.map(source => source.destroy()));
    },
  };
}

/** Brings the schema up to date as its owner and gives the API's role exactly what it needs. Answers with the migrations that ran. */
export async function migrate(ownerUrl: string, { auditHash }: { auditHash?: string } = {}): Promise<string[]> {
  const owner = new DataSource(options(ownerUrl, { max: 1 }));
  await owner.initialize();
  try {
    // Two processes that start at once: the second waits, then finds nothing to do.
    const runner = owner.createQueryRunner();
    await runner.query('select pg_advisory_lock(729100)');
    try {
      await runner.release();
      // What hangs on columns would be in the way of migrations that change them.
      if (await owner.showMigrations()) await owner.query(withoutRowSecurity);
      const ran = await owner.runMigrations();
      await grant(owner);
      await secureRows(owner);
      if (auditHash) await sealWith(owner.manager, auditHash);
      for (const { fill } of features) await fill?.(owner.manager);
      await keepSearchKeys(owner);
      return ran.map(({ name }) => name);
    } finally {
      await owner.query('select pg_advisory_unlock(729100)').catch(() => undefined);
    }
  } finally {
    await owner.destroy();
  }
}

/**
 * Keeps after how many days without a sign-in an account is disabled, where the database itself finds it. When the number
 * changes, accounts in use are counted anew from their last sign-in; nobody gets less than a day to react.
 */
export async function keepIdleDays(ownerUrl: string, days: number): Promise<void> {
  const owner = new DataSource(options(ownerUrl, { max: 1 }));
  await owner.initialize();
  try {
    await owner.query(
      `with kept as (
         insert into setting as s (key, value) values ('accountIdleDays', to_jsonb($1::int))
         on conflict (key) do update set value = excluded.value where s.value <> excluded.value returning 1
       )
       update account set idle_at = greatest(coalesce(last_sign_in_at, created_at) + make_interval(days => $1), domain_now() + interval '1 day')
       where state = 'ACTIVE' and exists (select from kept)`,
      [days],
    );
  } finally {
    await owner.destroy();
  }
}

/** The rights of the API's role: read and, unless only the database writes, insert; update but where a table is append-only; delete only where a feature says so. */
async function grant(owner: DataSource): Promise<void> {
  const table = (entity: Function) => owner.getMetadata(entity).tableName;
  const names = (key: 'readOnly' | 'appendOnly' | 'erasable') => new Set(features.flatMap(feature => feature[key] ?? []).map(table));
  const [readOnly, appendOnly, erasable] = [names('readOnly'), names('appendOnly'), names('erasable')];
  const statements = ['grant usage on schema public to shizhuan_api'];
  for (const entity of entities) {
    const name = table(entity);
    const written = ['insert', ...(appendOnly.has(name) ? [] : ['update']), ...(erasable.has(name) ? ['delete'] : [])];
    const rights = ['select', ...(readOnly.has(name) ? [] : written)];
    statements.push(`revoke all on "${name}" from shizhuan_api`, `grant ${rights.join(', ')} on "${name}" to shizhuan_api`);
  }
  await owner.query(statements.join(';'));
}

/** Draws the second line anew when it is not the one that the policies make. All of it at once, so that no request meets half of it. */
async function secureRows(owner: DataSource): Promise<void> {
  const merged: Policy = {
    entities: Object.assign({}, ...features.map(({ policy }) => policy.entities)),
    scopes: Object.assign({}, ...features.map(({ policy }) => policy.scopes)),
  };
  const tables = entities.map(entity => owner.getMetadata(entity));
  const { statements, digest } = rowSecurity(tables, merged, 'shizhuan_api');
  const [drawn] = await owner.query(`select obj_description(to_regnamespace('inside'), 'pg_namespace') as digest`);
  if (drawn?.digest === digest) return;
  await owner.transaction(async tx => void (await tx.query(statements.join(';\n'))));
}
