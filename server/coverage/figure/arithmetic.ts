/** A rate in percent, cut after one digit and never rounded up: 91.96 % is 91.9. Empty when there is nothing to divide by. */
export function rateOf(d: number, n: number): string | null {
  if (n === 0) return null;
  const tenths = (BigInt(d) * 1000n) / BigInt(n);
  return `${tenths / 10n}.${tenths % 10n}`;
}

/** What is to be reached, as it is kept: percent with one digit, or a number. */
export interface Aim {
  kind: string;
  value: string;
}

/** The least number of enterprises that reaches an aim among n: whole numbers, so 91.96 % never passes for 92. */
export function neededFor({ kind, value }: Aim, n: number): number {
  if (kind === 'ALL') return n;
  if (kind === 'COUNT') return Number(value);
  const [whole, tenth = '0'] = value.split('.') as [string, string?];
  const tenths = BigInt(whole) * 10n + BigInt(tenth[0] ?? '0');
  return Number((tenths * BigInt(n) + 999n) / 1000n);
}

/** `92.0` as people write it. */
export const plainDecimal = (value: string): string => value.replace(/\.0+$/, '');

/** The last day of a month, `2024-06` to `2024-06-30`. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
