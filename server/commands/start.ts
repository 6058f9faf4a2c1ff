import { type AddressInfo, createServer } from 'node:net';
import type { Logger } from 'pino';
import { undoInterrupted } from '../backup/restore.ts';
import { type Config, readConfig } from '../config.ts';
import { keepIdleDays, migrate } from '../database.ts';
import { type Database, openDatabase } from '../postgres/open.ts';
import { type Served, serve } from '../serve.ts';
import type { Command, Talk } from './command.ts';
import { seedAndTell, tellWhereAccountsAre } from './demoAccounts.ts';
import { tellSetUpLink } from './firstAccount.ts';
import { logger } from './logging.ts';
import { providersOf, servingBy } from './serving.ts';
import { startWorkers } from './workers.ts';

export const startCommand: Command = {
  name: 'start',
  usage: '[--processes N]',
  summary: 'Starts Shizhuan: the database, the API and the panel on one port. Ctrl-C stops all of it.',
  help: '  --processes N  how many processes serve, as SHIZHUAN_PROCESSES\n\nSettings come from the environment; README lists them.',
  options: { processes: { type: 'string' } },
  async run({ values }, talk) {
    const config = readConfig({
      ...process.env,
      ...(values['processes'] !== undefined && { SHIZHUAN_PROCESSES: String(values['processes']) }),
    });
    providersOf(config);
    const port = await freePortOf(config);
    const log = logger(config);
    // They load their code while the database starts.
    const workers = config.processes > 1 ? startWorkers(config.processes, log) : undefined;
    let database: Database | undefined;
    let served: Served | undefined;
    try {
      database = await openDatabase(config, talk.say);
      const stopped = untilStopped();
      const { apiUrl, dataFolder } = database;
      served = await open(config, database, log, talk, workers && (() => workers.serve({ apiUrl, dataFolder, port })));
      talk.say(`Shizhuan ready: ${served.url}`);
      await stopped;
      return 0;
    } finally {
      await (served ?? workers)?.stop();
      await database?.stop();
    }
  },
};

async function open(config: Config, database: Database, log: Logger, talk: Talk, byMany?: () => Promise<Served>): Promise<Served> {
  if (await undoInterrupted(database.ownerUrl)) talk.say('A restore had been interrupted; what was there before is in place again.');
  const ran = await migrate(database.ownerUrl, { auditHash: config.auditHash });
  await keepIdleDays(database.ownerUrl, config.idleDays);
  if (ran.length) talk.say(`Schema brought up to date (${ran.length} migrations).`);
  const serving = servingBy(config, database);
  const seeded = config.seed === 'demo' && (await seedAndTell(database.ownerUrl, database.dataFolder, talk));
  database.onRestart(() => log.warn('the database had died and answers again'));
  const served = await (byMany?.() ?? serve({ ...serving, log }));
  if (!seeded) {
    tellWhereAccountsAre(database.dataFolder, talk);
    await tellSetUpLink(database.apiUrl, config.port === 0 ? served.url : config.publicUrl, talk);
  }
  talk.say(`Data folder: ${database.dataFolder}`);
  return served;
}

/** The port to listen on; refuses at once when it is somebody else's, before anything slow. */
async function freePortOf({ host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
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
    probe.listen(port, host, () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
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
