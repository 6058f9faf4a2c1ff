import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseUnfit } from './errors.ts';

/** The system user PostgreSQL runs as; null when that is ourselves. */
export type Account = Readonly<{ uid: number; gid: number }> | null;

export const isRoot = () => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root: root lends it a user without rights.
 *
 * A database folder that is there already decides; else a user `shizhuan` is used or made, and where none can be made,
 * one that every system has.
 */
export function accountFor(home: string): Account {
  if (!isRoot()) return null;
  const owner = existsSync(home) ? statSync(home) : null;
  if (owner?.uid) return { uid: owner.uid, gid: owner.gid };
  const found = lookUp('shizhuan') ?? (make('shizhuan') ? lookUp('shizhuan') : null) ?? lookUp('postgres') ?? lookUp('nobody');
  if (!found)
    throw new DatabaseUnfit('PostgreSQL does not run as root, and no other user was found: make one with `useradd --system shizhuan`');
  return found;
}

/** Whether the account may enter a folder (or, of one still to be made, the nearest above it). */
export function reaches(account: Account, folder: string): boolean {
  if (!existsSync(folder)) return dirname(folder) !== folder && reaches(account, dirname(folder));
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function lookUp(name: string): Account {
  const [uid, gid] = ['-u', '-g']
    .map(flag => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    .map(({ status, stdout }) => (status === 0 ? Number(stdout) : 0));
  return uid && gid ? { uid, gid } : null;
}

function make(name: string): boolean {
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], {
    stdio: 'ignore',
  });
  return made.status === 0 || spawnSync('adduser', ['-S', '-D', '-H', name], { stdio: 'ignore' }).status === 0;
}
