import { compare, type Fraction, mean, median, millionths, minus, shown, size, sum, whole } from './fractions.ts';

export { millionths, show } from './fractions.ts';

/**
 * Marks become totals, ranks and verdicts: pure and exact.
 *
 * A total is the sum of marks times weights. From `dropFrom` experts on the highest and the lowest total of an item are left
 * out, one each; the result is the mean of the rest. A minimum is asked of the mean of all marks of a criterion. Verdicts and
 * ranks are made on the exact fractions, never on what is shown.
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
  /** How totals become one; left out it is TRIMMED where `dropFrom` says so. A MEDIAN and a MEAN leave none out. */
  rule?: string | null;
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

/** What one sheet of an item comes to. */
export interface SheetResult {
  total: string;
  /** Left out of the result, as the highest or the lowest of all. */
  dropped: 'HIGHEST' | 'LOWEST' | null;
  /** How far above the mean of the other sheets; null when there is no other. */
  deviation: string | null;
  /** Whether it is farther from the median than the call allows sheets to be apart: one sheet far off does not make others so. */
  outlying: boolean;
}

export interface CriterionResult {
  criterion: string;
  mean: string;
  /** The lowest mean that passes, points; null when the criterion has none. */
  minimum: string | null;
  enough: boolean;
}

export interface Result {
  id: string;
  number: string;
  rank: number;
  /** Mean of the totals that count, to four decimals, half up. */
  total: string;
  passing: boolean;
  /** Mean and median of all totals. */
  mean: string;
  median: string;
  /** Highest minus lowest total over all experts. */
  spread: string;
  flagged: boolean;
  vetoed: boolean;
  /** How many experts have marked it. */
  sheets: number;
  reaches: boolean;
  criteria: CriterionResult[];
  /** In the order of the sheets given. */
  details: SheetResult[];
  /** What put it behind the one before, whose total is the same: a criterion, or NUMBER as the last resort. */
  tieBreak: string | null;
}

const million = 1_000_000n;

/** The total of one sheet, in millionths: the sum of its marks, each times its weight. */
export const totalOf = (criteria: readonly Criterion[], marks: Marks): bigint =>
  sum(criteria.map(({ code, weight }) => (millionths(marks[code]!) * millionths(weight ?? '1')) / million));

/** The total of one sheet as people read it: to four decimals. */
export const totalShown = (criteria: readonly Criterion[], marks: Marks): string => shown(whole(totalOf(criteria, marks)));

/** The places of the totals that are left out. Of equal ones it is the first, which changes no figure. */
function dropped(totals: readonly bigint[], dropFrom: number): { highest: number; lowest: number } | undefined {
  if (!dropFrom || totals.length < dropFrom || totals.length <= 2) return undefined;
  const order = totals.map((_, at) => at).sort((a, b) => (totals[a]! < totals[b]! ? -1 : totals[a]! > totals[b]! ? 1 : a - b));
  return { lowest: order[0]!, highest: order.at(-1)! };
}

/** How far a total is from the mean of the others. */
export function deviationOf(totals: readonly bigint[], at: number): Fraction | undefined {
  if (totals.length < 2) return undefined;
  return minus(whole(totals[at]!), mean(totals.filter((_, other) => other !== at)));
}

interface Standing {
  result: Omit<Result, 'rank' | 'tieBreak'>;
  mean: Fraction;
  ties: Fraction[];
}

function stand({ id, number, sheets, vetoed = false }: Item, { criteria, pass, rule, dropFrom, spreadAbove, ties }: Rule): Standing {
  const totals = sheets.map(marks => totalOf(criteria, marks));
  const middle = median(totals);
  const out = (rule ?? 'TRIMMED') === 'TRIMMED' ? dropped(totals, dropFrom) : undefined;
  const average = rule === 'MEDIAN' ? middle : mean(out ? totals.filter((_, at) => at !== out.highest && at !== out.lowest) : totals);
  const means = new Map(criteria.map(({ code }) => [code, mean(sheets.map(marks => millionths(marks[code]!)))]));
  const byCriterion = criteria.map(({ code, max, minPercent }): CriterionResult => {
    const least = minPercent === null || minPercent === undefined ? undefined : { over: BigInt(minPercent * max) * million, under: 100n };
    const reached = means.get(code)!;
    return { criterion: code, mean: shown(reached), minimum: least ? shown(least) : null, enough: !least || compare(reached, least) >= 0 };
  });
  const allowed = millionths(spreadAbove);
  const [least, most] = [totals.reduce((a, b) => (b < a ? b : a)), totals.reduce((a, b) => (b > a ? b : a))];
  const reaches = compare(average, whole(millionths(pass))) >= 0;
  const details = totals.map((total, at): SheetResult => {
    const deviation = deviationOf(totals, at);
    return {
      total: shown(whole(total)),
      dropped: out?.highest === at ? 'HIGHEST' : out?.lowest === at ? 'LOWEST' : null,
      deviation: deviation ? shown(deviation) : null,
      outlying: compare(size(minus(whole(total), middle)), whole(allowed)) > 0,
    };
  });
  return {
    mean: average,
    ties: ties.map(code => means.get(code)!),
    result: {
      ...{ id, number, vetoed, reaches, details, criteria: byCriterion, sheets: sheets.length, total: shown(average) },
      passing: !vetoed && reaches && byCriterion.every(({ enough }) => enough),
      ...{ mean: shown(mean(totals)), median: shown(middle), spread: shown(whole(most - least)), flagged: most - least > allowed },
    },
  };
}

/** Which of two stands before the other, and by what: their totals, a criterion of `ties`, at last the number. */
function duel(a: Standing, b: Standing, ties: readonly string[]): { order: number; by: string | null } {
  const byTotal = compare(b.mean, a.mean);
  if (byTotal) return { order: byTotal, by: null };
  for (const [at, code] of ties.entries()) {
    const byTie = compare(b.ties[at]!, a.ties[at]!);
    if (byTie) return { order: byTie, by: code };
  }
  return { order: a.result.number < b.result.number ? -1 : 1, by: 'NUMBER' };
}

/**
 * Ranks the items that anybody has marked, the best first. Equal totals go by the criteria of `ties`, in order; where these
 * are equal as well the smaller number, which was filed earlier, stands before the other.
 */
export function rank(items: readonly Item[], rule: Rule): Result[] {
  return items
    .filter(({ sheets }) => sheets.length > 0)
    .map(item => stand(item, rule))
    .sort((a, b) => duel(a, b, rule.ties).order)
    .map((standing, at, all) => ({
      ...standing.result,
      rank: at + 1,
      tieBreak: at > 0 ? duel(all[at - 1]!, standing, rule.ties).by : null,
    }));
}
