import type { Config } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import { openExternal } from './external.ts';
import { dataFolder } from './folder.ts';
import type { Database, Say } from './types.ts';

export type { Database, Say } from './types.ts';

/**
 * Opens the database of the configuration: embedded, or that of `DATABASE_URL`.
 *
 * It refuses with `DatabaseUnfit` (exit code 1) or `DatabaseUnreachable` (3), saying what to do.
 */
export async function openDatabase(config: Pick<Config, 'data' | 'databaseUrl'>, say: Say = () => undefined): Promise<Database> {
  const folder = dataFolder(config);
  return config.databaseUrl ? openExternal(config.databaseUrl, folder) : openEmbedded(folder, say);
}
