import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { actorOf, likely } from './actor.ts';
import { openSources } from './database.ts';
import { features } from './features.ts';
import { system } from './kernel/advance.ts';
import { listenForFacts } from './kernel/answers/factNews.ts';
import { publicMemory } from './kernel/answers/publicMemory.ts';
import { installAnchors } from './kernel/audit/anchors.ts';
import { tellTallies } from './kernel/audit/refusals.ts';
import { Context } from './kernel/context.ts';
import { installCursorKey } from './kernel/cursor.ts';
import { openExecuting } from './kernel/executing/executing.ts';
import { makeServer } from './kernel/http.ts';
import { deliver } from './kernel/journal.ts';
import { charging, type Rates, type Together } from './kernel/rates.ts';
import { openReading } from './kernel/reading/reader.ts';
import { keepSetting } from './kernel/settings.ts';
import type { IdentityProvider } from './people/sso/provider.ts';
import { installProviders } from './people/sso/service.ts';
import { routes } from './routes.ts';
import { makeSchema } from './schema.ts';

export interface ServeOptions {
  apiUrl: string;
  host: string;
  port: number;
  log: Logger;
  secure?: boolean;
  trustProxy?: number | readonly string[];
  introspection?: boolean;
  panel?: string;
  /** Where uploaded files are kept. */
  files: string;
  /** Where the daily anchors of the audit trail are kept; without it there are none. */
  anchors?: string;
  /** Whether this process also works off errands and materialises what the clock has moved. */
  background?: boolean;
  poolSize?: number;
  /** How browsers reach the server; its own address when left out. */
  publicUrl?: string;
  /** At whom people can sign in besides here. */
  identityProviders?: readonly IdentityProvider[];
  /** What queries may cost in a minute; without it there is no limit. */
  rates?: Rates;
  /** The other processes of the same start. */
  together?: Together;
  /** Whether the public may be answered from memory, within the second and until something happens. */
  remembering?: boolean;
  /** Whether reads are compiled into one statement where they can be, and what is executed is prepared. */
  compiled?: boolean;
}

export interface Served {
  url: string;
  stop: () => Promise<void>;
}

/** Serves a migrated database. Refuses when a setting that keeps data safe is off, or the clock is not the database's own. */
export async function serve({
  apiUrl,
  host,
  port,
  log,
  secure = false,
  trustProxy,
  introspection = false,
  panel,
  files,
  anchors,
  background = true,
  poolSize,
  publicUrl,
  identityProviders = [],
  rates = { keys: 0, sessions: 0, anonymous: 0 },
  together,
  remembering = true,
  compiled = true,
}: ServeOptions): Promise<Served> {
  const sources = await openSources(apiUrl, { size: poolSize });
  try {
    await checkDatabase(sources.db.manager);
    if (anchors) installAnchors(anchors);
    installCursorKey(Buffer.from(await keepSetting(sources.db.manager, 'cursorKey', randomBytes(32).toString('base64')), 'base64'));
    installProviders(identityProviders);
    const schema = await makeSchema();
    const address = () => `http://${host.includes(':') ? `[${host}]` : host}:${(server.http.address() as AddressInfo).port}`;
    const named = (kind: 'bulk' | 'secret' | 'free') => new Set(features.flatMap(feature => feature[kind] ?? []));
    const [bulk, secret, free] = [named('bulk'), named('secret'), named('free')];
    const memory = publicMemory();
    const server: Awaited<ReturnType<typeof makeServer>> = await makeServer({
      schema,
      log,
      db: sources.db,
      reading: compiled ? openReading(schema, sources.db, sources.wire) : undefined,
      executing: compiled ? openExecuting(schema) : undefined,
      troubled: error => log.error({ err: error }, 'a compiled read failed'),
      bulk: sources.bulk,
      isBulk: name => bulk.has(name),
      isSecret: name => secret.has(name),
      isFree: name => free.has(name),
      secure,
      trustProxy,
      introspection,
      again: { wire: sources.wire, likely: request => likely(sources.db, request, secure) },
      actorOf: (request, info) => actorOf(sources.db, sources.wire, request, info, secure),
      routes: (app, contextOf, visitOf) =>
        routes(app, contextOf, visitOf, {
          files,
          db: sources.db,
          bulk: sources.bulk,
          schema,
          log,
          secure,
          publicUrl: () => publicUrl ?? address(),
        }),
      charge: charging(sources.db, rates, together),
      memory,
      panel: panel && existsSync(panel) ? panel : undefined,
      ready: async () => ({
        database: (await sources.db.query('select 1 as one'))[0].one === 1,
        errands:
          (
            await sources.db.query(
              `select count(*) as late from errand where done_at is null and due_at < clock_timestamp() - interval '15 minutes' and attempts = 0`,
            )
          )[0].late === 0,
      }),
    });
    await new Promise<void>((resolve, reject) => {
      server.http.once('error', reject);
      server.http.listen(port, host, resolve);
    });
    const deaf = remembering ? listenForFacts(apiUrl, { heard: memory.forget, hearing: memory.hearing }) : undefined;
    const worker = background ? work(sources.own.manager, log) : undefined;
    return {
      url: address(),
      stop: async () => {
        await worker?.();
        await server.stop();
        await deaf?.();
        await tellTallies(true).catch((error: unknown) => log.error({ err: error }, 'refusals could not be written down'));
        await sources.close();
      },
    };
  } catch (error) {
    await sources.close();
    throw error;
  }
}

const clock = 'select clock_timestamp()';

/** What must be so before anything is served: nothing acknowledged may be lost, and time has one source. */
async function checkDatabase(db: Context['db']): Promise<void> {
  const [row] = await db.query(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit, current_setting('full_page_writes') as full_page_writes,
            (select prosrc from pg_proc where oid = to_regproc('public.domain_now')) as clock,
            (select count(*) from pg_trigger where tgrelid = 'fact'::regclass and tgname in ('fact_a_waits', 'fact_b_sealed') and tgenabled in ('O', 'A')) as sealing, (select rolsuper from pg_roles where rolname = current_user) as super,
            (select usename = current_user from pg_user u join pg_database d on d.datdba = u.usesysid where d.datname = current_database()) as owner,
            shobj_description((select oid from pg_database where datname = current_database()), 'pg_database') = 'made by the Shizhuan test kit' and current_setting('cluster_name') = 'shizhuan-test' as test`,
  );
  const faults = [
    ...['fsync', 'synchronous_commit', 'full_page_writes']
      .filter(name => row[name] === 'off')
      .map(name => `${name} is off: what was acknowledged could be lost`),
    ...(row.clock?.trim() === clock ? [] : ['domain_now() is not the clock of the database']),
    ...(row.super || row.owner ? ['the API must not work as a superuser or as the owner of the database'] : []),
  ];
  if (row.sealing !== 2) throw new Error('The database is not fit to serve: it does not seal its facts (see npx shizhuan audit verify)');
  if (row.test ? row.super || row.owner : faults.length)
    throw new Error(`The database is not fit to serve:\n${faults.map(fault => `  ${fault}`).join('\n')}`);
}

/** Works off errands and materialises due moves, a step every second; stops after the step at hand. */
function work(db: Context['db'], log: Logger): () => Promise<void> {
  let running = true;
  let wake: () => void = () => undefined;
  const turn = async () => {
    while (running) {
      const context = () => new Context(system, db, { id: 'background' });
      try {
        for (
          let left = 100;
          running && left > 0 && (await deliver(context(), (error, errand) => log.error({ err: error, errand }, 'an errand failed')));
          left -= 1
        );
        for (const { tick } of features) if (running) await tick?.(context());
      } catch (error) {
        log.warn({ err: error }, 'background work failed; it is tried again');
      }
      if (running)
        await new Promise<void>(resolve => {
          wake = resolve;
          setTimeout(resolve, 1000).unref();
        });
    }
  };
  const done = turn();
  return async () => {
    running = false;
    wake();
    await done;
  };
}
