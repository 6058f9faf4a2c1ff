import type { Pool, PoolClient } from 'pg';
import { queueBefore } from '../../../server/postgres/queue.ts';

/** A pool of two whose connections can be made to fail; it counts how many are out at once. */
function aPool({ works = (): boolean => true } = {}) {
  const pool = {
    options: { max: 2 },
    out: 0,
    most: 0,
    connect: async () => {
      await new Promise(resolve => setTimeout(resolve, 1));
      if (!works()) throw new Error('connect ECONNREFUSED');
      pool.out += 1;
      pool.most = Math.max(pool.most, pool.out);
      return { release: () => void (pool.out -= 1) } as unknown as PoolClient;
    },
  };
  return pool;
}
const queued = (pool: ReturnType<typeof aPool>, longest?: number): Pool => {
  queueBefore(pool as unknown as Pool, longest);
  return pool as unknown as Pool;
};

test('a rush is served in the order it came, never by more connections than there are', async () => {
  const pool = aPool();
  const front = queued(pool);
  const served: number[] = [];
  await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const client = await front.connect();
      served.push(n);
      await new Promise(resolve => setTimeout(resolve, 1));
      client.release();
    }),
  );
  expect(served).toEqual(Array.from({ length: 50 }, (_, n) => n));
  expect(pool.most).toBe(2);
  expect(pool.out).toBe(0);
});

test('when no connection can be had everybody in line is told at once, and it heals', async () => {
  let works = false;
  const front = queued(aPool({ works: () => works }));
  const answers = await Promise.allSettled(Array.from({ length: 30 }, () => front.connect()));
  expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
  works = true;
  const client = await front.connect();
  client.release();
});

test('who waits too long is told so, and his place goes to nobody twice', async () => {
  const front = queued(aPool(), 20);
  const held = [await front.connect(), await front.connect()];
  await expect(front.connect()).rejects.toThrow('timeout exceeded');
  for (const client of held) client.release();
  const again = [await front.connect(), await front.connect()];
  await expect(front.connect()).rejects.toThrow('timeout exceeded');
  for (const client of again) client.release();
});

test('callbacks are answered as promises are', async () => {
  const pool = aPool();
  const front = queued(pool);
  await new Promise<void>((resolve, reject) =>
    front.connect((error, client, release) => {
      if (error || !client) return reject(error ?? new Error('no client'));
      release();
      resolve();
    }),
  );
  expect(pool.out).toBe(0);
});
