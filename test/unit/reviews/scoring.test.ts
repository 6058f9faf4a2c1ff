import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type Item, type Marks, millionths, type Rule, rank, show } from '../../../server/reviews/scoring.ts';

const table = (name: string): Record<string, string>[] =>
  parse(readFileSync(join(__dirname, '../../data', name)), { columns: true, bom: true, skip_empty_lines: true });

const maxima = { MATURITY: 20, SMALL: 10, FAST: 10, LIGHT: 10, PRECISE: 15, TRIAL_PROMISE: 15, CASES: 10, SERVICE: 10 };
const rule: Rule = {
  criteria: Object.entries(maxima).map(([code, max]) => ({
    code,
    max,
    minPercent: code === 'PRECISE' || code === 'TRIAL_PROMISE' ? 60 : null,
  })),
  pass: '70',
  dropFrom: 5,
  spreadAbove: '20',
  ties: ['PRECISE', 'TRIAL_PROMISE'],
};

test('C2024A comes out as expected: sixty ranks, totals to four decimals, verdicts and spreads', () => {
  const sheets = new Map<string, Marks[]>();
  for (const { 编号: number, ...marks } of table('C2024A-scores.csv')) sheets.set(number!, [...(sheets.get(number!) ?? []), marks]);
  const items = [...sheets].map(([number, marks]): Item => ({ id: number, number, sheets: marks }));
  const results = rank(items, rule);
  expect(results.filter(({ passing }) => passing)).toHaveLength(28);
  expect(
    results.map(({ rank: at, number, total, passing, flagged }) => [String(at), number, total, passing ? 'Y' : 'N', flagged ? 'Y' : 'N']),
  ).toEqual(table('C2024A-expected.csv').map(row => [row['名次'], row['编号'], row['总分'], row['过线'], row['极差>20']]));
});

// The oracle counts in tenths of a mark, in plain numbers that stay whole, and multiplies out instead of dividing.
const tenths = (mark: string) => Math.round(Number(mark) * 10);
function naive(items: readonly Item[]) {
  const rows = items.map(({ number, sheets }) => {
    const totals = sheets.map(marks => Object.keys(maxima).reduce((all, code) => all + tenths(marks[code]!), 0)).sort((a, b) => a - b);
    const kept = totals.length >= 5 ? totals.slice(1, totals.length - 1) : totals;
    const sum = kept.reduce((all, total) => all + total, 0);
    const meanOf = (code: string) => sheets.reduce((all, marks) => all + tenths(marks[code]!), 0) * (2520 / sheets.length);
    return {
      number,
      weight: sum * (2520 / kept.length),
      precise: meanOf('PRECISE'),
      promise: meanOf('TRIAL_PROMISE'),
      passing: sum >= 700 * kept.length && meanOf('PRECISE') >= 90 * 2520 && meanOf('TRIAL_PROMISE') >= 90 * 2520,
      spread: totals.at(-1)! - totals[0]!,
    };
  });
  return rows.sort((a, b) => b.weight - a.weight || b.precise - a.precise || b.promise - a.promise || (a.number < b.number ? -1 : 1));
}

const mark = (max: number) =>
  fc.integer({ min: 0, max: max * 10 }).map(value => (value % 10 ? (value / 10).toFixed(1) : String(value / 10)));
const sheet = fc.record(Object.fromEntries(Object.entries(maxima).map(([code, max]) => [code, mark(max)]))) as fc.Arbitrary<Marks>;
const items = fc
  .array(fc.array(sheet, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 12 })
  .map(all => all.map((sheets, at): Item => ({ id: String(at), number: `N${String(at).padStart(3, '0')}`, sheets })));

test('ranks, verdicts and spreads are those of a naive count, whatever the marks', () => {
  fc.assert(
    fc.property(items, all => {
      const expected = naive(all);
      const found = rank(all, rule);
      expect(found.map(({ number, passing, flagged }) => [number, passing, flagged])).toEqual(
        expected.map(({ number, passing, spread }) => [number, passing, spread > 200]),
      );
      expect(found.map(({ spread }) => tenths(spread))).toEqual(expected.map(({ spread }) => spread));
      for (const [at, { total }] of found.entries())
        expect(Math.abs(Number(total) - expected[at]!.weight / 25_200)).toBeLessThan(0.000_051);
    }),
    { numRuns: 300 },
  );
});

test('the order in which experts and items are given changes nothing', () => {
  fc.assert(
    fc.property(items, all => {
      const turned = [...all].reverse().map(item => ({ ...item, sheets: [...item.sheets].reverse() }));
      expect(rank(turned, rule)).toEqual(rank(all, rule));
    }),
  );
});

test('the fourth decimal is rounded half up, and a verdict is never made on a rounded total', () => {
  expect(show({ over: millionths('0.00005'), under: 1n }, 4)).toBe('0.0001');
  expect(show({ over: millionths('0.000049'), under: 1n }, 4)).toBe('0.0000');
  expect(show({ over: millionths('200'), under: 3n }, 4)).toBe('66.6667');
  const one: Rule = { criteria: [{ code: 'A', max: 100 }], pass: '70', dropFrom: 0, spreadAbove: '20', ties: [] };
  const sheets = [...Array.from({ length: 299 }, () => ({ A: '70' })), { A: '69.99' }];
  expect(rank([{ id: '1', number: '1', sheets }], one)).toMatchObject([{ total: '70.0000', passing: false }]);
});

test('a weight counts exactly, and four experts keep their highest and lowest', () => {
  const weighted: Rule = {
    criteria: [
      { code: 'A', max: 10, weight: '0.3333' },
      { code: 'B', max: 10, weight: '0.6667' },
    ],
    pass: '6',
    dropFrom: 5,
    spreadAbove: '20',
    ties: [],
  };
  const sheets = ['1', '10', '10', '10'].map(value => ({ A: value, B: value }));
  expect(rank([{ id: '1', number: '1', sheets }], weighted)).toMatchObject([{ total: '7.7500', spread: '9.0000', flagged: false }]);
  expect(rank([{ id: '1', number: '1', sheets: [...sheets, { A: '10', B: '10' }] }], weighted)).toMatchObject([{ total: '10.0000' }]);
});

test('a veto ends an item whatever its marks, which still has its rank', () => {
  const full = Object.fromEntries(Object.entries(maxima).map(([code, max]) => [code, String(max)]));
  expect(rank([{ id: '1', number: '1', sheets: [full], vetoed: true }], rule)).toMatchObject([
    { rank: 1, total: '100.0000', passing: false, vetoed: true },
  ]);
});

test('what nobody has marked has no rank', () => {
  expect(rank([{ id: '1', number: '1', sheets: [] }], rule)).toEqual([]);
});
