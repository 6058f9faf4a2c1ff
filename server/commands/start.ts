import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pino, { type DestinationStream, type Logger } from 'pino';
import { undoInterrupted } from '../backup/restore.ts';
import { type Config, ConfigError, readConfig, root } from '../config.ts';
import { keepIdleDays, migrate } from '../database.ts';
import { driverError } from '../kernel/errors.ts';
import { installSignIn } from '../people/session/settings.ts';
import type { IdentityProvider } from '../people/sso/provider.ts';
import { readProviders } from '../people/sso/settings.ts';
import { type Database, openDatabase } from '../postgres/open.ts';
import { type Served, serve } from '../serve.ts';
import { anchorFolderOf } from './anchorFolder.ts';
import type { Command, Talk } from './command.ts';
import { seedAndTell, tellWhereAccountsAre } from './demoAccounts.ts';
import { tellSetUpLink } from './firstAccount.ts';
import { takeSecretKey } from './secretKey.ts';

export const startCommand: Command = {
  name: 'start',
  usage: '',
  summary: 'Starts Shizhuan: the database, the API and the panel on one port. Ctrl-C stops all of it.',
  help: 'Settings come from the environment; README lists them.',
  async run(_, talk) {
    const config = readConfig();
    const identityProviders = providersOf(config);
    await portIsFree(config);
    const log = logger(config);
    const database = await openDatabase(config, talk.say);
    let served: Served | undefined;
    const stopped = untilStopped();
    try {
      served = await open(config, database, log, talk, identityProviders);
      talk.say(`Shizhuan ready: ${served.url}`);
      await stopped;
      return 0;
    } finally {
      await served?.stop();
      await database.stop();
    }
  },
};

async function open(
  config: Config,
  database: Database,
  log: Logger,
  talk: Talk,
  identityProviders: readonly IdentityProvider[],
): Promise<Served> {
  if (await undoInterrupted(database.ownerUrl)) talk.say('A restore had been interrupted; what was there before is in place again.');
  const ran = await migrate(database.ownerUrl, { auditHash: config.auditHash });
  await keepIdleDays(database.ownerUrl, config.idleDays);
  if (ran.length) talk.say(`Schema brought up to date (${ran.length} migrations).`);
  takeSecretKey(config, database.dataFolder);
  installSignIn({ passwordDays: config.passwordDays });
  const seeded = config.seed === 'demo' && (await seedAndTell(database.ownerUrl, database.dataFolder, talk));
  database.onRestart(() => log.warn('the database had died and answers again'));
  const served = await serve({
    apiUrl: database.apiUrl,
    host: config.host,
    port: config.port,
    log,
    secure: config.publicUrl.startsWith('https:'),
    trustProxy: config.trustProxy ?? undefined,
    introspection: config.environment === 'development',
    panel: join(root, '.build/admin'),
    files: join(database.dataFolder, 'files'),
    ...(config.port !== 0 && { publicUrl: config.publicUrl }),
    identityProviders,
    rates: config.rates,
    anchors: anchorFolderOf(config, database),
  });
  if (!seeded) {
    tellWhereAccountsAre(database.dataFolder, talk);
    await tellSetUpLink(database.apiUrl, config.port === 0 ? served.url : config.publicUrl, talk);
  }
  talk.say(`Data folder: ${database.dataFolder}`);
  return served;
}

/** The identity providers of the settings file; everything that is wrong with it is told at once, before anything slow. */
function providersOf({ signOnFile }: Config): IdentityProvider[] {
  if (!signOnFile) return [];
  let text: string;
  try {
    text = readFileSync(signOnFile, 'utf8');
  } catch (error) {
    throw new ConfigError([`SHIZHUAN_SSO names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
  const { providers, faults } = readProviders(text);
  if (faults.length) throw new ConfigError(faults.map(fault => `SHIZHUAN_SSO: ${fault}`));
  return providers;
}

/** Structured lines on stderr; what is secret or personal is never written. */
export const logger = (config: Pick<Config, 'logLevel'>, into: DestinationStream = pino.destination(2)): Logger =>
  pino(
    {
      level: config.logLevel,
      serializers: { err: errorOf },
      redact: { paths: secret.flatMap(name => [name, `*.${name}`]), censor: '[redacted]' },
    },
    into,
  );

const secret = ['password', 'token', 'cookie', 'authorization', 'phone', 'secret'];

/** What PostgreSQL says of an error that tells where it is. Its detail and its values tell whom it is about, and stay out. */
const placing = ['code', 'severity', 'schema', 'table', 'column', 'dataType', 'constraint', 'routine'] as const;

/** An error as it is logged: its kind, its place, and its words without what the database was given. */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'no error was thrown', type: typeof error };
  const driver = driverError(error) as Record<string, unknown>;
  const said = Object.fromEntries(placing.filter(name => typeof driver[name] === 'string').map(name => [name, driver[name]]));
  // Data that PostgreSQL cannot take stand in the message, in quotes.
  const bare = (text: string) => (/^2[23]/.test(String(said['code'])) ? text.replace(/"[^"]*"/g, '"…"') : text);
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  return {
    type: error.constructor.name,
    message: bare(error.message),
    ...said,
    stack: bare(error.stack ?? ''),
    ...(cause !== undefined && { cause: errorOf(cause) }),
    ...(Array.isArray(errors) && { errors: errors.slice(0, 5).map(errorOf) }),
  };
}

/** Refuses at once when the port is somebody else's, before anything slow. */
async function portIsFree({ host, port }: Config): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        Object.assign(
          new Error(
            error.code === 'EADDRINUSE'
              ? `Port ${port} on ${host} is taken. Stop what uses it, or choose another: PORT=4001 npm start`
              : `Shizhuan cannot listen on ${host}:${port} (${error.code}).`,
          ),
          { exitCode: 1 },
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** Waits for Ctrl-C or a request to end; a second one does not wait for what is under way. */
function untilStopped(): Promise<void> {
  return new Promise(resolve => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
