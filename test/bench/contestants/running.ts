import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ground, ofServer, root } from '../cluster.ts';
import type { Asked, Json, OperationName } from '../operations/types.ts';
import { type Contestant, headersOf } from './contestants.ts';

/** As `npm start` has it. */
const youth = ['--max-semi-space-size=16', '--initial-old-space-size=110', '--heap-growing-percent=60'];
/** As many connections to the database as the product's own pool has. */
export const poolSize = 10;

/** A contestant that answers. */
export interface Running extends Omit<Contestant, 'name'> {
  name: string;
  pid: number;
  url: string;
  ask(body: unknown, asked: Asked): Promise<Json>;
  stop(): Promise<void>;
}

/** Whether this version has the switch that turns the compiler of reads off. */
export const hasSwitch = (): boolean =>
  (ofServer('config.js') as { settings: { name: string }[] }).settings.some(({ name }) => name === 'SHIZHUAN_READING');

/** Starts a contestant as a process of its own and waits until it answers. */
export async function start(contestant: Contestant, ground: Ground, extra: Record<string, string> = {}): Promise<Running> {
  const port = await freePort();
  const logs = join(root, '.build/bench/logs');
  mkdirSync(logs, { recursive: true });
  const log = join(logs, `${contestant.name}.log`);
  const output = openSync(log, 'w');
  const server = contestant.script.startsWith('server/');
  const { PATH, HOME, LANG } = process.env;
  const child = spawn(process.execPath, [...(server ? youth : []), join(root, contestant.script), server ? 'start' : String(port)], {
    cwd: root,
    stdio: ['ignore', output, output],
    env: {
      ...{ PATH, HOME, LANG, NODE_ENV: 'production', PORT: String(port), BENCH_OWNER_URL: ground.ownerUrl, BENCH_POOL: String(poolSize) },
      ...(server && {
        SHIZHUAN_DATA: ground.folder,
        SHIZHUAN_SEED: 'none',
        RATE_KEYS: '0',
        RATE_SESSIONS: '0',
        RATE_ANONYMOUS: '0',
        SHIZHUAN_PROCESSES: '1',
      }),
      ...(contestant.name === 'off' && hasSwitch() && { SHIZHUAN_READING: 'off' }),
      ...extra,
    },
  });
  const url = `http://127.0.0.1:${port}${contestant.path}`;
  await answers(child, url, log, contestant.name);
  return {
    ...contestant,
    pid: child.pid!,
    url,
    ask: async (body, asked) => {
      const response = await fetch(url, { method: 'POST', headers: headersOf(asked), body: JSON.stringify(body) });
      return (await response.json()) as Json;
    },
    stop: () => ended(child),
  };
}

async function answers(child: ChildProcess, url: string, log: string, name: string): Promise<void> {
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  for (let left = 1200; left > 0 && !gone(); left -= 1) {
    await sleep(100);
    const answered = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    }).then(
      () => true,
      () => false,
    );
    if (answered) return;
  }
  child.kill('SIGKILL');
  throw new Error(`${name} does not start: ${readFileSync(log, 'utf8').slice(-2000)}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([gone, sleep(10_000).then(() => child.kill('SIGKILL'))]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Puts the contestant's own cursors where variables say how many records lie before the page. */
export async function withCursors(running: Running, op: OperationName, sets: readonly Asked[]): Promise<Asked[]> {
  const done: Asked[] = [];
  for (const asked of sets) {
    if (asked.after === undefined) {
      done.push(asked);
      continue;
    }
    const answer = (await running.ask(running.seek!(op, { ...asked, after: asked.after - 1 }), asked)) as never;
    const cursor =
      (answer as { cursor?: string }).cursor ??
      (answer as { data?: { found: { edges: { cursor: string }[] } } }).data?.found.edges[0]?.cursor;
    if (!cursor) throw new Error(`${running.name} has no cursor for ${op}: ${JSON.stringify(answer).slice(0, 300)}`);
    done.push({ who: asked.who, variables: { ...asked.variables, after: cursor } });
  }
  return done;
}
