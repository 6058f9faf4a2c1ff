/**
 * Marks become totals, ranks and verdicts: pure and exact. Nothing here is a floating-point number.
 *
 * A decimal is a whole number of millionths (a mark has two digits after the point, a weight four); a mean stays a
 * fraction until it is shown.
 */
export interface Criterion {
  code: string;
  /** Highest mark, points. */
  max: number;
  /** What a point counts for in the total, a decimal; 1 when left out. */
  weight?: string | null;
  /** The mean over all experts must reach this percentage of the highest mark. */
  minPercent?: number | null;
}

/** What of a call's rubric makes the result. */
export interface Rule {
  criteria: readonly Criterion[];
  /** Passing needs this total or more, a decimal. */
  pass: string;
  /** From so many experts on, the highest and the lowest total are left out; 0 is never. */
  dropFrom: number;
  /** A spread above this is flagged, a decimal. */
  spreadAbove: string;
  /** Criteria that decide between equal totals, in this order. */
  ties: readonly string[];
}

/** The marks of one expert, by criterion. */
export type Marks = Readonly<Record<string, string>>;

export interface Item {
  id: string;
  number: string;
  /** One entry an expert. */
  sheets: readonly Marks[];
  /** Whether an expert has found what ends a submission whatever its marks. */
  vetoed?: boolean;
}

export interface Result {
  id: string;
  number: string;
  rank: number;
  /** Mean of the totals that count, to four decimals, half up. */
  total: string;
  passing: boolean;
  /** Highest minus lowest total over all experts. */
  spread: string;
  flagged: boolean;
  vetoed: boolean;
  /** How many experts have marked it. */
  sheets: number;
}

interface Fraction {
  over: bigint;
  under: bigint;
}

const million = 1_000_000n;

/** A decimal as millionths. Throws on what is none: marks are validated long before. */
export function millionths(decimal: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(decimal);
  if (!match) throw new RangeError(`${decimal} is no decimal of at most six digits after the point`);
  const value = BigInt(match[2]!) * million + BigInt((match[3] ?? '').padEnd(6, '0'));
  return match[1] ? -value : value;
}

/** A fraction of millionths, not negative, shown with so many digits after the point, half up. */
export function show({ over, under }: Fraction, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const rounded = (2n * over * scale + million * under) / (2n * million * under);
  const text = rounded.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
const sum = (values: readonly bigint[]): bigint => values.reduce((all, value) => all + value, 0n);
const mean = (values: readonly bigint[]): Fraction => ({ over: sum(values), under: BigInt(values.length) });
const byValue = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** The total of one sheet, in millionths: the sum of its marks, each times its weight. */
export const totalOf = (criteria: readonly Criterion[], marks: Marks): bigint =>
  sum(criteria.map(({ code, weight }) => (millionths(marks[code]!) * millionths(weight ?? '1')) / million));

/** The total of one sheet as people read it: to four decimals. */
export const totalShown = (criteria: readonly Criterion[], marks: Marks): string => show({ over: totalOf(criteria, marks), under: 1n }, 4);

interface Standing extends Item {
  mean: Fraction;
  spread: bigint;
  passing: boolean;
  ties: Fraction[];
}

function stand(item: Item, { criteria, pass, dropFrom, ties }: Rule): Standing {
  const totals = item.sheets.map(marks => totalOf(criteria, marks)).sort(byValue);
  const counted = dropFrom && totals.length >= dropFrom && totals.length > 2 ? totals.slice(1, -1) : totals;
  const meanOf = (code: string) => mean(item.sheets.map(marks => millionths(marks[code]!)));
  const average = mean(counted);
  const enough = (criterion: Criterion) => {
    const { over, under } = meanOf(criterion.code);
    return over * 100n * million >= millionths(String(criterion.minPercent)) * millionths(String(criterion.max)) * under;
  };
  return {
    ...item,
    mean: average,
    spread: totals.at(-1)! - totals[0]!,
    passing:
      !item.vetoed &&
      compare(average, { over: millionths(pass), under: 1n }) >= 0 &&
      criteria.filter(({ minPercent }) => minPercent !== null && minPercent !== undefined).every(enough),
    ties: ties.map(meanOf),
  };
}

function order(a: Standing, b: Standing): number {
  const byTotal = compare(b.mean, a.mean);
  if (byTotal) return byTotal;
  for (const [at, tie] of a.ties.entries()) {
    const byTie = compare(b.ties[at]!, tie);
    if (byTie) return byTie;
  }
  return a.number < b.number ? -1 : 1;
}

/** Ranks the items that anybody has marked, the best first. Equal totals go by the criteria of `ties`, then by number. */
export function rank(items: readonly Item[], rule: Rule): Result[] {
  return items
    .filter(({ sheets }) => sheets.length > 0)
    .map(item => stand(item, rule))
    .sort(order)
    .map(({ id, number, mean: average, spread, passing, vetoed, sheets }, at) => ({
      id,
      number,
      rank: at + 1,
      total: show(average, 4),
      passing,
      spread: show({ over: spread, under: 1n }, 4),
      flagged: spread > millionths(rule.spreadAbove),
      vetoed: vetoed ?? false,
      sheets: sheets.length,
    }));
}
