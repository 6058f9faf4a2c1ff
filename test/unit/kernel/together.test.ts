import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Context } from '../../../server/kernel/context.ts';
import { charging, type Spending, type Together } from '../../../server/kernel/rates.ts';

test('processes that serve together count together what one network and one session spend', async () => {
  const ears: ((spent: readonly Spending[]) => void)[] = [];
  const member = (at: number): Together => ({
    tell: spent => {
      for (const hear of ears) if (hear !== ears[at]) hear(spent);
    },
    hear: take => void (ears[at] = take),
  });
  const [one, other] = [0, 1].map(at => charging({} as DataSource, { keys: 0, sessions: 100, anonymous: 100 }, member(at)));
  const asks = (ip: string, sessionId?: string) =>
    new Context({ id: 'public', role: 'PUBLIC', name: '' }, {} as Context['db'], { id: 'r', ip, ...(sessionId && { sessionId }) });
  expect(await one!(asks('10.0.0.1'), 60)).toMatchObject({ remaining: 40 });
  expect(await one!(asks('10.0.0.1', 'mine'), 30)).toMatchObject({ remaining: 70 });
  await sleep(300);
  expect(await other!(asks('10.0.0.1'), 10)).toMatchObject({ remaining: 30 });
  expect(await other!(asks('10.0.0.1', 'mine'), 10)).toMatchObject({ remaining: 60 });
  expect(await other!(asks('10.0.0.2'), 10)).toMatchObject({ remaining: 90 });
  await expect(other!(asks('10.0.0.1'), 31)).rejects.toMatchObject({ extensions: { code: 'RATE_LIMITED' } });
  await sleep(300);
  await expect(one!(asks('10.0.0.1'), 1)).rejects.toMatchObject({ extensions: { code: 'RATE_LIMITED' } });
});
