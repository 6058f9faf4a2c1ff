import { compare, type Fraction, meanOf, median, millionths, minus, shown, size, whole } from './fractions.ts';
import { type Criterion, deviationOf, type Marks, totalOf } from './scoring.ts';

export interface Severity {
  expertId: string;
  /** How many items the expert has marked, and on how many of them others have as well. */
  items: number;
  shared: number;
  /** Mean of how far above the others; null without an item that others have marked. */
  deviation: string | null;
  /** Whether the mean distance from the medians is more than half of the spread the call allows, over two items or more. */
  outlying: boolean;
}

/** How strict or mild each expert is: the mean deviation from the others on the items they share. The strictest comes first. */
export function severity(
  items: readonly { sheets: readonly { expertId: string; marks: Marks }[] }[],
  { criteria, spreadAbove }: { criteria: readonly Criterion[]; spreadAbove: string },
): Severity[] {
  const seen = new Map<string, { items: number; deviations: Fraction[]; distances: Fraction[] }>();
  for (const { sheets } of items) {
    if (sheets.length === 0) continue;
    const totals = sheets.map(({ marks }) => totalOf(criteria, marks));
    const middle = median(totals);
    for (const [at, { expertId }] of sheets.entries()) {
      const expert = seen.get(expertId) ?? { items: 0, deviations: [], distances: [] };
      const deviation = deviationOf(totals, at);
      expert.items += 1;
      if (deviation) {
        expert.deviations.push(deviation);
        expert.distances.push(minus(whole(totals[at]!), middle));
      }
      seen.set(expertId, expert);
    }
  }
  const half: Fraction = { over: millionths(spreadAbove), under: 2n };
  return [...seen]
    .map(([expertId, { items: marked, deviations, distances }]) => ({
      ...{ expertId, marked, shared: deviations.length },
      deviation: deviations.length ? meanOf(deviations) : undefined,
      outlying: distances.length >= 2 && compare(size(meanOf(distances)), half) > 0,
    }))
    .sort((a, b) => compare(a.deviation ?? whole(0n), b.deviation ?? whole(0n)) || (a.expertId < b.expertId ? -1 : 1))
    .map(({ expertId, marked, shared, deviation, outlying }) => ({
      ...{ expertId, items: marked, shared, deviation: deviation ? shown(deviation) : null },
      outlying,
    }));
}
