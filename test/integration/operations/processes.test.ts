import { execFileSync } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readConfig } from '../../../server/config.ts';
import { openDatabase } from '../../../server/postgres/open.ts';
import { aFolder, clearFolders } from '../postgres/scene.ts';
import { administrator, ask, ended, type Product, startProduct } from './product.ts';

let product: Product | undefined;
afterEach(async () => {
  if (product?.child.exitCode === null) product.child.kill('SIGKILL');
  await clearFolders();
}, 30_000);

/** Asks on a connection of its own, as a new visitor does. */
function visit(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${url}/graphql`,
      { method: 'POST', agent: false, timeout: 8_000, headers: { 'content-type': 'application/json' } },
      response => text(response).then(resolve, reject),
    );
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
    request.end('{"query":"{ offerings(first: 1) { nodes { id } } }"}');
  });
}

interface Line {
  ended: number;
  place: number;
}
const ends = ({ logged }: Product): Line[] =>
  logged.flatMap(line => (line.includes('another one takes its place') ? [JSON.parse(line) as Line] : []));

/** The processes that serve, as the system knows them. */
function servingOf({ child }: Product): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return rows.flatMap(row => {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
    return Number(parent) === child.pid && args.includes('worker.mjs') ? [Number(pid)] : [];
  });
}

/** How many processes look for errands. */
async function workersBehind(data: string): Promise<number> {
  const database = await openDatabase(readConfig({ SHIZHUAN_DATA: data, SHIZHUAN_SEED: 'none' }), () => undefined);
  const admin = new Client({ connectionString: database.adminUrl });
  try {
    await admin.connect();
    // What each process asks when it starts is long past by then.
    await sleep(3300);
    const { rows } = await admin.query<{ clients: number }>(
      "select count(distinct application_name)::int as clients from pg_stat_activity where application_name like 'shizhuan system %' and now() - query_start < interval '3 seconds'",
    );
    return rows[0]!.clients;
  } finally {
    await admin.end();
    await database.stop();
  }
}

test('of two processes one is killed while many ask: who comes later is answered, another takes its place, and all stop when told', async () => {
  const data = aFolder();
  product = await startProduct(data, { SHIZHUAN_PROCESSES: '2' });
  const { url } = product;
  const before = servingOf(product);
  expect(before).toHaveLength(2);
  // What one process has written the other shows, and a session is good in both.
  const cookie = await administrator(product);
  for (let at = 0; at < 6; at += 1)
    expect((await ask(url, '{ me { id } }', {}, { cookie, connection: 'close' })).data?.['me']).toBeTruthy();

  expect(await workersBehind(data)).toBe(1);
  let killed = false;
  const late: unknown[] = [];
  let running = true;
  const visitors = Promise.all(
    Array.from({ length: 8 }, async () => {
      while (running) {
        const afterwards = killed;
        const answer = await visit(url).catch((error: Error) => error.message);
        if (afterwards && !answer.includes('"nodes":[]')) late.push(answer);
      }
    }),
  );
  await sleep(300);
  process.kill(before[0]!, 'SIGKILL');
  await sleep(150);
  killed = true;
  for (let at = 0; at < 300 && ends(product).length === 0; at += 1) await sleep(50);
  expect(ends(product)).toMatchObject([{ ended: before[0] }]);
  for (let at = 0; at < 200; at += 1) {
    if (servingOf(product).length === 2) break;
    await sleep(50);
  }
  expect(servingOf(product)).toContain(before[1]);
  running = false;
  await visitors;
  expect(late).toEqual([]);
  // The one that died also worked in the background; whoever takes its place does.
  let behind = await workersBehind(data);
  for (let at = 0; at < 10 && behind === 0; at += 1) behind = await workersBehind(data);
  expect(behind).toBe(1);
  product.child.kill('SIGTERM');
  expect(await ended(product)).toBe(0);
  expect(servingOf(product)).toEqual([]);
}, 90_000);
