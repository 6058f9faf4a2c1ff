import { HomeFigureAsk, HomeMonthsAsk, HomeWorkAsk } from '../../../admin/home/asks.ts';
import { graphql } from '../../../schema/graphql.ts';
import { type Someone, someone, statementsOf, travelTo, useServer } from '../../kit.ts';
import { bring } from '../imports/desk.ts';

useServer();

/** Everything Home sends, at once as it does. */
const openHome = (who: Someone) =>
  Promise.all([
    who.ask(HomeWorkAsk, { steps: who.role === 'OFFICER' }),
    who.ask(HomeFigureAsk, { by: who.role === 'DISTRICT' ? 'DIVISION' : 'DISTRICT' }),
    who.ask(HomeMonthsAsk, { year: 2024 }),
  ]);

test('Home costs at most 12 statements: the figure, its parts, its months, the queues and the first steps together', async () => {
  const officer = await someone('OFFICER');
  await bring(officer, 'REGISTER', 'register-2024-06.csv', { month: '2024-06' });
  await bring(officer, 'EVIDENCE', 'evidence-2024-06.csv');
  await travelTo('2024-08-20T10:00:00+08:00');
  for (const who of [officer, await someone('LEADER'), await someone('DISTRICT', { district: '370211' })]) {
    const statements = await statementsOf(() => openHome(who));
    expect({ role: who.role, statements, few: statements.length <= 12 }).toMatchObject({ few: true });
  }
  const [work, { coverage }, { monthlyBridge }] = await openHome(officer);
  expect(work).toMatchObject({ experts: { totalCount: 0 }, calls: { totalCount: 0 } });
  expect(coverage).toMatchObject({ at: '2024-08-20', n: 4800, register: { month: '2024-06' } });
  expect(coverage.groups.reduce((sum, { n }) => sum + n, 0)).toBe(4800);
  expect(monthlyBridge.map(({ month }) => month)).toEqual(['2024-06', '2024-07']);
}, 60_000);

test('who has no figure pays for the session and the queues', async () => {
  const provider = await someone('PROVIDER');
  expect(await statementsOf(() => provider.ask(HomeWorkAsk, { steps: false }))).toHaveLength(2);
});

test('to count a list costs one statement, and its records none', async () => {
  const officer = await someone('OFFICER');
  const statements = await statementsOf(() => officer.ask(graphql(`query { providers { totalCount } }`)));
  expect(statements.filter(text => /\bprovider\b/.test(text))).toEqual([expect.stringMatching(/^select\b.*\bcount\(/i)]);
});
