import { hash } from 'node:crypto';

/** Chance that repeats itself: the same seed and name give the same throws in the same order. */
export interface Dice {
  /** From 0 to 1, exclusive. */
  next: () => number;
  /** A whole number from `low` to `high`, both included. */
  int: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  /** As many different ones as asked for, or all. */
  some: <T>(list: readonly T[], count: number) => T[];
  shuffled: <T>(list: readonly T[]) => T[];
  /** One of the values, each as often as its weight says. */
  weighted: <T>(table: readonly (readonly [T, number])[]) => T;
}

export function dice(seed: number, name: string): Dice {
  let state = Number.parseInt(hash('sha256', `${seed}/${name}`).slice(0, 8), 16);
  // mulberry32: small, and even enough for a city.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const shuffled = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let at = copy.length - 1; at > 0; at--) {
      const other = int(0, at);
      [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
    }
    return copy;
  };
  return {
    next,
    int,
    shuffled,
    chance: probability => next() < probability,
    pick: list => list[int(0, list.length - 1)]!,
    some: (list, count) => shuffled(list).slice(0, count),
    weighted(table) {
      let left = next() * table.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of table) {
        left -= weight;
        if (left < 0) return value;
      }
      return table.at(-1)![0];
    },
  };
}

/** An id that sorts by birth, like every other, and is the same whenever the same city is born at the same instant. */
export function idAt(at: Date, key: string): string {
  const lot = hash('sha256', key);
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${lot.slice(0, 3)}-8${lot.slice(3, 6)}-${lot.slice(6, 18)}`;
}
