import { dayKind } from '../calendar/workdays.ts';

/** The days of the made-up city, all of them seen from the day of loading. */
export interface Time {
  now: Date;
  today: string;
  /** Today plus so many days. */
  day: (offset: number) => string;
  /** The last worked day that is not after today plus so many days. */
  workday: (offset: number) => string;
}

const worked = new Map<string, boolean>();
export const isWorked = (day: string): boolean => {
  const known = worked.get(day);
  if (known !== undefined) return known;
  const { working } = dayKind(day);
  worked.set(day, working);
  return working;
};

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The same day so many months later; a day that the month lacks is its last. */
export function plusMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
export const monthOf = (day: string): string => day.slice(0, 7);
export const lastDayOfMonth = (month: string): string => plusDays(plusMonths(`${month}-01`, 1), -1);

/** An instant of a day in Shanghai. */
export const at = (day: string, hour: number, minute = 0, second = 0): Date =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + ((hour * 60 + minute) * 60 + second) * 1000);
export const dayOf = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
export const plusHours = (instant: Date, hours: number): Date => new Date(instant.getTime() + Math.round(hours * 3_600_000));

/** The first worked day that is not before a day. */
export function workdayFrom(day: string): string {
  let found = day;
  while (!isWorked(found)) found = plusDays(found, 1);
  return found;
}
/** The last worked day that is not after a day. */
export function workdayUntil(day: string): string {
  let found = day;
  while (!isWorked(found)) found = plusDays(found, -1);
  return found;
}

export const timeOf = (now: Date, today: string): Time => ({
  now,
  today,
  day: offset => plusDays(today, offset),
  workday: offset => workdayUntil(plusDays(today, offset)),
});
