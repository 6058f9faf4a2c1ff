import fc from 'fast-check';
import type { Item, Marks, Rule } from '../../../server/reviews/scoring.ts';
import type { Seats } from '../../../server/reviews/seating.ts';

/** A call as it may come: how it is judged, what was filed, and what each expert has said. */
export interface Called {
  rule: Rule;
  seats: Seats[];
  items: (Item & { kind: string; divisions: string[]; experts: number[] })[];
}

const kinds = ['INTEGRATOR', 'PRODUCT', 'CHAIN_LEADER'];
const divisions = ['17', '29', '33'];
const quarter = (max: number) =>
  fc.integer({ min: 0, max: max * 4 }).map(value => (value % 4 ? (value / 4).toFixed(2) : String(value / 4)));
/** Few different marks, so that totals are often equal and ties are often broken. */
const coarse = (max: number) => fc.constantFrom('0', String(Math.floor(max / 2)), String(max));

const rules: fc.Arbitrary<Rule> = fc
  .array(
    fc.record({
      max: fc.integer({ min: 1, max: 20 }),
      weight: fc.constantFrom(null, '1', '0.3333', '0.5', '1.25', '2', '0.0001'),
      minPercent: fc.constantFrom(null, null, 0, 40, 60, 100),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .chain(some => {
    const criteria = some.map((criterion, at) => ({ code: `C${at}`, ...criterion }));
    const most = Math.floor(criteria.reduce((all, { max, weight }) => all + max * Number(weight ?? 1), 0));
    return fc.record({
      criteria: fc.constant(criteria),
      pass: fc.integer({ min: 0, max: most }).map(String),
      rule: fc.constantFrom(null, null, 'TRIMMED', 'MEAN', 'MEDIAN'),
      dropFrom: fc.constantFrom(0, 3, 4, 5),
      spreadAbove: fc.constantFrom('0', '0.5', '2', '20'),
      ties: fc.shuffledSubarray(criteria.map(({ code }) => code)),
    });
  });

export const calls: fc.Arbitrary<Called> = fc.record({ rule: rules, mark: fc.constantFrom(quarter, coarse) }).chain(({ rule, mark }) => {
  const sheet = fc.record(Object.fromEntries(rule.criteria.map(({ code, max }) => [code, mark(max)]))) as fc.Arbitrary<Marks>;
  const one = fc.record({
    sheets: fc.array(sheet, { maxLength: 6 }),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
    vetoed: fc.integer({ min: 0, max: 9 }).map(lot => lot === 0),
    kind: fc.constantFrom(...kinds),
    divisions: fc.subarray(divisions),
  });
  const seats = fc.record({
    kind: fc.constantFrom(null, ...kinds),
    division: fc.constantFrom(null, ...divisions),
    max: fc.integer({ min: 0, max: 3 }),
  });
  return fc.record({
    rule: fc.constant(rule),
    seats: fc
      .uniqueArray(seats, { maxLength: 3, selector: ({ kind, division }) => `${kind} ${division}` })
      .map(all => all.map(it => ({ ...it, min: Math.min(1, it.max) }))),
    items: fc.array(one, { minLength: 1, maxLength: 8 }).map(all =>
      all.map(({ order, ...item }, at) => ({
        ...item,
        ...{ id: String(at), number: `N${String(at).padStart(3, '0')}`, vetoed: item.vetoed && item.sheets.length > 0 },
        experts: order.slice(0, item.sheets.length),
      })),
    ),
  });
});

// The oracle knows nothing of fractions: it counts in millionths of a point times 720 (which every number of sheets up to six
// divides, twice), so that every mean is a whole number; and it compares and picks as one would on paper.
const units = 720n;
const millionthsOf = (decimal: string): bigint => BigInt(Math.round(Number(decimal) * 1e6));
const meanOf = (values: readonly bigint[]): bigint => (values.reduce((a, b) => a + b, 0n) * units) / BigInt(values.length);
const ascending = (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1);

/** A whole number of units, to four decimals: half up, away from nought. */
export function written(value: bigint): string {
  const step = units * 100n;
  const size = value < 0n ? -value : value;
  const tenThousandths = size / step + (size % step >= step / 2n ? 1n : 0n);
  const text = `${tenThousandths / 10_000n}.${String(tenThousandths % 10_000n).padStart(4, '0')}`;
  return value < 0n && tenThousandths > 0n ? `-${text}` : text;
}

/** What a call comes to, counted by hand: ranks, totals, verdicts, seats and how strict each expert is. */
export function naive({ rule, seats, items }: Called) {
  const { criteria, pass, rule: how, dropFrom, spreadAbove, ties } = rule;
  const rows = items
    .filter(({ sheets }) => sheets.length > 0)
    .map(item => {
      const totals = item.sheets.map(marks =>
        criteria.reduce((all, { code, weight }) => all + (millionthsOf(marks[code]!) * millionthsOf(weight ?? '1')) / 1_000_000n, 0n),
      );
      const inOrder = [...totals].sort(ascending);
      const trims = how !== 'MEAN' && how !== 'MEDIAN' && dropFrom > 0 && totals.length >= dropFrom && totals.length > 2;
      const kept = trims ? inOrder.slice(1, -1) : inOrder;
      const markOf = (code: string) => meanOf(item.sheets.map(marks => millionthsOf(marks[code]!)));
      const half = inOrder.length / 2;
      const middle = Number.isInteger(half) ? [inOrder[half - 1]!, inOrder[half]!] : [inOrder[Math.floor(half)]!];
      const spread = inOrder.at(-1)! - inOrder[0]!;
      const total = how === 'MEDIAN' ? meanOf(middle) : meanOf(kept);
      const reached = criteria.every(
        ({ code, max, minPercent }) => minPercent === null || markOf(code) * 100n >= BigInt(max * minPercent!) * 1_000_000n * units,
      );
      return {
        ...{ item, totals, total, spread, mean: meanOf(totals), median: meanOf(middle) },
        ties: ties.map(markOf),
        passing: !item.vetoed && reached && total >= millionthsOf(pass) * units,
        flagged: spread > millionthsOf(spreadAbove),
      };
    })
    .sort((a, b) => {
      for (const [mine, yours] of [[a.total, b.total], ...a.ties.map((tie, at) => [tie, b.ties[at]!])] as [bigint, bigint][])
        if (mine !== yours) return mine > yours ? -1 : 1;
      return a.item.number < b.item.number ? -1 : 1;
    });
  const taken = seats.map(() => 0);
  const ranking = rows.map(({ item, ...row }) => {
    const mine = seats.flatMap(({ kind, division }, at) =>
      (!kind || kind === item.kind) && (!division || item.divisions.includes(division)) ? [at] : [],
    );
    const seated = row.passing && mine.every(at => taken[at]! < seats[at]!.max);
    if (seated) for (const at of mine) taken[at]! += 1;
    return {
      ...{
        number: item.number,
        total: written(row.total),
        mean: written(row.mean),
        median: written(row.median),
        spread: written(row.spread * units),
      },
      ...{ passing: row.passing, flagged: row.flagged, vetoed: item.vetoed ?? false, reviews: item.sheets.length },
      standing: row.passing ? (seated ? 'SEATED' : 'NO_SEAT') : 'NOT_PASSING',
    };
  });
  const experts = new Map<number, { items: number; deviations: bigint[] }>();
  for (const { item, totals } of rows)
    for (const [at, expert] of item.experts.entries()) {
      const seen = experts.get(expert) ?? { items: 0, deviations: [] };
      seen.items += 1;
      const others = totals.filter((_, other) => other !== at);
      if (others.length) seen.deviations.push(totals[at]! * units - meanOf(others));
      experts.set(expert, seen);
    }
  return { ranking, taken, experts, unmarked: items.filter(({ sheets }) => sheets.length === 0).map(({ number }) => number) };
}
