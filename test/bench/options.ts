import { parseArgs } from 'node:util';
import { type ContestantName, contestantNames } from './contestants/contestants.ts';
import { operations } from './operations/about.ts';
import type { OperationName } from './operations/types.ts';

export const usage = `usage: npm run bench -- [options]

  --ops Q1,Q3            which operations (all)
  --contestants limit,…  who: ${contestantNames.join(', ')} (all)
  --scale 1|10           how much data (1)
  --rounds 4             how often everybody is measured
  --seconds 4            how long each time
  --connections 32       how many ask at once
  --growth               the same server on 1 × and 10 × the data
  --mixed                80 % reads and 20 % writes on one server; --seconds is 120 then
  --docs                 writes docs/bench and docs/performance.md even when the run is a short one

A run of everything, with three rounds or more, writes docs/bench/ and the figures of docs/performance.md;
any other writes .build/bench/ only.
`;

export interface Options {
  ops: OperationName[];
  contestants: ContestantName[];
  scale: number;
  rounds: number;
  seconds: number;
  connections: number;
  kind: 'compare' | 'growth' | 'mixed';
  /** Whether the documents are written anew. */
  docs: boolean;
}

/** Reads the command line; throws with what is wrong. */
export function readOptions(args: string[]): Options | undefined {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args,
    options: {
      ops: text,
      contestants: text,
      scale: text,
      rounds: text,
      seconds: text,
      connections: text,
      growth: flag,
      mixed: flag,
      docs: flag,
      help: flag,
    },
  });
  if (values.help) return undefined;
  const some = <T extends string>(name: string, given: string | undefined, known: readonly T[]): T[] => {
    const asked = given?.split(',').map(each => each.trim()) ?? [...known];
    const strange = asked.find(each => !known.includes(each as T));
    if (strange !== undefined) throw new Error(`--${name}: ${strange} is none of ${known.join(', ')}`);
    return known.filter(each => asked.includes(each));
  };
  const number = (name: string, given: string | undefined, start: number): number => {
    const value = Number(given ?? start);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1 on`);
    return value;
  };
  const kind = values.mixed ? 'mixed' : values.growth ? 'growth' : 'compare';
  const ops = some('ops', values.ops, operations);
  const contestants = some('contestants', values.contestants, contestantNames);
  const rounds = number('rounds', values.rounds, 4);
  const seconds = number('seconds', values.seconds, kind === 'mixed' ? 120 : 4);
  const scale = number('scale', values.scale, 1);
  const whole =
    kind === 'mixed'
      ? seconds >= 60
      : ops.length === operations.length && rounds >= 3 && (kind === 'growth' || contestants.length === contestantNames.length);
  return {
    ops,
    contestants,
    scale,
    rounds,
    seconds,
    connections: number('connections', values.connections, 32),
    kind,
    docs: values.docs || whole,
  };
}
