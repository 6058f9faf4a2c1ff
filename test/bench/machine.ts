import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts processor time in these. */
const ticks = 100;

interface Process {
  parent: number;
  /** Its own seconds, and those of children that have ended. */
  own: number;
  ended: number;
}

/** What the processes of this machine have used so far. */
export interface Moment {
  processes: Map<number, Process>;
  busy: number;
  all: number;
}

export function moment(): Moment {
  const processes = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      processes.set(Number(name), {
        parent: fields[1]!,
        own: (fields[11]! + fields[12]!) / ticks,
        ended: (fields[13]! + fields[14]!) / ticks,
      });
    } catch {
      // It has ended meanwhile.
    }
  }
  const cpu = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/).slice(1, 9).map(Number);
  const all = cpu.reduce((sum, each) => sum + each, 0) / ticks;
  return { processes, busy: all - (cpu[3]! + cpu[4]!) / ticks, all };
}

const familyOf = ({ processes }: Moment, root: number): number[] =>
  [...processes.keys()].filter(pid => {
    for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === root) return true;
    return false;
  });

/** Seconds of processor of a process and all below it. */
export const cpuOf = (at: Moment, root: number): number =>
  familyOf(at, root).reduce((sum, pid) => sum + at.processes.get(pid)!.own, at.processes.get(root)?.ended ?? 0);

/** Memory of a process and all below it, MB. */
export function memoryOf(at: Moment, root: number): number {
  const kilobytes = familyOf(at, root).map(pid => {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}
