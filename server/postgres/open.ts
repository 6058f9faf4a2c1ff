import type { Config } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import { openExternal } from './external.ts';
import { dataFolder } from './folder.ts';

/** Tells a person what is going on. */
export type Say = (line: string) => void;

/** A database that is ready to be migrated and used. */
export type Database = Readonly<{
  /** A superuser's on the embedded database; the owner's on an own PostgreSQL. */
  adminUrl: string;
  /** Owns the schema and migrates it. */
  ownerUrl: string;
  /** Owns nothing; the API works as this. */
  apiUrl: string;
  embedded: boolean;
  startedByUs: boolean;
  /** Where uploaded files and secrets are kept. */
  dataFolder: string;
  /** Told when the embedded database had died and answers again. */
  onRestart(listener: () => void): void;
  /** Leaves it; the last process that leaves stops the embedded one. Close the pools before. */
  stop(): Promise<void>;
}>;

/**
 * Opens the database of the configuration: embedded, or that of `DATABASE_URL`.
 *
 * It refuses with `DatabaseUnfit` (exit code 1) or `DatabaseUnreachable` (3), saying what to do.
 */
export async function openDatabase(config: Pick<Config, 'data' | 'databaseUrl'>, say: Say = () => undefined): Promise<Database> {
  const folder = dataFolder(config);
  return config.databaseUrl ? openExternal(config.databaseUrl, folder) : openEmbedded(folder, say);
}
