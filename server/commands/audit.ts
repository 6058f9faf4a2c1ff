import { session } from '../backup/copying.ts';
import { readConfig } from '../config.ts';
import { type Anchor, readAnchors, writeAnchor } from '../kernel/audit/anchors.ts';
import { type Ask, type Fault, type Progress, verifyAll } from '../kernel/audit/verify.ts';
import { openDatabase } from '../postgres/open.ts';
import { anchorFolderOf } from './anchorFolder.ts';
import { type Command, type Talk, UsageError } from './command.ts';
import { progressOn } from './progress.ts';

export const auditCommand: Command = {
  name: 'audit',
  usage: 'verify|anchor [--json]',
  summary: 'Proves that the audit trail is what was written, or says where it is not.',
  help:
    '  verify  recomputes the whole chain of facts and compares it with the seals, the head and the anchors; exit code 1\n' +
    '          when a fact was changed, removed, inserted or moved, or the end of the chain is gone\n' +
    '  anchor  writes down now where the chain ends, in the folder of the anchors; the server does so every day',
  async run({ positionals: [act, ...others] }, talk) {
    if ((act !== 'verify' && act !== 'anchor') || others.length) throw new UsageError('say verify or anchor');
    const config = readConfig();
    const database = await openDatabase(config, line => void process.stderr.write(`${line}\n`));
    const client = await session(database.adminUrl);
    const folder = anchorFolderOf(config, database);
    const ask: Ask = async <R>(sql: string, parameters?: unknown[]) => (await client.query(sql, parameters)).rows as R[];
    try {
      if (act === 'anchor') return tellAnchor(await writeAnchor({ query: ask }, folder, 'ASKED'), folder, talk);
      await client.query('begin isolation level repeatable read read only');
      return await verify(ask, folder, talk);
    } finally {
      await client.end();
      await database.stop();
    }
  },
};

function tellAnchor(anchor: Anchor, folder: string, talk: Talk): number {
  if (talk.json) talk.answer({ folder, ...anchor });
  else talk.tell(`Anchored ${anchor.seq} facts in ${folder}: ${anchor.hash}`);
  return 0;
}

async function verify(ask: Ask, folder: string, talk: Talk): Promise<number> {
  const begun = performance.now();
  const kept = await readAnchors(folder);
  const [{ total } = { total: 0 }] = await ask<{ total: number }>('select seq::float8 as total from audit_head');
  const progress = progressOn(process.stderr, 'Verifying facts', total);
  const found = await verifyAll(ask, kept, ({ checked }) => progress.at(checked)).finally(progress.end);
  const [head] = await ask<{ seq: number; hash: string; algorithm: string }>('select seq::float8 as seq, hash, algorithm from audit_head');
  const seconds = Math.round(performance.now() - begun) / 1000;
  const restored = kept.anchors.filter(({ why }) => why === 'RESTORED').map(({ day, seq }) => ({ day, seq }));
  if (talk.json)
    talk.answer({
      whole: found.faulty === 0,
      facts: found.checked,
      head,
      anchors: kept.anchors.length,
      restored,
      faulty: found.faulty,
      faults: found.faults,
      seconds,
    });
  else tellVerdict(found, { anchors: kept.anchors.length, restored, seconds, hash: head?.hash ?? '' }, talk);
  return found.faulty === 0 ? 0 : 1;
}

function tellVerdict(
  { checked, faulty, faults }: Progress,
  { anchors, restored, seconds, hash }: { anchors: number; restored: { day: string; seq: number }[]; seconds: number; hash: string },
  talk: Talk,
): void {
  for (const { day, seq } of restored) talk.tell(`A backup was restored on ${day}; the chain went on from fact ${seq}.`);
  if (faulty === 0) talk.tell(`The audit trail is whole: ${checked} facts, ${anchors} anchors, head ${hash}, in ${seconds.toFixed(1)} s.`);
  else {
    talk.tell(`The audit trail is NOT whole: ${faulty} ${faulty === 1 ? 'fault' : 'faults'} in ${checked} facts.`);
    for (const fault of faults) talk.tell(`  ${sentence(fault)}`);
    if (faulty > faults.length) talk.tell(`  … and ${faulty - faults.length} more`);
  }
}

const place = ({ seq, toSeq, factId }: Fault) =>
  `${seq === undefined ? '' : toSeq === undefined ? `number ${seq}` : `numbers ${seq} to ${toSeq}`}${factId ? ` (fact ${factId})` : ''}`.trim();

const sentences: Record<Fault['kind'], (fault: Fault) => string> = {
  CHANGED: fault => `changed: ${place(fault)} is not what was sealed`,
  SEAL_CHANGED: fault => `seal changed: ${place(fault)}`,
  MISSING: fault => `missing: ${place(fault)}`,
  INSERTED: fault => `inserted: ${place(fault)} was not written by the product`,
  REORDERED: ({ seq, toSeq }) => `reordered: numbers ${seq} and ${toSeq} have changed places`,
  TRUNCATED: fault => `truncated: ${place(fault)} are gone${fault.day ? `, says the anchor of ${fault.day}` : ', says the head'}`,
  REWRITTEN: fault => `rewritten: ${place(fault)} is not what was anchored on ${fault.day}`,
  HEAD_CHANGED: () => 'head changed: it is not the last link of the chain',
  ANCHOR_UNREADABLE: ({ seq }) => `anchor unreadable: line ${seq} of the file`,
};
const sentence = (fault: Fault) => sentences[fault.kind](fault);
