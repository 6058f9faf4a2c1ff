import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { dayKind, lastDayOfNotice, lastDayOfTerm, workingDays } from '../../../server/calendar/workdays.ts';

const days = [...workingDays()];
const byDay = new Map(days.map(day => [day.day, day]));

test('holidays and make-up days of 2024 to 2026 are those of the State Council', () => {
  const announced = parse(readFileSync(join(__dirname, '../../data/workdays_2024_2026.csv')), { columns: true }) as {
    date: string;
    kind: string;
  }[];
  expect(announced.length).toBeGreaterThan(90);
  expect(announced.filter(({ date, kind }) => byDay.get(date)?.working !== (kind === 'makeup_workday'))).toEqual([]);
  const kinds = new Map(announced.map(({ date, kind }) => [date, kind === 'makeup_workday']));
  const expected = (day: string) => kinds.get(day) ?? ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  expect(days.filter(({ day, working }) => day >= '2024' && day < '2027' && working !== expected(day)).map(({ day }) => day)).toEqual([]);
});

test('the table has every day of 2020 to 2035 once, and its ordinals count working days', () => {
  expect(days).toHaveLength(16 * 365 + 4);
  expect(days[0]).toMatchObject({ day: '2020-01-01', working: false, name: '元旦', ordinal: 0 });
  expect(days.at(-1)).toMatchObject({ day: '2035-12-31', working: true });
  expect(days.filter(({ working, ordinal }, n) => ordinal !== (days[n - 1]?.ordinal ?? 0) + (working ? 1 : 0))).toEqual([]);
});

test('years the State Council has not spoken of follow weekends and are provisional', () => {
  expect(byDay.get('2026-10-01')).toMatchObject({ working: false, name: '国庆节', provisional: false });
  expect(byDay.get('2030-10-01')).toMatchObject({ working: true, name: null, provisional: true });
  expect(byDay.get('2030-10-05')).toMatchObject({ working: false, provisional: true });
});

test.each([
  ['2024-09-27', 5, '2024-10-09'],
  ['2026-09-29', 5, '2026-10-10'],
  ['2024-09-28', 5, '2024-10-10'],
])('a notice from %s of %i working days, its first counted, ends on %s', (start, length, end) => {
  expect(lastDayOfNotice(start, length)).toBe(end);
});

test('another term starts on the next working day', () => {
  expect(lastDayOfTerm('2024-09-27', 5)).toBe('2024-10-10');
  expect(lastDayOfTerm('2024-09-30', 1)).toBe('2024-10-08');
});

test('an interval is a subtraction of ordinals', () => {
  const between = (from: string, to: string) => (byDay.get(to)?.ordinal ?? Number.NaN) - (byDay.get(from)?.ordinal ?? Number.NaN);
  expect(between('2024-09-27', '2024-10-09')).toBe(4);
  expect(between('2024-10-01', '2024-10-07')).toBe(0);
});

test('a Sunday worked for the holiday is named after it', () => {
  expect(dayKind('2024-09-29')).toEqual({ working: true, name: '国庆节' });
  expect(dayKind('2024-09-28')).toEqual({ working: false, name: null });
});
