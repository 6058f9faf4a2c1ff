import type { AssessmentItem, AssessmentOption, LevelRow, SchemeScenario } from './scheme/values.ts';

/** An answer as it is given: options by code, or two figures, or both, which must agree then. */
export interface Given {
  item: string;
  options: readonly string[];
  first?: string | null;
  second?: string | null;
}
export interface GivenLevel {
  scenario: string;
  level: number;
}
export interface Scheme {
  items: readonly AssessmentItem[];
  scenarios: readonly SchemeScenario[];
  levels: readonly LevelRow[];
}

/** What is wrong with an answer: the item or scenario, and a reason that has its words. */
export interface AnswerFault {
  at: string;
  reason: 'ANSWER_UNKNOWN' | 'ANSWER_TWICE' | 'ANSWER_NONE_ALONE' | 'ANSWER_ONE' | 'ANSWER_FIGURES' | 'ANSWER_DISAGREES' | 'ANSWER_MISSING';
}

/** What a level above the one reached still asks for; nothing is left of it when all three are nought. */
export interface Missing {
  level: number;
  /** in thousandths */
  points: number;
  scenarios: number;
  constraints: number;
}

export interface Judgement {
  /** Points in thousandths, by item and by dimension. */
  items: Map<string, number>;
  dimensions: Record<'BASIS' | 'MANAGEMENT' | 'EFFECT', number>;
  points: number;
  /** How many scenarios, and constraint scenarios among them, are at each level or above; [0] is of level one. */
  scenarios: number[];
  constraints: number[];
  level: number;
  next: Missing | null;
  faults: AnswerFault[];
}

/** Points are computed in whole thousandths: 13 × 0.7 + 0.9 is exactly 10. */
export const thousandths = (points: string): number => {
  const [whole, part = ''] = points.split('.') as [string, string?];
  return Number(whole) * 1000 + Math.sign(Number(`${whole}1`)) * Number(part.padEnd(3, '0').slice(0, 3));
};
export const pointsOf = (value: number): string => `${Math.trunc(value / 1000)}.${String(value % 1000).padStart(3, '0')}`;

const none = 'NONE';
/** A figure as a whole number of its fourth decimal, so that a share is compared without rounding. */
const exact = (figure: string): bigint => {
  const [whole, part = ''] = figure.split('.') as [string, string?];
  return BigInt(whole + part.padEnd(4, '0').slice(0, 4));
};

/** The option into which two figures fall; undefined where they say nothing. */
function fallsInto({ kind, options }: AssessmentItem, first: string, second: string): AssessmentOption | undefined {
  const [a, b] = [exact(first), exact(second)];
  if (kind === 'CHANGE') return options.find(({ code }) => code === (b > a ? 'UP' : b < a ? 'DOWN' : 'FLAT'));
  if (a < 0n || b <= 0n || a > b) return undefined;
  // Intervals are open on the left and closed on the right: exactly 10 % is still in the first.
  const steps = [...options].sort((x, y) => Number(x.bound) - Number(y.bound));
  return steps.find(({ bound }) => a * 100n * 10_000n <= exact(bound ?? '100') * b);
}

type Verdict = { points: number } | { reason: AnswerFault['reason'] };

function judgeItem(item: AssessmentItem, { options: chosen, first, second }: Given): Verdict {
  const isStep = ({ bound }: AssessmentOption) => bound !== null && bound !== undefined;
  const known = item.options.filter(each => chosen.includes(each.code) && !(item.kind === 'COUNTED' && isStep(each)));
  if (known.length < chosen.length && !(chosen.length === 1 && chosen[0] === none))
    return { reason: new Set(chosen).size < chosen.length ? 'ANSWER_TWICE' : 'ANSWER_UNKNOWN' };
  if (chosen.includes(none) && chosen.length > 1) return { reason: 'ANSWER_NONE_ALONE' };
  const sum = known.reduce((total, { points }) => total + thousandths(points), 0);
  if (item.kind === 'ANY') return { points: sum };
  if (item.kind === 'ONE') return known.length > 1 ? { reason: 'ANSWER_ONE' } : { points: sum };
  if (item.kind === 'COUNTED') {
    const count = known.filter(({ code }) => code !== none).length;
    const reached = item.options.filter(each => isStep(each) && Number(each.bound) <= count);
    return { points: Math.max(0, ...reached.map(({ points }) => thousandths(points))) };
  }
  if (known.length > 1) return { reason: 'ANSWER_ONE' };
  if (!first || !second) return first || second || !known.length ? { reason: 'ANSWER_FIGURES' } : { points: sum };
  const found = fallsInto(item, first, second);
  if (!found) return { reason: 'ANSWER_FIGURES' };
  if (known[0] && known[0].code !== found.code) return { reason: 'ANSWER_DISAGREES' };
  return { points: thousandths(found.points) };
}

const repeated = <T>(each: readonly T[]): T[] => each.filter((one, at) => each.indexOf(one) !== at);

/**
 * What answers are worth under a scheme, and which level they reach: the highest row that is met in full.
 *
 * An item that was not answered is worth nothing and, where the whole is asked for, is named as missing. All faults are told
 * at once; what is at fault is worth nothing.
 */
export function judge(scheme: Scheme, answers: readonly Given[], levels: readonly GivenLevel[], whole = false): Judgement {
  const faults: AnswerFault[] = [];
  const items = new Map<string, number>();
  const dimensions = { BASIS: 0, MANAGEMENT: 0, EFFECT: 0 };
  for (const at of repeated(answers.map(({ item }) => item))) faults.push({ at, reason: 'ANSWER_TWICE' });
  for (const { item: at } of answers) if (!scheme.items.some(({ code }) => code === at)) faults.push({ at, reason: 'ANSWER_UNKNOWN' });
  for (const item of scheme.items) {
    const given = answers.find(answer => answer.item === item.code);
    const verdict: Verdict = given ? judgeItem(item, given) : { points: 0 };
    if (!given && whole) faults.push({ at: item.code, reason: 'ANSWER_MISSING' });
    if ('reason' in verdict) faults.push({ at: item.code, reason: verdict.reason });
    const points = 'points' in verdict ? verdict.points : 0;
    items.set(item.code, points);
    dimensions[item.dimension as keyof typeof dimensions] += points;
  }
  for (const at of repeated(levels.map(({ scenario }) => scenario))) faults.push({ at, reason: 'ANSWER_TWICE' });
  for (const { scenario: at } of levels)
    if (!scheme.scenarios.some(({ scenario }) => scenario === at)) faults.push({ at, reason: 'ANSWER_UNKNOWN' });
  const points = dimensions.BASIS + dimensions.MANAGEMENT + dimensions.EFFECT;
  const counted = (constraint: boolean) =>
    [1, 2, 3, 4].map(
      level =>
        scheme.scenarios.filter(
          each => (!constraint || each.constraint) && levels.some(given => given.scenario === each.scenario && given.level >= level),
        ).length,
    );
  return { items, dimensions, points, ...reached(scheme.levels, points, counted(false), counted(true)), faults };
}

/** The level that points and scenarios reach, and what the next one still asks for. */
export function reached(rows: readonly LevelRow[], points: number, scenarios: number[], constraints: number[]) {
  const missing = rows.map(row => ({
    level: row.level,
    points: Math.max(0, thousandths(row.points) - points),
    scenarios: Math.max(0, row.scenarios - (scenarios[row.level - 1] ?? 0)),
    constraints: Math.max(0, row.constraints - (constraints[row.level - 1] ?? 0)),
  }));
  const met = missing.filter(row => row.points + row.scenarios + row.constraints === 0);
  const level = Math.max(0, ...met.map(row => row.level));
  const next = missing.filter(row => row.level > level).sort((a, b) => a.level - b.level)[0] ?? null;
  return { scenarios, constraints, level, next };
}
