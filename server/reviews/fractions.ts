/**
 * Exact arithmetic of marks. Nothing here is a floating-point number.
 *
 * A decimal is a whole number of millionths (a mark has two digits after the point, a weight four); a mean stays a fraction
 * until it is shown. The one rule of rounding is in `show`: half up, away from nought.
 */
export interface Fraction {
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

/** A fraction of millionths, shown with so many digits after the point: half up, away from nought. */
export function show({ over, under }: Fraction, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const size = over < 0n ? -over : over;
  const rounded = (2n * size * scale + million * under) / (2n * million * under);
  const text = rounded.toString().padStart(digits + 1, '0');
  const sign = over < 0n && rounded > 0n ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** A result as people read it: to four decimals. */
export const shown = (fraction: Fraction): string => show(fraction, 4);
export const whole = (value: bigint): Fraction => ({ over: value, under: 1n });

export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const minus = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.under - b.over * a.under, under: a.under * b.under });
export const size = ({ over, under }: Fraction): Fraction => ({ over: over < 0n ? -over : over, under });

export const sum = (values: readonly bigint[]): bigint => values.reduce((all, value) => all + value, 0n);
export const mean = (values: readonly bigint[]): Fraction => ({ over: sum(values), under: BigInt(values.length) });
export const byValue = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly bigint[]): Fraction {
  const sorted = [...values].sort(byValue);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? whole(sorted[half]!) : mean([sorted[half - 1]!, sorted[half]!]);
}

/** The mean of fractions. */
export function meanOf(fractions: readonly Fraction[]): Fraction {
  const all = fractions.reduce((a, b) => ({ over: a.over * b.under + b.over * a.under, under: a.under * b.under }), whole(0n));
  return { over: all.over, under: all.under * BigInt(fractions.length) };
}
