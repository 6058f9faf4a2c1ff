import type { PaperKind, Papers } from '../../../server/seed/papers.ts';
import { tellCity } from '../../../server/seed/tellCity.ts';

const content = { place: '0'.repeat(40), size: 1, sha256: '0'.repeat(64), mediaType: 'application/pdf' };
const kinds: PaperKind[] = ['contract', 'payment', 'goLive', 'licence', 'copyright', 'commitment'];
const papers = Object.fromEntries(kinds.map(kind => [kind, content])) as Papers;
const quiet = () => undefined;

/** The first days of months, holidays and their eves, a leap day: every rule of the story is checked while it is told. */
const days = (process.env['SHIZHUAN_TEST_DAYS'] ?? '2026-01-01 2026-02-20 2026-05-01 2026-10-07 2026-11-30 2027-03-01 2028-02-29').split(
  ' ',
);

test.each(days)('the story holds when it is loaded on %s', today => {
  const now = new Date(`${today}T${today.endsWith('1') ? '00:20' : '13:30'}:00+08:00`);
  const { city, everybody, register } = tellCity(920, { now, today }, papers, quiet);
  const count = (name: string) => city.story.count(name);
  expect(count('Call')).toBe(12);
  expect(count('Solution')).toBeGreaterThanOrEqual(298);
  expect(count('Offering')).toBe(80);
  expect(count('Trial')).toBe(2000);
  expect(everybody.firms).toHaveLength(10_000);
  expect(register.months).toHaveLength(13);
});

test('the same number on the same day tells the same city, another number another one', () => {
  const told = (seed: number) => {
    const { everybody, city } = tellCity(seed, { now: new Date('2026-11-24T09:00:00+08:00'), today: '2026-11-24' }, papers, quiet);
    return { names: everybody.firms.slice(0, 50).map(({ id, name }) => `${id} ${name}`), evidence: city.story.count('Evidence') };
  };
  const one = told(1);
  expect(told(1)).toEqual(one);
  expect(told(2).names).not.toEqual(one.names);
});
