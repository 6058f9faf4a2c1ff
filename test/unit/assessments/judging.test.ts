import fc from 'fast-check';
import { type Given, judge, pointsOf, reached, thousandths } from '../../../server/assessments/judging.ts';
import { items, levels, scenarios } from '../../../server/assessments/scheme/sme2024.ts';

const scheme = { items: items(), scenarios: scenarios(), levels };
const constraint = scheme.scenarios.filter(each => each.constraint).map(({ scenario }) => scenario);
const guidance = scheme.scenarios.filter(each => !each.constraint).map(({ scenario }) => scenario);
/** So many scenarios at a level, so many of them constraint scenarios. */
const at = (level: number, all: number, bound: number) =>
  [...constraint.slice(0, bound), ...guidance.slice(0, all - bound)].map(scenario => ({ scenario, level }));
const levelOf = (points: string, all: number, bound: number, level: number, rows = levels) => {
  const { scenarios, constraints } = judge(scheme, [], at(level, all, bound));
  return reached(rows, thousandths(points), scenarios, constraints);
};
const answer = (item: string, more: Partial<Given>) => judge(scheme, [{ item, options: [], ...more }], []);

describe('the six cases of the rule', () => {
  test('40 points and six scenarios at level two, three of them constraint, are level two', () =>
    expect(levelOf('40', 6, 3, 2).level).toBe(2));
  test('95 points with only two constraint scenarios are not level two, nor level one', () => {
    expect(levelOf('95', 6, 2, 2)).toMatchObject({ level: 0, next: { level: 1, points: 0, scenarios: 0, constraints: 1 } });
  });
  test('39.9 points and ten scenarios at level three are level one: the points are short', () =>
    expect(levelOf('39.9', 10, 6, 3)).toMatchObject({ level: 1, next: { level: 2, points: 100, scenarios: 0, constraints: 0 } }));
  test('60 points and eight at level three, four of them constraint: level two under 8 and 5, level three under 6 and 3', () => {
    const lenient = levels.map(row => (row.level === 3 ? { ...row, scenarios: 6, constraints: 3 } : row));
    // Two more scenarios would be constraint ones only if they lay among the eight.
    expect(levelOf('60', 8, 4, 3).level).toBe(2);
    expect(levelOf('60', 8, 4, 3, lenient).level).toBe(3);
  });
  test('19.9 points are no level', () => expect(levelOf('19.9', 16, 10, 4).level).toBe(0));
  test('thirteen times 0.7 and 0.9 are exactly 10', () => {
    const collection = scheme.items.find(({ code }) => code === 'COLLECTION')!;
    const options = collection.options.map(({ code }) => code).filter(code => code !== 'NONE');
    expect(options).toHaveLength(14);
    expect(answer('COLLECTION', { options }).points).toBe(10_000);
  });
});

test('the scored part comes to exactly a hundred points: 50, 30 and 20', () => {
  const best: Given[] = scheme.items.map(item => {
    const top = item.options.reduce((a, b) => (thousandths(b.points) > thousandths(a.points) ? b : a)).code;
    if (item.kind === 'ANY') return { item: item.code, options: item.options.map(({ code }) => code).filter(code => code !== 'NONE') };
    if (item.kind === 'COUNTED')
      return { item: item.code, options: item.options.filter(({ bound, code }) => !bound && code !== 'NONE').map(({ code }) => code) };
    if (item.kind === 'ONE') return { item: item.code, options: [top] };
    const [first, second] = item.kind === 'SHARE' ? ['100', '100'] : top === 'UP' ? ['1', '2'] : ['2', '1'];
    return { item: item.code, options: [], first, second };
  });
  const { dimensions, points, faults } = judge(scheme, best, [], true);
  expect({ dimensions, points, faults }).toEqual({
    dimensions: { BASIS: 50_000, MANAGEMENT: 30_000, EFFECT: 20_000 },
    points: 100_000,
    faults: [],
  });
});

test('intervals are closed on the right: exactly 10 % is worth nothing, exactly 20 % the second step', () => {
  const of = (first: string, second = '1000') => answer('DIGITAL_MACHINES', { first, second }).points;
  expect(['0', '100', '100.1', '200', '200.0001', '400', '600', '601', '1000'].map(first => of(first))).toEqual([
    0, 0, 1500, 1500, 3000, 3000, 4500, 6000, 6000,
  ]);
});

test('systems count by how many links they manage: one, two, more than 80 %, all fourteen', () => {
  const links = scheme.items
    .find(({ code }) => code === 'SYSTEMS')!
    .options.filter(({ bound, code }) => !bound && code !== 'NONE')
    .map(({ code }) => code);
  const of = (count: number) => answer('SYSTEMS', { options: links.slice(0, count) }).points;
  expect([0, 1, 2, 11, 12, 13, 14].map(of)).toEqual([0, 2500, 5000, 5000, 7500, 7500, 10_000]);
});

test.each([
  ['NETWORK', { options: ['NONE', 'A'] }, 'ANSWER_NONE_ALONE'],
  ['NETWORK', { options: ['Z'] }, 'ANSWER_UNKNOWN'],
  ['NETWORK', { options: ['A', 'A'] }, 'ANSWER_TWICE'],
  ['SYSTEMS', { options: ['FROM14'] }, 'ANSWER_UNKNOWN'],
  ['PLANNING', { options: ['L1', 'L2'] }, 'ANSWER_ONE'],
  ['FUNDS', { first: '12', second: '10' }, 'ANSWER_FIGURES'],
  ['FUNDS', { first: '1', second: '0' }, 'ANSWER_FIGURES'],
  ['FUNDS', { first: '1' }, 'ANSWER_FIGURES'],
  ['FUNDS', { options: ['P100'], first: '1', second: '100' }, 'ANSWER_DISAGREES'],
  ['ENERGY', { options: ['DOWN'], first: '0.8', second: '0.9' }, 'ANSWER_DISAGREES'],
  ['NOWHERE', { options: [] }, 'ANSWER_UNKNOWN'],
] as const)('%s with %j is refused as %s, and worth nothing', (item, more, reason) => {
  const { faults, points } = answer(item, more);
  expect(faults).toEqual([{ at: item, reason }]);
  expect(points).toBe(0);
});

test('whatever is answered, more of it never lowers the level, and what is said to be missing is what is missing', () => {
  const row = fc.record({
    points: fc.integer({ min: 0, max: 100_000 }),
    levels: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 16, maxLength: 16 }),
  });
  fc.assert(
    fc.property(row, fc.integer({ min: 0, max: 15 }), ({ points, levels: given }, place) => {
      const judged = (points: number, given: number[]) => {
        const { scenarios, constraints } = judge(
          scheme,
          [],
          given.map((level, n) => ({ scenario: scheme.scenarios[n]!.scenario, level })),
        );
        return { ...reached(levels, points, scenarios, constraints), scenarios, constraints };
      };
      const before = judged(points, given);
      const better = judged(
        points + 1,
        given.map((level, n) => (n === place ? Math.min(4, level + 1) : level)),
      );
      expect(better.level).toBeGreaterThanOrEqual(before.level);
      if (!before.next) return expect(before.level).toBe(4);
      const { next } = before;
      expect(next.points + next.scenarios + next.constraints).toBeGreaterThan(0);
      const granted = reached(
        levels,
        points + next.points,
        before.scenarios.map((n, k) => (k === next.level - 1 ? n + next.scenarios : n)),
        before.constraints.map((n, k) => (k === next.level - 1 ? n + next.constraints : n)),
      );
      expect(granted.level).toBeGreaterThanOrEqual(next.level);
    }),
  );
});

test('points are written with three digits', () =>
  expect([0, 1875, 92_500, 7].map(pointsOf)).toEqual(['0.000', '1.875', '92.500', '0.007']));
