import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { namedAlive, nameOf } from './processes.ts';

/**
 * Does `work` while no other process holds the lock `file`; the lock of a process that died is taken over.
 *
 * The file appears by a link with its content in it, so nobody ever reads a lock without a holder.
 */
export async function locked<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mine = `${file}.${randomUUID()}`;
  writeFileSync(mine, nameOf(process.pid), { mode: 0o600 });
  try {
    while (!takes(mine, file)) await sleep(25);
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function takes(mine: string, file: string): boolean {
  if (link(mine, file)) return true;
  const holder = read(file);
  if (holder === null || namedAlive(holder)) return false;
  // Only one process can rename the dead lock away; who finds that it took a living one gives it back.
  const aside = `${mine}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return false;
  }
  if (read(aside) !== holder) link(aside, file);
  rmSync(aside, { force: true });
  return link(mine, file);
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
