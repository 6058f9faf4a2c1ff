import { lotOf } from '../reviews/draw/lots.ts';

/** An item that needs reviewers: how many are wanting, and who has it already or had it and may not have it again. */
export interface Wanting {
  id: string;
  scenarios: readonly string[];
  places: number;
  taken: readonly string[];
}

export interface Drawable {
  id: string;
  scenarios: readonly string[];
  /** Reviews of this call the expert may still be given. */
  room: number;
  /** Reviews of this call the expert has. */
  load: number;
}

export interface Plan {
  assignments: { itemId: string; expertId: string }[];
  /** Items for which no free expert of the field was left. */
  short: { itemId: string; places: number }[];
}

const sorted = <T>(list: readonly T[], key: (entry: T) => string): T[] =>
  list
    .map(entry => ({ entry, by: key(entry) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
    .map(({ entry }) => entry);

/**
 * Draws reviewers by lot: of the field, free of conflicts, below their caps, loads as even as can be.
 *
 * Items with the fewest candidates choose first, each taking the least loaded candidate, the lot deciding among equals.
 * Where none is free, others make room along a chain of exchanges, so a place stays empty only when it must. In the end
 * loads are levelled. It is repeatable: the same seed, items and experts give the same plan, in whatever order they come.
 */
export function draw(
  seed: string,
  items: readonly Wanting[],
  experts: readonly Drawable[],
  conflicted: (expertId: string, itemId: string) => boolean,
): Plan {
  const pool = new Map(experts.map(({ id, load, room }) => [id, { load, room }]));
  const given = new Map<string, Set<string>>(items.map(({ id }) => [id, new Set<string>()]));
  const has = new Map<string, Set<string>>(experts.map(({ id }) => [id, new Set<string>()]));
  const candidates = new Map(
    items.map(({ id, scenarios, taken }) => {
      const gone = new Set(taken);
      const fit = experts.filter(
        expert => !gone.has(expert.id) && scenarios.some(scenario => expert.scenarios.includes(scenario)) && !conflicted(expert.id, id),
      );
      return [id, sorted(fit, expert => lotOf(seed, id, expert.id)).map(expert => expert.id)];
    }),
  );

  const give = (itemId: string, expertId: string) => {
    given.get(itemId)!.add(expertId);
    has.get(expertId)!.add(itemId);
    const expert = pool.get(expertId)!;
    expert.load += 1;
    expert.room -= 1;
  };
  const take = (itemId: string, expertId: string) => {
    given.get(itemId)!.delete(expertId);
    has.get(expertId)!.delete(itemId);
    const expert = pool.get(expertId)!;
    expert.load -= 1;
    expert.room += 1;
  };
  const leastLoaded = (ids: readonly string[]): string | undefined =>
    ids.reduce<string | undefined>((best, id) => (best === undefined || pool.get(id)!.load < pool.get(best)!.load ? id : best), undefined);

  /** Finds room for one place by passing items on: a breadth-first search for the shortest chain of exchanges. */
  const makeRoom = (itemId: string): boolean => {
    const from = new Map<string, { itemId: string; before?: string }>();
    const open = candidates.get(itemId)!.filter(id => !given.get(itemId)!.has(id));
    for (const id of open) from.set(id, { itemId });
    for (const id of open) {
      if (pool.get(id)!.room > 0) {
        let at: string | undefined = id;
        while (at !== undefined) {
          const { itemId: passed, before }: { itemId: string; before?: string } = from.get(at)!;
          if (before !== undefined) take(passed, before);
          give(passed, at);
          at = before;
        }
        return true;
      }
      for (const other of sorted([...has.get(id)!], item => lotOf(seed, item)))
        for (const next of candidates.get(other)!)
          if (!from.has(next) && !given.get(other)!.has(next)) {
            from.set(next, { itemId: other, before: id });
            open.push(next);
          }
    }
    return false;
  };

  const queue = sorted(items, ({ id }) => `${String(candidates.get(id)!.length).padStart(6, '0')} ${lotOf(seed, id)}`);
  const missing = new Map<string, number>();
  for (let round = 0; round < Math.max(0, ...items.map(({ places }) => places)); round += 1)
    for (const { id, places } of queue) {
      if (round >= places) continue;
      const free = leastLoaded(candidates.get(id)!.filter(expert => !given.get(id)!.has(expert) && pool.get(expert)!.room > 0));
      if (free !== undefined) give(id, free);
      else if (!makeRoom(id)) missing.set(id, (missing.get(id) ?? 0) + 1);
    }

  for (let moved = true; moved; ) {
    moved = false;
    for (const { id } of queue)
      for (const expert of [...given.get(id)!]) {
        const lighter = leastLoaded(candidates.get(id)!.filter(other => !given.get(id)!.has(other) && pool.get(other)!.room > 0));
        if (lighter === undefined || pool.get(lighter)!.load + 1 >= pool.get(expert)!.load) continue;
        take(id, expert);
        give(id, lighter);
        moved = true;
      }
  }

  const inOrder = sorted(items, ({ id }) => id);
  return {
    assignments: inOrder.flatMap(({ id }) => [...given.get(id)!].sort().map(expertId => ({ itemId: id, expertId }))),
    short: inOrder.filter(({ id }) => missing.has(id)).map(({ id }) => ({ itemId: id, places: missing.get(id)! })),
  };
}
