import type { OperationName } from '../operations/types.ts';
import { geometricMean, median, spread } from './stats.ts';

/** One contestant in one round of one operation. */
export interface Sample {
  op: OperationName;
  name: string;
  round: number;
  /** Requests in a second, and how many there were. */
  rps: number;
  total: number;
  p50: number;
  p99: number;
  /** Answers that were none: another status than 2xx, errors, timeouts. */
  bad: number;
  /** Microseconds of processor per request: of the server's processes, of PostgreSQL's. */
  server: number;
  postgres: number;
  /** Memory of the server's processes, MB. */
  rss: number;
  /** The share of the machine that was busy with something else. */
  foreign: number;
}

export interface Results {
  at: string;
  scale: string;
  machine: { cpus: number; model: string; node: string; postgres: string };
  settings: { rounds: number; seconds: number; connections: number; pool: number };
  names: string[];
  ops: OperationName[];
  samples: Sample[];
  /** Who does not take part in what, and why. */
  skipped: { op: OperationName; name: string; why: string }[];
  /** Statements per request: those that read, and all with the session and the transaction. */
  statements: { op: OperationName; name: string; reading: number; all: number }[];
}

export interface Cell {
  rps: number;
  spread: number;
  p50: number;
  p99: number;
  server: number;
  postgres: number;
  bad: number;
}

/** The rounds of one contestant in one operation as one; undefined when it took no part. */
export function cellOf({ samples }: Pick<Results, 'samples'>, op: OperationName, name: string): Cell | undefined {
  const rounds = samples.filter(sample => sample.op === op && sample.name === name);
  if (!rounds.length) return undefined;
  const middle = (key: keyof Sample) => median(rounds.map(sample => sample[key] as number));
  return {
    rps: middle('rps'),
    spread: spread(rounds.map(({ rps }) => rps)),
    p50: middle('p50'),
    p99: middle('p99'),
    server: middle('server'),
    postgres: middle('postgres'),
    bad: rounds.reduce((sum, { bad }) => sum + bad, 0),
  };
}

/** How one stands to another in an operation: 1 is as many requests in a second. */
export function ratioOf(results: Pick<Results, 'samples'>, op: OperationName, name: string, to: string): number | undefined {
  const [mine, others] = [cellOf(results, op, name), cellOf(results, op, to)];
  return mine && others ? mine.rps / others.rps : undefined;
}

/** What a request costs of processor, server and PostgreSQL together, next to another's: 1 is as much, 2 is twice. */
export function costRatioOf(results: Pick<Results, 'samples'>, op: OperationName, name: string, to: string): number | undefined {
  const [mine, others] = [cellOf(results, op, name), cellOf(results, op, to)];
  return mine && others ? (mine.server + mine.postgres) / (others.server + others.postgres) : undefined;
}

/** The geometric mean of the first over the operations in which both took part. */
export function meanRatio(results: Pick<Results, 'samples' | 'ops'>, name: string, to: string): number {
  return geometricMean(results.ops.flatMap(op => ratioOf(results, op, name, to) ?? []));
}

export const memoryOf = ({ samples }: Pick<Results, 'samples'>, name: string): number =>
  Math.max(...samples.filter(sample => sample.name === name).map(({ rss }) => rss));
