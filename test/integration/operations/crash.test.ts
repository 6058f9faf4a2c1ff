import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readConfig } from '../../../server/config.ts';
import { openDatabase } from '../../../server/postgres/open.ts';
import { aFolder, clearFolders } from '../postgres/scene.ts';
import { type Answer, administrator, ask, ended, type Product, startProduct } from './product.ts';

let product: Product | undefined;
afterEach(async () => {
  if (product?.child.exitCode === null) product.child.kill('SIGKILL');
  await clearFolders();
}, 30_000);

const Create = 'mutation ($input: UserInput!) { createUser(input: $input) { id } }';

/** A request that the server has begun to read: it has said so. Its body comes when told. */
async function underWay(url: string, login: string): Promise<() => Promise<Answer>> {
  const body = JSON.stringify({
    query: 'mutation ($login: String!) { signIn(login: $login, password: "never-right-1") { id } }',
    variables: { login },
  });
  const request = httpRequest(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), expect: '100-continue' },
  });
  request.flushHeaders();
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  answered.catch(() => undefined);
  await once(request, 'continue');
  return async () => {
    request.end(body);
    const [response] = await answered;
    return JSON.parse(await text(response)) as Answer;
  };
}

test('told to stop, it answers whoever is being served and ends well', async () => {
  product = await startProduct(aFolder());
  const { url, child } = product;
  const asked = await Promise.all(Array.from({ length: 50 }, (_, at) => underWay(url, `nobody${at}`)));
  const started = performance.now();
  child.kill('SIGTERM');
  await sleep(500);
  await expect(ask(url, '{ __typename }')).rejects.toThrow();
  const answers = await Promise.all(asked.map(finish => finish()));
  // Thirty attempts a minute from one address are looked at.
  const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code);
  expect([...codes].sort()).toEqual(asked.map((_, at) => (at < 30 ? 'INVALID_CREDENTIALS' : 'RATE_LIMITED')));
  expect(await ended(product)).toBe(0);
  expect(performance.now() - started).toBeLessThan(15_000);
}, 60_000);

test('killed three times while many write, nothing acknowledged is lost, nothing is half there, nothing is there twice', async () => {
  const data = aFolder();
  product = await startProduct(data);
  const cookie = await administrator(product);
  let { url } = product;
  let running = true;
  const made = new Map<string, string>();
  const writer = async (who: number) => {
    for (let at = 0; running; at += 1) {
      const login = `writer${who}.${at}`;
      const input = { login, name: login, role: 'OFFICER', personNumber: login.toUpperCase() };
      // As a client should: the same request with the same key until there is an answer.
      for (;;) {
        const answer = await ask(url, Create, { input }, { cookie, 'idempotency-key': login }).catch(() => undefined);
        const account = answer?.data?.['createUser'];
        if (account) {
          made.set(login, account.id);
          break;
        }
        const code = answer?.errors?.[0]?.extensions.code;
        if (code && !['SERVICE_UNAVAILABLE', 'IDEMPOTENCY_IN_PROGRESS'].includes(code)) throw new Error(`${login}: ${code}`);
        await sleep(50);
      }
    }
  };
  const writers = Promise.all(Array.from({ length: 6 }, (_, who) => writer(who)));
  for (let kill = 0; kill < 3; kill += 1) {
    await sleep(700);
    product.child.kill('SIGKILL');
    await ended(product);
    product = await startProduct(data);
    ({ url } = product);
  }
  await sleep(500);
  running = false;
  await writers;
  product.child.kill('SIGTERM');
  expect(await ended(product)).toBe(0);

  const database = await openDatabase(readConfig({ SHIZHUAN_DATA: data, SHIZHUAN_SEED: 'none' }), () => undefined);
  const owner = new Client({ connectionString: database.ownerUrl });
  try {
    await owner.connect();
    const { rows } = await owner.query<{ login: string; id: string; facts: number }>(
      `select a.login, a.id, count(f.id)::int as facts from account a left join fact f on f.subject_id = a.id and f.name = 'User.CREATE' where a.login like 'writer%' group by a.id`,
    );
    expect(made.size).toBeGreaterThan(50);
    expect(rows.filter(({ facts }) => facts !== 1)).toEqual([]);
    expect(new Map(rows.map(({ login, id }) => [login, id]))).toEqual(made);
    const orphans = await owner.query(
      `select id from fact f where name = 'User.CREATE' and not exists (select from account where id = f.subject_id)`,
    );
    expect(orphans.rows).toEqual([]);
    const keys = await owner.query(`select key from idempotency where key like 'writer%' and answer is null`);
    expect(keys.rows).toEqual([]);
  } finally {
    await owner.end();
    await database.stop();
  }
}, 90_000);
