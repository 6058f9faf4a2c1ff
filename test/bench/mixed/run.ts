import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { headersOf } from '../contestants/contestants.ts';
import type { Running } from '../contestants/running.ts';
import { median, percentile } from '../figures/stats.ts';
import type { Asked, OperationName } from '../operations/types.ts';
import type { Act } from './acts.ts';

export interface Part {
  count: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** How many were refused or failed, by code. */
  errors: Record<string, number>;
}
export interface Mixed {
  seconds: number;
  connections: number;
  reads: Part;
  writes: Part;
}

interface Answer {
  ms: number;
  error?: string;
}

function send(agent: Agent, url: string, headers: Record<string, string>, body: string): Promise<Answer> {
  const began = performance.now();
  const done = (error?: string): Answer => ({ ms: performance.now() - began, ...(error && { error }) });
  return new Promise(resolve => {
    const asking = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', error => resolve(done(error.message)));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const code = text.includes('"errors"') ? (/"code":"(\w+)"/.exec(text)?.[1] ?? 'ERROR') : undefined;
          resolve(done(code ?? (response.statusCode === 200 ? undefined : `HTTP ${response.statusCode}`)));
        });
      },
    );
    asking.on('error', error => resolve(done((error as NodeJS.ErrnoException).code ?? error.message)));
    asking.end(body);
  });
}

function partOf(answers: readonly Answer[], seconds: number): Part {
  const times = answers.map(({ ms }) => ms);
  const errors: Record<string, number> = {};
  for (const { error } of answers) if (error) errors[error] = (errors[error] ?? 0) + 1;
  return { count: answers.length, perSecond: answers.length / seconds, p50: median(times), p99: percentile(times, 0.99), errors };
}

/** As many connections as asked; every fifth request of each is a write. */
export async function runMixed(
  running: Running,
  sets: Partial<Record<OperationName, readonly Asked[]>>,
  acts: readonly Act[],
  { seconds, connections }: { seconds: number; connections: number },
): Promise<Mixed> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const reads = Object.entries(sets).flatMap(([op, asked]) =>
    asked.map((each, n) => ({ n, headers: headersOf(each), body: JSON.stringify(running.body(op as OperationName, each)) })),
  );
  reads.sort((a, b) => a.n - b.n);
  const [read, written]: [Answer[], Answer[]] = [[], []];
  const [began, end] = [performance.now(), performance.now() + seconds * 1000];
  let [nextRead, nextAct] = [0, 0];
  const worker = async (nth: number) => {
    for (let turn = nth; performance.now() < end; turn += 1) {
      const act = turn % 5 === 0 ? acts[nextAct++] : undefined;
      if (turn % 5 === 0 && !act) throw new Error(`${acts.length} writes were too few for ${seconds} seconds`);
      if (act) {
        const headers = { 'content-type': 'application/json', cookie: `sid=${act.token}`, 'idempotency-key': randomUUID() };
        written.push(await send(agent, running.url, headers, JSON.stringify(act.body)));
      } else {
        const { headers, body } = reads[nextRead++ % reads.length]!;
        read.push(await send(agent, running.url, headers, body));
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, nth) => worker(nth)));
  agent.destroy();
  const took = (performance.now() - began) / 1000;
  return { seconds: took, connections, reads: partOf(read, took), writes: partOf(written, took) };
}
