import { graphql } from '../../../schema/graphql.ts';
import { compiled, someone, statementsOf, times, travel, useServer } from '../../kit.ts';
import { Advance, anApplication, anOffering, aRunningTrial, at, contractOf, Decline, Record } from './scene.ts';

useServer();
afterEach(() => travel(null));

const Funnel = graphql(
  `query ($from: Date!, $to: Date!) { trialFunnel(from: $from, to: $to) { month applied accepted started ended converted rate } }`,
);
const Trials = graphql(`
  query { trials(first: 100) { nodes { id state offering { name } provider { name } enterprise { name } conversion { state } moves { action } } totalCount } }
`);

test('the funnel counts each step in its month and purchases against the trials that ended, as far as one may see', async () => {
  await at('2026-01-20T09:00:00+08:00');
  const bought = await aRunningTrial({ freeDays: 10 });
  const refused = await aRunningTrial({ freeDays: 10 });
  const silent = await aRunningTrial({ freeDays: 30 });
  await anApplication(bought.offering.id);
  await at('2026-02-02T09:00:00+08:00');
  await bought.enterprise.ask(Record, { input: await contractOf(bought.id, bought.enterprise) });
  await refused.enterprise.ask(Decline, { id: refused.id, reason: 'PRICE' });
  await anApplication(silent.offering.id);
  const period = { from: '2026-01-01', to: '2026-03-31' };
  const officer = await someone('OFFICER');
  await at('2026-03-10T09:00:00+08:00');
  expect((await officer.ask(Funnel, period)).trialFunnel).toEqual([
    { month: '2026-01', applied: 4, accepted: 3, started: 3, ended: 2, converted: 1, rate: '50.0' },
    { month: '2026-02', applied: 1, accepted: 0, started: 0, ended: 1, converted: 0, rate: '0.0' },
    { month: '2026-03', applied: 0, accepted: 0, started: 0, ended: 0, converted: 0, rate: null },
  ]);
  expect((await bought.provider.ask(Funnel, { from: '2026-01-01', to: '2026-01-31' })).trialFunnel).toEqual([
    { month: '2026-01', applied: 2, accepted: 1, started: 1, ended: 1, converted: 1, rate: '100.0' },
  ]);
  expect(
    (await (await someone('DISTRICT', { district: '370214' })).ask(Funnel, period)).trialFunnel.every(({ applied }) => applied === 0),
  ).toBe(true);
  expect(await officer.refusal(Funnel, { from: '2026-02-01', to: '2026-01-01' })).toBe('BAD_USER_INPUT');
  expect(await (await someone('EXPERT')).refusal(Funnel, period)).toBe('FORBIDDEN');
  expect(await statementsOf(() => officer.ask(Funnel, period))).toHaveLength(2);
});

test('a hundred trials with offering, provider, enterprise, conversion, moves and their number cost one statement', async () => {
  const offerings = await times(10, () => anOffering({ seats: 20 }));
  await times(100, n => anApplication(offerings[n % 10]!.id));
  const officer = await someone('OFFICER');
  let nodes: { offering: { name: string } | null; provider: { name: string } | null; enterprise: { name: string } | null }[] = [];
  const statements = await statementsOf(async () => {
    nodes = (await officer.ask(Trials)).trials.nodes;
  });
  expect(nodes).toHaveLength(100);
  expect(nodes.every(({ offering, provider, enterprise }) => offering && provider && enterprise)).toBe(true);
  expect(statements.filter(text => !/token_hash/.test(text))).toHaveLength(compiled ? 1 : 6);
}, 60_000);

test('whatever is done in whatever order, seats taken are seats held', async () => {
  const { id: offeringId, provider } = await anOffering({ seats: 4, freeDays: 3 });
  const { seatsOf, caughtUp } = await import('./scene.ts');
  let seed = 20261124;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const crowd: { id: string; enterprise: Awaited<ReturnType<typeof someone>> }[] = [];
  const actions = ['TAKE', 'WITHDRAW', 'FINISH', 'TERMINATE', 'ACCEPT', 'DECLINE', 'START', 'ACCEPT', 'START', 'TAKE'] as const;
  const answers = new Set<string | undefined>();
  for (let round = 0; round < 40; round += 1) {
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const [what, whom, how] = [random(10), random(Math.max(1, crowd.length)), random(2)];
        if (what < 3 || crowd.length === 0)
          await anApplication(offeringId, { waitIfFull: how === 1 }).then(
            made => crowd.push(made),
            (error: { code: string }) => answers.add(error.code),
          );
        else {
          const { id, enterprise } = crowd[whom]!;
          const action = actions[random(actions.length)]!;
          const who = ['ACCEPT', 'DECLINE', 'START'].includes(action) ? provider : enterprise;
          answers.add(await who.refusal(Advance, { id, action, note: '随机' }));
        }
      }),
    );
    if (round % 8 === 7) await travel(`${(round + 1) / 8} days`);
    const { taken, held } = await seatsOf(offeringId);
    expect(taken).toBe(held);
    expect(taken).toBeLessThanOrEqual(4);
  }
  await caughtUp();
  const { taken, held, used, waiting } = await seatsOf(offeringId);
  expect(taken).toBe(held);
  expect(used).toBeGreaterThan(0);
  expect(waiting === 0 || taken === 4).toBe(true);
  expect([...answers].filter(code => code && !['ILLEGAL_STATE', 'QUOTA_EXHAUSTED'].includes(code))).toEqual([]);
}, 60_000);
