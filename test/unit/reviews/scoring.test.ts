import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type Item, type Marks, millionths, type Rule, rank, show } from '../../../server/reviews/scoring.ts';
import { seat } from '../../../server/reviews/seating.ts';
import { severity } from '../../../server/reviews/severity.ts';
import { naive as byHand, calls } from '../../integration/reviews/oracle.ts';

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

test('a thousand random calls come out as a naive count has them: totals, ties, minimums, vetoes, seats and the experts', () => {
  let runs = 0;
  fc.assert(
    fc.property(calls, called => {
      runs += 1;
      const { ranking, taken, experts, unmarked } = byHand(called);
      const results = rank(called.items, called.rule);
      const byNumber = new Map(called.items.map(item => [item.number, item]));
      const { seated, lines } = seat(
        results.map(({ number, passing }) => ({ ...byNumber.get(number)!, passing })),
        called.seats,
      );
      expect(
        results.map(({ id, number, total, mean, median, spread, passing, flagged, vetoed, sheets: reviews }) => ({
          ...{ number, total, mean, median, spread, passing, flagged, vetoed, reviews },
          standing: passing ? (seated.has(id) ? 'SEATED' : 'NO_SEAT') : 'NOT_PASSING',
        })),
      ).toEqual(ranking);
      expect(lines.map(line => line.seated)).toEqual(taken);
      expect(
        results
          .map(({ number }) => number)
          .concat(unmarked)
          .sort(),
      ).toEqual(called.items.map(({ number }) => number));
      const found = severity(
        called.items.map(item => ({ sheets: item.sheets.map((marks, at) => ({ expertId: String(item.experts[at]), marks })) })),
        called.rule,
      );
      expect(found).toHaveLength(experts.size);
      for (const { expertId, items: marked, shared, deviation } of found) {
        const { items: counted, deviations } = experts.get(Number(expertId))!;
        expect([marked, shared]).toEqual([counted, deviations.length]);
        if (deviations.length === 0) expect(deviation).toBeNull();
        else
          expect(Math.abs(Number(deviation) - Number(deviations.reduce((a, b) => a + b)) / deviations.length / 720e6)).toBeLessThan(
            0.000_051,
          );
      }
      for (const { details, tieBreak, rank: place } of results) {
        expect(details.filter(({ dropped }) => dropped === 'HIGHEST').length).toBe(
          details.filter(({ dropped }) => dropped === 'LOWEST').length,
        );
        if (tieBreak) expect(ranking[place - 2]!.total).toBe(ranking[place - 1]!.total);
      }
    }),
    { numRuns: Number(process.env['ORACLE_CALLS'] ?? 1000) },
  );
  console.info(`${runs} random calls agree with the oracle`);
});

test('the order in which experts and items are given changes nothing', () => {
  const figures = (all: readonly Item[]) => rank(all, rule).map(({ details: _, ...figure }) => figure);
  fc.assert(
    fc.property(items, all => {
      const turned = [...all].reverse().map(item => ({ ...item, sheets: [...item.sheets].reverse() }));
      expect(figures(turned)).toEqual(figures(all));
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

test('an expert far from the others is told apart, and so is the sheet; one who marks alone has nobody to be measured by', () => {
  const one: Rule = { criteria: [{ code: 'A', max: 100 }], pass: '60', dropFrom: 5, spreadAbove: '20', ties: [] };
  const given = (all: Record<string, string>) => ({ sheets: Object.entries(all).map(([expertId, A]) => ({ expertId, marks: { A } })) });
  const told = severity([given({ a: '80', b: '82', c: '55' }), given({ a: '70', b: '71', c: '50' }), given({ d: '10' })], one);
  expect(told).toEqual([
    { expertId: 'c', items: 2, shared: 2, deviation: '-23.2500', outlying: true },
    { expertId: 'd', items: 1, shared: 0, deviation: null, outlying: false },
    { expertId: 'a', items: 2, shared: 2, deviation: '10.5000', outlying: false },
    { expertId: 'b', items: 2, shared: 2, deviation: '12.7500', outlying: false },
  ]);
  const [result] = rank([{ id: '1', number: '1', sheets: ['60', '61', '62', '63', '90'].map(A => ({ A })) }], one);
  expect(result).toMatchObject({ total: '62.0000', mean: '67.2000', median: '62.0000', spread: '30.0000', flagged: true });
  expect(result!.details.map(({ dropped, outlying }) => [dropped, outlying])).toEqual([
    ['LOWEST', false],
    [null, false],
    [null, false],
    [null, false],
    ['HIGHEST', true],
  ]);
});
