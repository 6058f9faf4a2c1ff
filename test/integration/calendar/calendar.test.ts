import { graphql } from '../../../schema/graphql.ts';
import { addWorkingDays, fillCalendar, isWorkingDay, workingDaysBetween } from '../../../server/calendar/service.ts';
import { lastDayOfNotice, lastDayOfTerm } from '../../../server/calendar/workdays.ts';
import { system } from '../../../server/kernel/advance.ts';
import { Context } from '../../../server/kernel/context.ts';
import { anyone, here, someone, sql, useServer } from '../../kit.ts';

useServer();

const Days = graphql(
  `query ($filter: WorkingDayFilter) { workingDays(filter: $filter, sort: [{ field: DAY }], first: 50) { nodes { id day working name provisional version } } }`,
);
const Correct = graphql(
  `mutation ($id: ID!, $version: Int!, $input: WorkingDayPatch!) { updateWorkingDay(id: $id, version: $version, input: $input) { day working name corrected history { name changes { field after } } } }`,
);
const ctx = () => new Context(system, here().owner.manager);
const dayOf = async (day: string) => (await anyone().ask(Days, { filter: { day: { from: day, to: day } } })).workingDays.nodes[0]!;

test('terms of working days agree with the library, across holidays, make-up Saturdays and years', async () => {
  for (const day of ['2024-09-27', '2024-09-28', '2024-09-29', '2024-12-31', '2025-01-26', '2026-02-13'])
    for (const days of [1, 3, 5, 10, 60]) {
      expect([day, days, await addWorkingDays(ctx(), day, days, { countFirst: true })]).toEqual([day, days, lastDayOfNotice(day, days)]);
      expect([day, days, await addWorkingDays(ctx(), day, days)]).toEqual([day, days, lastDayOfTerm(day, days)]);
    }
  expect(await workingDaysBetween(ctx(), '2024-09-27', '2024-10-08')).toBe(3);
  expect(await workingDaysBetween(ctx(), '2024-10-08', '2024-09-27')).toBe(-3);
});

test('a term that leaves the calendar is refused, not guessed', async () => {
  await expect(addWorkingDays(ctx(), '1999-01-01', 3)).rejects.toMatchObject({ extensions: { reason: 'DAY_OUTSIDE_CALENDAR' } });
  await expect(addWorkingDays(ctx(), '2024-01-01', 100_000)).rejects.toMatchObject({ extensions: { reason: 'DAY_OUTSIDE_CALENDAR' } });
  await expect(addWorkingDays(ctx(), '2024-01-01', 0)).rejects.toMatchObject({ extensions: { reason: 'WORKING_DAYS_INVALID' } });
});

test('an officer corrects a day: what is counted over it moves at once, and a newer library does not undo it', async () => {
  const officer = await someone('OFFICER');
  const day = await dayOf('2026-06-03');
  expect(day).toMatchObject({ working: true, provisional: false });
  const before = await addWorkingDays(ctx(), '2026-06-01', 5);
  expect(before).toBe('2026-06-08');
  const { updateWorkingDay } = await officer.ask(Correct, {
    id: day.id,
    version: day.version,
    input: { working: false, name: '抗台风停工' },
  });
  expect(updateWorkingDay).toMatchObject({ working: false, name: '抗台风停工', corrected: true });
  expect(updateWorkingDay.history.map(({ name }) => name)).toEqual(['WorkingDay.UPDATE']);
  expect(await isWorkingDay(ctx(), '2026-06-03')).toBe(false);
  expect(await addWorkingDays(ctx(), '2026-06-01', 5)).toBe('2026-06-09');
  await fillCalendar(here().owner.manager);
  expect(await addWorkingDays(ctx(), '2026-06-01', 5)).toBe('2026-06-09');
  const wrong = await sql(
    `select count(*) from (select ordinal, count(*) filter (where working) over (order by day) as counted from working_day) d where ordinal <> counted`,
  );
  expect(wrong).toEqual([{ count: 0 }]);
});

test('everybody reads the calendar; only officers correct it, from the version they read', async () => {
  const { id, version } = await dayOf('2026-07-01');
  const input = { working: false };
  expect(await anyone().refusal(Correct, { id, version, input })).toBe('UNAUTHENTICATED');
  for (const role of ['AUDITOR', 'DISTRICT', 'PROVIDER', 'SYSTEM_ADMIN'] as const)
    expect(await (await someone(role)).refusal(Correct, { id, version, input })).toBe('FORBIDDEN');
  expect(await (await someone('OFFICER')).refusal(Correct, { id, version: version + 1, input })).toBe('VERSION_CONFLICT');
  expect(await dayOf('2026-07-01')).toMatchObject({ working: true, version });
  expect(await dayOf('2035-01-01')).toMatchObject({ provisional: true });
});

test('two corrections at once both count', async () => {
  const officer = await someone('OFFICER');
  const days = await Promise.all(['2026-08-03', '2026-08-04', '2026-08-05'].map(dayOf));
  const before = await workingDaysBetween(ctx(), '2026-08-01', '2026-08-31');
  await Promise.all(days.map(({ id, version }) => officer.ask(Correct, { id, version, input: { working: false } })));
  expect(await workingDaysBetween(ctx(), '2026-08-01', '2026-08-31')).toBe(before - 3);
});
