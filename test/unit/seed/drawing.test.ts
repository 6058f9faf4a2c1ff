import fc from 'fast-check';
import { type Drawable, draw, type Wanting } from '../../../server/seed/drawing.ts';

const scenarios = ['S01', 'S02', 'S03', 'S04', 'S05', 'S06'];
const field = fc.subarray(scenarios, { minLength: 1, maxLength: 3 });
const scene = fc
  .record({
    seed: fc.string({ minLength: 1, maxLength: 8 }),
    items: fc.array(fc.record({ scenarios: field, places: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 12 }),
    experts: fc.array(fc.record({ scenarios: field, room: fc.integer({ min: 0, max: 5 }) }), { minLength: 1, maxLength: 8 }),
    foes: fc.array(fc.tuple(fc.nat(7), fc.nat(11)), { maxLength: 10 }),
  })
  .map(({ seed, items, experts, foes }) => ({
    seed,
    items: items.map((item, at): Wanting => ({ ...item, id: `i${at}`, taken: [] })),
    experts: experts.map((expert, at): Drawable => ({ ...expert, id: `e${at}`, load: 0 })),
    conflicted: (expert: string, item: string) => foes.some(([e, i]) => expert === `e${e}` && item === `i${i}`),
  }));

/** The most places that can be filled, by plain augmenting paths over single places. */
function most(items: readonly Wanting[], experts: readonly Drawable[], conflicted: (expert: string, item: string) => boolean): number {
  const has = new Map(experts.map(({ id }) => [id, [] as string[]]));
  const fits = (item: Wanting, expert: Drawable) =>
    item.scenarios.some(code => expert.scenarios.includes(code)) && !conflicted(expert.id, item.id);
  const place = (item: Wanting, seen: Set<string>): boolean =>
    experts.some(expert => {
      const held = has.get(expert.id)!;
      if (seen.has(expert.id) || !fits(item, expert) || held.includes(item.id)) return false;
      seen.add(expert.id);
      if (held.length < expert.room) return held.push(item.id) > 0;
      return held.some((other, at) => {
        if (!place(items.find(({ id }) => id === other)!, seen)) return false;
        held[at] = item.id;
        return true;
      });
    });
  let filled = 0;
  for (const item of items) for (let at = 0; at < item.places; at += 1) if (place(item, new Set())) filled += 1;
  return filled;
}

test('a draw keeps field, conflicts and caps, and leaves no place empty that could be filled', () => {
  fc.assert(
    fc.property(scene, ({ seed, items, experts, conflicted }) => {
      const { assignments, short } = draw(seed, items, experts, conflicted);
      expect(new Set(assignments.map(({ itemId, expertId }) => `${itemId} ${expertId}`)).size).toBe(assignments.length);
      for (const { itemId, expertId } of assignments) {
        const item = items.find(({ id }) => id === itemId)!;
        const expert = experts.find(({ id }) => id === expertId)!;
        expect(item.scenarios.some(code => expert.scenarios.includes(code))).toBe(true);
        expect(conflicted(expertId, itemId)).toBe(false);
      }
      for (const { id, room } of experts) expect(assignments.filter(({ expertId }) => expertId === id).length).toBeLessThanOrEqual(room);
      const wanted = items.reduce((all, { places }) => all + places, 0);
      expect(assignments.length + short.reduce((all, { places }) => all + places, 0)).toBe(wanted);
      expect(assignments.length).toBeGreaterThanOrEqual(most(items, experts, conflicted));
    }),
    { numRuns: 300 },
  );
});

test('the same seed gives the same plan in whatever order items and experts come, another seed another', () => {
  const items = Array.from({ length: 30 }, (_, at): Wanting => ({ id: `i${at}`, scenarios: ['S01'], places: 3, taken: [] }));
  const experts = Array.from({ length: 12 }, (_, at): Drawable => ({ id: `e${at}`, scenarios: ['S01'], room: 20, load: 0 }));
  const plan = draw('2024', items, experts, () => false);
  expect(draw('2024', [...items].reverse(), [...experts].reverse(), () => false)).toEqual(plan);
  expect(draw('2025', items, experts, () => false)).not.toEqual(plan);
});

test('300 items with 5 experts each are drawn in seconds, nobody above the cap, loads even', () => {
  const items = Array.from({ length: 300 }, (_, at): Wanting => ({ id: `i${at}`, scenarios: [scenarios[at % 6]!], places: 5, taken: [] }));
  const experts = Array.from(
    { length: 90 },
    (_, at): Drawable => ({
      id: `e${at}`,
      scenarios: [scenarios[at % 6]!, scenarios[(at * 5 + 1) % 6]!],
      room: 20,
      load: 0,
    }),
  );
  const started = performance.now();
  const { assignments, short } = draw('seed', items, experts, (expert, item) => (expert.length * 7 + Number(item.slice(1))) % 13 === 0);
  expect(performance.now() - started).toBeLessThan(5000);
  const loads = experts.map(({ id }) => assignments.filter(({ expertId }) => expertId === id).length);
  expect(short.every(({ places }) => places <= 5)).toBe(true);
  expect(Math.max(...loads)).toBeLessThanOrEqual(20);
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(2);
});

test('a place that nobody of the field can take is reported, and who had an item is not given it again', () => {
  const plan = draw(
    'seed',
    [
      { id: 'a', scenarios: ['S01'], places: 2, taken: ['e1'] },
      { id: 'b', scenarios: ['S16'], places: 1, taken: [] },
    ],
    ['e1', 'e2'].map(id => ({ id, scenarios: ['S01'], room: 5, load: 0 })),
    () => false,
  );
  expect(plan).toEqual({
    assignments: [{ itemId: 'a', expertId: 'e2' }],
    short: [
      { itemId: 'a', places: 1 },
      { itemId: 'b', places: 1 },
    ],
  });
});
