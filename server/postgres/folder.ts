import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Config, root } from '../config.ts';
import { accountFor, isRoot, reaches } from './account.ts';
import { DatabaseUnfit } from './errors.ts';

/**
 * The data folder, made if missing: `SHIZHUAN_DATA`, else `.data` in the clone.
 *
 * Run by root in a clone that the user of the database cannot enter (a home of mode 0700), it is a folder of its own
 * under /var/lib/shizhuan.
 */
export function dataFolder(config: Pick<Config, 'data' | 'databaseUrl'>): string {
  const folder = config.data ?? defaultFolder(config);
  try {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The user of the database must pass through to its own part, and can list nothing else.
    if (isRoot() && !config.databaseUrl) chmodSync(folder, 0o711);
  } catch (error) {
    throw new DatabaseUnfit(
      `The data folder ${folder} cannot be used (${(error as NodeJS.ErrnoException).code}): set SHIZHUAN_DATA to one that may be written`,
    );
  }
  if (!config.databaseUrl && !reaches(accountFor(join(folder, 'postgres')), folder)) {
    throw new DatabaseUnfit(
      `The data folder ${folder} cannot be entered by the user that PostgreSQL runs as, because a folder above it is closed.\n` +
        'Set SHIZHUAN_DATA to a folder that is reached by others, such as /var/lib/shizhuan/data',
    );
  }
  return folder;
}

function defaultFolder(config: Pick<Config, 'databaseUrl'>): string {
  const near = join(root, '.data');
  if (config.databaseUrl || reaches(accountFor(join(near, 'postgres')), near)) return near;
  return `/var/lib/shizhuan/${basename(root)}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`;
}

export type Secrets = Readonly<{ admin: string; owner: string; api: string }>;

/** The passwords of this data folder, random and made once; only their owner can read the file. */
export function secretsOf(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const [admin, owner, api] = [0, 1, 2].map(() => randomBytes(24).toString('base64url'));
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, `${JSON.stringify({ admin, owner, api }, null, 2)}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(beside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(beside);
    }
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    throw new DatabaseUnfit(
      `${file} belongs to another user: run as the user that made the data folder, or set SHIZHUAN_DATA to one of your own`,
    );
  }
}
