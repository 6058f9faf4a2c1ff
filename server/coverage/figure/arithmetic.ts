/** Percent of `d` in `n`, cut after one digit and never rounded up: 91.96 % is 91.9. Empty when there is nothing to divide by. */
export const rateSql = (d: string, n: string): string =>
  `case when ${n} > 0 then ${d}::bigint * 1000 / ${n} / 10 || '.' || ${d}::bigint * 1000 / ${n} % 10 end`;

/** The least number of enterprises that reaches an aim among `n`, in whole numbers, so that 91.96 % never passes for 92. */
export const neededSql = (kind: string, value: string, n: string): string =>
  `case ${kind} when 'ALL' then ${n} when 'COUNT' then ${value}::int when 'RATE' then ((trunc(${value} * 10)::bigint * ${n} + 999) / 1000)::int end`;

/** The last day of a month, `2024-06` to `2024-06-30`. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
