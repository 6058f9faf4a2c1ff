import { features } from '../../server/features.ts';
import { timedMoves } from '../../server/kernel/lifecycle.ts';

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
