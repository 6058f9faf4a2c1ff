import { hostname, userInfo } from 'node:os';
import type { Role } from '../../schema/roles.ts';
import { undoInterrupted } from '../backup/restore.ts';
import { type Config, readConfig } from '../config.ts';
import { migrate, openSources, type Sources } from '../database.ts';
import { Context } from '../kernel/context.ts';
import { fromDatabase } from '../kernel/errors.ts';
import type { Actor } from '../kernel/policy.ts';
import { type Database, openDatabase } from '../postgres/open.ts';
import { makeSchema } from '../schema.ts';
import { takeSecretKey } from './secretKey.ts';

/** What a command works with. */
export interface Workplace {
  config: Config;
  database: Database;
  sources: Sources;
  /** Runs one act as the person at the command line, in one transaction; as the bureau, unless a role is named. */
  act: <T>(work: (ctx: Context) => Promise<T>, role?: Role) => Promise<T>;
}

const user = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
};

/** Who acts at the command line: whoever may run it has the whole database, so it acts as the bureau; its facts name the account of the machine. */
export const commandLine = (role: Role = 'OFFICER'): Actor => ({ id: 'command line', role, name: `command line: ${user()}@${hostname()}` });

/**
 * Opens the database a command works on, migrated: the one that is running, or the embedded one for as long as it takes.
 *
 * Acts use the connections without a statement timeout.
 */
export async function atWork<T>(work: (place: Workplace) => Promise<T>): Promise<T> {
  const config = readConfig();
  // Results are for whoever reads stdout; how the database came up is not one of them.
  const database = await openDatabase(config, line => void process.stderr.write(`${line}\n`));
  let sources: Sources | undefined;
  try {
    takeSecretKey(config, database.dataFolder);
    await undoInterrupted(database.ownerUrl);
    await migrate(database.ownerUrl, { auditHash: config.auditHash });
    await makeSchema();
    const opened = await openSources(database.apiUrl, { size: 2 });
    sources = opened;
    const act = async <R>(job: (ctx: Context) => Promise<R>, role?: Role): Promise<R> => {
      try {
        return await opened.own.transaction(manager => job(new Context(commandLine(role), manager, { id: 'command line' })));
      } catch (error) {
        throw fromDatabase(error);
      }
    };
    return await work({ config, database, sources: opened, act });
  } finally {
    await sources?.close();
    await database.stop();
  }
}
