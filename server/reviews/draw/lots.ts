import { createHash } from 'node:crypto';

/**
 * The lot of an expert: SHA-256 of the seed, a line break and the expert's number, in hexadecimal. Nobody can foresee it
 * before the seed is known, and everybody can compute it afterwards: `printf 'SEED\nNUMBER' | sha256sum`.
 */
export const lotOf = (seed: string, ...parts: readonly string[]): string =>
  createHash('sha256')
    .update([seed, ...parts].join('\n'))
    .digest('hex');

export interface Candidate {
  number: string;
  scenarios: readonly string[];
}

/** Everybody in the order of their lots. */
export const byLot = <T extends { number: string }>(seed: string, pool: readonly T[]): T[] =>
  pool
    .map(entry => ({ entry, lot: lotOf(seed, entry.number) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ entry }) => entry);

/**
 * Draws a panel of at least `size`: of each scenario that is needed, in the order of their codes, the first `perItem` who
 * know it; then the next in the order of lots until there are enough. Without a size it is the whole pool.
 */
export function drawPanel<T extends Candidate>(
  seed: string,
  pool: readonly T[],
  { scenarios, perItem, size }: { scenarios: readonly string[]; perItem: number; size?: number | null },
): T[] {
  const order = byLot(seed, pool);
  if (!size) return order;
  const drawn = new Set<T>();
  for (const scenario of [...new Set(scenarios)].sort())
    for (const expert of order.filter(one => one.scenarios.includes(scenario)).slice(0, perItem)) drawn.add(expert);
  for (const expert of order) {
    if (drawn.size >= size) break;
    drawn.add(expert);
  }
  return order.filter(expert => drawn.has(expert));
}
