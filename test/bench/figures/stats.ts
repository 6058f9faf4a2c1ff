/** The middle of some numbers; between the two in the middle when they are even. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (!sorted.length) return Number.NaN;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** How far the rounds lie apart, as a share of their median. */
export const spread = (numbers: readonly number[]): number => (Math.max(...numbers) - Math.min(...numbers)) / median(numbers);

export const geometricMean = (numbers: readonly number[]): number =>
  numbers.length ? Math.exp(numbers.reduce((sum, each) => sum + Math.log(each), 0) / numbers.length) : Number.NaN;

/** The value below which a share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]! : Number.NaN;
}
