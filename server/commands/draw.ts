import { readFileSync } from 'node:fs';
import { lotOf } from '../reviews/draw/lots.ts';
import { drawnAgain, type Protocol, wholeOf } from '../reviews/draw/protocol.ts';
import { solveLinear } from '../reviews/draw/solve.ts';
import { type Command, need, type Talk, UsageError } from './command.ts';

export const drawCommand: Command = {
  name: 'draw',
  usage: 'FILE [--json]',
  summary: 'Draws experts again from a protocol, and says whether the same comes out.',
  help: '  FILE  the protocol of a draw, as its page hands it out; no database is asked. Exit code 1 when something else comes out',
  async run({ positionals: [file, ...others] }, talk) {
    if (others.length) throw new UsageError('name one file');
    const protocol = read(need(file, 'FILE'));
    const { same, digest, outcome } = await drawnAgain(protocol, solveLinear);
    if (talk.json) talk.answer({ same, digest, outcome });
    else tell(protocol, { same, digest, panelists: outcome.panelists, assigned: outcome.assignments.length }, talk);
    return same ? 0 : 1;
  },
};

function read(file: string): Protocol {
  try {
    const protocol = JSON.parse(readFileSync(file, 'utf8')) as Partial<Protocol>;
    if (protocol.procedure !== 'shizhuan-draw/1') throw new UsageError(`${file} is no protocol of a draw`);
    return wholeOf(protocol);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function tell(
  { call, seed, perItem, pool, items }: Protocol,
  { same, digest, panelists, assigned }: { same: boolean; digest: string; panelists: string[]; assigned: number },
  talk: Talk,
): void {
  talk.tell(
    `Call ${call}, seed ${JSON.stringify(seed)}: ${pool.length} experts in the pool, ${items.length} submissions, ${perItem} each.`,
  );
  talk.tell('Drawn, in the order of SHA-256(seed, line break, number):');
  for (const [at, number] of panelists.entries())
    talk.tell(`  ${String(at + 1).padStart(4)}  ${lotOf(seed, number).slice(0, 16)}…  ${number}`);
  talk.tell(`${assigned} reviews assigned. Digest ${digest}`);
  talk.tell(same ? 'The same has come out.' : 'SOMETHING ELSE has come out than the protocol says.');
}
