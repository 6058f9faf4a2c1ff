import { features } from '../../server/features.ts';
import { timedMoves, waysInto } from '../../server/kernel/lifecycle.ts';
import { stateOf } from '../integration/sweeps/rules.ts';

const tables = features.flatMap(({ lifecycles = [] }) => lifecycles);

test.each(tables.map(table => [table.entity, table] as const))(
  'every state of %s can be reached, and every move leads from and to states that exist',
  (_, table) => {
    const reached = new Set(table.starts ?? [table.states[0]]);
    for (const __ of table.states)
      for (const { from, to } of Object.values(table.moves)) if (from.some(state => reached.has(state))) reached.add(to);
    expect(table.states.filter(state => !reached.has(state))).toEqual([]);
    for (const [action, { from, to, by, at, entailed }] of Object.entries(table.moves)) {
      expect(action).toMatch(/^[A-Z][A-Z_]*$/);
      expect([...from, to].filter(state => !table.states.includes(state))).toEqual([]);
      expect([by?.length, at, entailed].some(Boolean)).toBe(true);
    }
  },
);

test.each(tables.map(table => [table.entity, table] as const))(
  'the clock moves %s forwards only: timed moves have no circle',
  (_, table) => {
    const next = (state: string) =>
      timedMoves(table)
        .filter(([, { from }]) => from.includes(state))
        .map(([, { to }]) => to);
    const walk = (state: string, path: string[]): void => {
      expect(path).not.toContain(state);
      for (const to of next(state)) walk(to, [...path, state]);
    };
    for (const state of table.states) walk(state, []);
  },
);

/** One way into a state, worked out for a row in memory. */
const holds = (way: string, row: Record<string, unknown>): boolean => {
  const code = way
    .replace(/\((\w+) <= \(select domain_now\(\)\)\) is not true/g, '!row.$1')
    .replace(/(\w+) <= \(select domain_now\(\)\)/g, 'row.$1')
    .replace(/^state = /, 'row.state === ')
    .replace(/^state in \((.*?)\)/, '[$1].includes(row.state)')
    .replaceAll(' and ', ' && ')
    .replaceAll(' or ', ' || ');
  return Boolean(new Function('row', `return ${code}`)(row));
};

test.each(tables.map(table => [table.entity, table] as const))(
  'a row of %s is in a state by exactly one way, whatever instants have been reached',
  (entity, table) => {
    const instants = [...new Set(timedMoves(table).map(([, { at }]) => at!))];
    const sets = [...table.states.map(state => [state]), [], table.states, table.states.slice(0, 2), table.states.slice(-3)];
    for (const stored of table.states)
      for (let bits = 0; bits < 2 ** instants.length; bits += 1) {
        const reached = Object.fromEntries(instants.map((at, place) => [at, Boolean(bits & (1 << place))]));
        const past = Object.fromEntries(instants.map(at => [at, reached[at] ? '2020-01-01' : null]));
        const state = String(stateOf(entity, { id: '', state: stored, ...past }));
        for (const wanted of sets) {
          const ways = waysInto(table, wanted, name => name).filter(({ sql }) => holds(sql, { state: stored, ...reached }));
          expect([stored, reached, wanted, ways.length]).toEqual([stored, reached, wanted, wanted.includes(state) ? 1 : 0]);
        }
      }
  },
);
