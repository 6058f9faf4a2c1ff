import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process lives; one that only waits to be reaped does not. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statOf(pid)?.state !== 'Z';
}

/** A name for a process that its successor with the same number does not share (where the system tells). */
export const nameOf = (pid: number): string => `${pid}:${statOf(pid)?.started ?? ''}`;

export function namedAlive(name: string): boolean {
  const pid = Number(name.split(':')[0]);
  return Number.isInteger(pid) && pid > 0 && alive(pid) && nameOf(pid) === name;
}

/** The command line of a process, or null where it cannot be told. */
export function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return null;
  }
}

/** Waits until a process is gone; false when it is still there at the end. */
export async function gone(pid: number, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(15)) if (!alive(pid)) return true;
  return !alive(pid);
}

function statOf(pid: number): { state: string; started: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, started: fields[19]! };
  } catch {
    return null;
  }
}
