import { getDayDetail } from 'chinese-days';

export interface WorkingDay {
  /** `2024-10-01` */
  day: string;
  /** working days from the start of the span up to and including this one: an interval is a subtraction */
  ordinal: number;
  working: boolean;
  /** the holiday that makes it free, or that it is worked for; null on an ordinary day */
  name: string | null;
  /** the State Council has not yet said, so weekends alone decide */
  provisional: boolean;
}

/** Whether a day is worked in China, and which holiday moved it. */
export function dayKind(day: string): { working: boolean; name: string | null } {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  // the library reads a bare string as UTC and is a day off west of Greenwich
  const { work, name } = getDayDetail(new Date(year, month - 1, date, 12));
  return { working: work, name: name.includes(',') ? (name.split(',')[1] ?? null) : null };
}

/** Every day from the first of January of one year to the last of December of another, with its ordinal. */
export function* workingDays(fromYear = 2020, toYear = 2035): Generator<WorkingDay> {
  let ordinal = 0;
  for (let year = fromYear; year <= toYear; year++) {
    const days = daysOf(year).map(day => ({ day, ...dayKind(day) }));
    const provisional = days.every(({ name }) => name === null);
    for (const { day, working, name } of days) {
      if (working) ordinal++;
      yield { day, ordinal, working, name, provisional };
    }
  }
}

function daysOf(year: number): string[] {
  const length = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1 ? 366 : 365;
  return Array.from({ length }, (_, n) => new Date(Date.UTC(year, 0, 1 + n)).toISOString().slice(0, 10));
}

/** The last day of a 公示 of so many working days: its first day counts when it is worked. */
export function lastDayOfNotice(start: string, days: number): string {
  let counted = 0;
  for (let day = start; ; day = nextDay(day)) {
    if (dayKind(day).working && ++counted >= days) return day;
  }
}

/** The day on which a term of so many working days ends: it starts on the working day after the event. */
export const lastDayOfTerm = (event: string, days: number): string => lastDayOfNotice(nextDay(event), days);

const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
