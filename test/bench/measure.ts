import autocannon from 'autocannon';
import { headersOf } from './contestants/contestants.ts';
import type { Running } from './contestants/running.ts';
import type { Sample } from './figures/results.ts';
import { cpuOf, memoryOf, moment } from './machine.ts';
import type { Asked, OperationName } from './operations/types.ts';

/** One that is measured: a contestant on a database, with its own sets of variables. */
export interface Lane {
  name: string;
  running: Running;
  /** The process of its PostgreSQL. */
  postgres: number;
  sets: Partial<Record<OperationName, readonly Asked[]>>;
}

export interface Settings {
  rounds: number;
  seconds: number;
  connections: number;
}

/** Sends what an operation asks, its sets in turn, every connection beginning elsewhere. */
async function shoot({ running, sets }: Lane, op: OperationName, seconds: number, connections: number) {
  const path = new URL(running.url).pathname;
  const shots = sets[op]!.map(asked => ({
    method: 'POST' as const,
    path,
    headers: headersOf(asked),
    body: JSON.stringify(running.body(op, asked)),
  }));
  let nth = 0;
  return autocannon({
    url: running.url,
    connections,
    duration: seconds,
    timeout: 60,
    sampleInt: 200,
    requests: shots,
    setupClient: client => {
      const from = (nth++ * 37) % shots.length;
      client.setRequests([...shots.slice(from), ...shots.slice(0, from)]);
    },
  });
}

/** Where answers take long, a window is long enough for two on every connection, up to twenty seconds. */
const windowFor = (rps: number, { seconds, connections }: Settings): number =>
  Math.max(seconds, Math.min(20, Math.ceil((2 * connections) / Math.max(rps, 0.1))));

async function sampleOf(lane: Lane, op: OperationName, round: number, seconds: number, connections: number): Promise<Sample> {
  const before = moment();
  const client = process.cpuUsage();
  const shot = await shoot(lane, op, seconds, connections);
  const { user, system } = process.cpuUsage(client);
  const after = moment();
  const total = Math.max(1, shot.requests.total);
  const used = (pid: number) => cpuOf(after, pid) - cpuOf(before, pid);
  const [server, postgres] = [used(lane.running.pid), used(lane.postgres)];
  const busy = after.busy - before.busy;
  return {
    op,
    name: lane.name,
    round,
    rps: shot.requests.total / shot.duration,
    total: shot.requests.total,
    p50: shot.latency.p50,
    p99: shot.latency.p99,
    bad: shot.non2xx + shot.errors + shot.timeouts,
    server: (server / total) * 1e6,
    postgres: (postgres / total) * 1e6,
    rss: memoryOf(after, lane.running.pid),
    foreign: Math.max(0, (busy - server - postgres - (user + system) / 1e6) / (after.all - before.all)),
  };
}

/** In every round everybody once, and in every round another first: what slows the machine for a while slows all of them. */
export async function measure(
  lanes: readonly Lane[],
  ops: readonly OperationName[],
  settings: Settings,
  say: (line: string) => void,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const op of ops) {
    const taking = lanes.filter(({ sets }) => sets[op]);
    for (let round = 0; round < settings.rounds; round += 1) {
      const first = round % taking.length;
      for (const lane of [...taking.slice(first), ...taking.slice(0, first)]) {
        const warm = await shoot(lane, op, round ? 1 : 2, settings.connections);
        const sample = await sampleOf(lane, op, round, windowFor(warm.requests.total / warm.duration, settings), settings.connections);
        samples.push(sample);
        const { rps, p50, p99, server, postgres, rss, bad, foreign } = sample;
        say(
          `${op} round ${round + 1} ${lane.name.padEnd(13)}${rps.toFixed(0).padStart(7)} req/s  p50 ${p50} p99 ${p99} ms  CPU ${server.toFixed(0)}+${postgres.toFixed(0)} µs  ${rss.toFixed(0)} MB  others ${(foreign * 100).toFixed(0)} %${bad ? `  ${bad} BAD` : ''}`,
        );
      }
    }
  }
  return samples;
}
