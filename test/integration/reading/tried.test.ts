import { setTimeout as sleep } from 'node:timers/promises';
import { compiled, here, someone, sql, useServer } from '../../kit.ts';

const sessions = 5000;
useServer({ rates: { keys: 0, sessions, anonymous: 0 } });

const query = 'query ($search: String) { offerings(search: $search, first: 5) { nodes { id name } totalCount } }';
type Who = Awaited<ReturnType<typeof someone>>;

async function asked(who: Who, variables: object = {}, text = query, signal?: AbortSignal) {
  const response = await fetch(`${who.at}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...who.headers },
    body: JSON.stringify({ query: text, variables }),
    signal,
  });
  const answer = await response.text();
  return { status: response.status, code: /"code":"(\w+)"/.exec(answer)?.[1], text: answer };
}

/** Asked before, in these words, by somebody whose session is known. */
async function familiar(): Promise<Who> {
  const officer = await someone('OFFICER');
  for (let n = 0; n < 3; n += 1) expect((await asked(officer)).status).toBe(200);
  return officer;
}

/** While nobody can read offerings. */
async function blocked<R>(work: () => Promise<R>): Promise<R> {
  const blocker = here().owner.createQueryRunner();
  await blocker.startTransaction();
  try {
    await blocker.query('lock table offering in access exclusive mode');
    return await work();
  } finally {
    await blocker.rollbackTransaction();
    await blocker.release();
  }
}

const waiting = async (): Promise<number> =>
  (await sql<{ n: number }>(`select count(distinct pid)::int as n from pg_locks where relation = 'offering'::regclass and not granted`))[0]!
    .n;
async function waits(many: number): Promise<void> {
  let seen = -1;
  for (let left = 150; left > 0 && seen !== many; left -= 1, await sleep(20)) seen = await waiting();
  expect(seen).toBe(many);
}

test('what took too long is not tried once more another way', async () => {
  const officer = await familiar();
  const began = Date.now();
  expect((await blocked(() => asked(officer))).code).toBe('TIMEOUT');
  expect(Date.now() - began).toBeLessThan(8000);
  expect((await asked(officer)).status).toBe(200);
}, 20_000);

test('whoever turns out to be somebody else pays once', async () => {
  const dear = `{ ${Array.from({ length: 3 }, (_, n) => `a${n}: offerings(first: 100) { nodes { id } }`).join(' ')} }`;
  /** How often somebody may ask within their minute; after the first time something of their account is changed. */
  const often = async (change: (who: Who) => Promise<unknown>): Promise<number> => {
    const officer = await someone('OFFICER');
    for (let n = 0; n < 50; n += 1) {
      if ((await asked(officer, {}, dear)).code === 'RATE_LIMITED') return n;
      if (n === 1) await change(officer);
    }
    throw new Error('there is no limit');
  };
  const unchanged = await often(async () => undefined);
  expect(unchanged).toBeGreaterThan(3);
  expect(await often(who => sql(`update account set name = 'Somebody Else' where id = $1`, [who.id]))).toBe(unchanged);
});

if (compiled)
  test('what nobody waits for any more is cancelled, and nothing else', async () => {
    const officer = await familiar();
    await blocked(async () => {
      const leaving = new AbortController();
      const left = asked(officer, {}, query, leaving.signal).catch((error: Error) => error.name);
      await waits(1);
      const staying = asked(await someone('OFFICER'), {}, query);
      await waits(2);
      leaving.abort();
      expect(await left).toBe('AbortError');
      await waits(1);
      return [staying];
    }).then(async ([staying]) => expect((await staying!).code).toBeUndefined());
    // The connection serves on.
    for (let n = 0; n < 20; n += 1) expect((await asked(officer)).status).toBe(200);
  }, 20_000);
