import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { root } from '../config.ts';
import type { Spending } from '../kernel/rates.ts';
import type { Served } from '../serve.ts';
import { watchHanding } from './handing.ts';

/** What a worker is told: what to serve, what others have spent, that it is over. */
export interface Order {
  apiUrl: string;
  dataFolder: string;
  port: number;
  /** Its place among so many; the first also does the background work. */
  place: number;
  of: number;
}
export type Told = { serve: Order } | { spent: readonly Spending[] } | { stop: true };
/** What a worker tells. */
export type Tells = { listening: true } | { ready: string } | { failed: string; exitCode?: number } | { spent: readonly Spending[] };

/** A worker that has lived so long had not been ill from the start. */
const healthy = 10_000;
const [firstWait, longestWait] = [100, 10_000];
/** Longer than a worker takes to let go of whoever it serves. */
const patience = 15_000;

type Given = Pick<Order, 'apiUrl' | 'dataFolder' | 'port'>;
export interface Workers {
  /** Has them serve; answers when all of them do. */
  serve: (given: Given) => Promise<Served>;
  stop: () => Promise<void>;
}

/**
 * Starts so many processes, which serve on one port when they are told what. Connections go to them in turn; one that dies
 * is replaced, later each time if it keeps dying; the others go on. This process serves nobody: it keeps the database and
 * the others.
 */
export function startWorkers(of: number, log: Logger): Workers {
  cluster.setupPrimary({ exec: join(root, 'server/bin/worker.mjs'), args: [] });
  let serve: (given: Given) => void = () => undefined;
  const given = new Promise<Given>(resolve => (serve = resolve));
  const places: (Worker | undefined)[] = Array.from({ length: of });
  const ready = new WeakSet<Worker>();
  let stopping = false;

  const start = (place: number): Promise<string> => {
    const worker = cluster.fork();
    places[place] = worker;
    // Told by `exit` as well.
    worker.on('error', () => undefined);
    watchHanding(worker, () => places.find(each => each && each !== worker && ready.has(each)));
    return new Promise((resolve, reject) => {
      worker.on('message', (message: Tells) => {
        if ('listening' in message) void given.then(what => tell(worker, { serve: { ...what, place, of } }));
        else if ('ready' in message) {
          ready.add(worker);
          resolve(message.ready);
        } else if ('failed' in message) reject(Object.assign(new Error(message.failed), { exitCode: message.exitCode }));
        else for (const other of places) if (other && other !== worker) tell(other, message);
      });
      worker.once('exit', (code, signal) => {
        if (places[place] === worker) places[place] = undefined;
        reject(new Error(`a process that serves ended while it started (${signal ?? code})`));
      });
    });
  };

  /** Keeps a place taken, until it is over. */
  const keep = async (place: number, first: Promise<string>): Promise<void> => {
    let starting = first;
    for (let wait = firstWait; ; ) {
      const from = performance.now();
      const worker = places[place];
      await starting.catch((error: unknown) => !stopping && log.error({ err: error }, 'a process that serves did not start'));
      if (worker && !worker.isDead()) await once(worker, 'exit');
      if (stopping) return;
      log.warn(
        { place, ended: worker?.process.pid, exit: worker?.process.signalCode ?? worker?.process.exitCode },
        'a process that serves has ended; another one takes its place',
      );
      wait = performance.now() - from > healthy ? firstWait : Math.min(wait * 2, longestWait);
      await sleep(wait, undefined, { ref: false });
      if (stopping) return;
      starting = start(place);
    }
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all(
      places.map(async worker => {
        if (!worker || worker.isDead()) return;
        const ended = once(worker, 'exit');
        tell(worker, { stop: true });
        const impatient = setTimeout(() => worker.process.kill('SIGKILL'), patience);
        await ended;
        clearTimeout(impatient);
      }),
    );
  };

  const starts = places.map((_, place) => start(place));
  for (const starting of starts) starting.catch(() => undefined);
  return {
    stop,
    serve: async what => {
      serve(what);
      const [url] = await Promise.all(starts);
      for (const [place, first] of starts.entries()) void keep(place, first);
      return { url: url!, stop };
    },
  };
}

function tell(worker: Worker, told: Told): void {
  if (worker.isConnected()) worker.send(told, () => undefined);
}
