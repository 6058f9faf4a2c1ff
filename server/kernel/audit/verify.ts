import type { Anchor } from './anchors.ts';
import { forms, genesis, hashOf, type Link } from './chain.ts';

/**
 * What can be wrong with the trail, and where.
 *
 * CHANGED: a fact is not what was sealed · SEAL_CHANGED: a seal is not what was made · MISSING: numbers or the fact of a
 * seal are gone · INSERTED: a fact without a seal, or a seal beyond the head · REORDERED: two facts have changed places ·
 * TRUNCATED: the end is gone, by the head or by an anchor · REWRITTEN: another chain than the one that was anchored ·
 * HEAD_CHANGED: the head is not the last link · ANCHOR_UNREADABLE: a line of the anchors is none.
 */
export const faultKinds = [
  'CHANGED',
  'SEAL_CHANGED',
  'MISSING',
  'INSERTED',
  'REORDERED',
  'TRUNCATED',
  'REWRITTEN',
  'HEAD_CHANGED',
  'ANCHOR_UNREADABLE',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  /** The number in the chain, or the first of several. */
  seq?: number;
  /** The last of several, or the other of two. */
  toSeq?: number;
  factId?: string;
  /** The day of the anchor that tells. */
  day?: string;
}

interface Broken extends Link {
  previous: string;
  hash: string;
}

/** How far a verification has come. Plain data, so that it can be laid down and taken up again. */
export interface Progress {
  seq: number;
  checked: number;
  /** What may stand before the next link: the hash that is kept and, where they differ, the one that should be. None after a gap. */
  before: string[];
  /** How many faults there are; the first of them are listed. */
  faulty: number;
  faults: Fault[];
  broken: Broken[];
}

/** The anchors there are, and the lines that are none. */
export interface Kept {
  anchors: readonly Anchor[];
  unreadable: readonly number[];
}

export type Ask = <R>(sql: string, parameters?: unknown[]) => Promise<R[]>;

/** More than these are counted, not listed. */
const mostListed = 200;

export const beginning = (): Progress => ({ seq: 0, checked: 0, before: [genesis], faulty: 0, faults: [], broken: [] });

function note(progress: Progress, fault: Fault): void {
  progress.faulty += 1;
  if (progress.faults.length < mostListed) progress.faults.push(fault);
}

type Row = Link & { form: number; hash: string; factId: string; there: boolean };

const texts = Object.entries(forms).map(([form, sql]) => `when ${form} then ${sql}`);
export const chunkSql = `
  select s.seq::float8 as seq, s.algorithm, s.form, s.hash, s.fact_id as "factId", f.id is not null as there,
    to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sealed, case s.form ${texts.join(' ')} end as text
  from (select * from seal where seq > $1 and seq <= $2 order by seq limit $3) s
  left join lateral (select * from fact where id = s.fact_id offset 0) f on true order by s.seq`;

const end = `select h.seq::float8 as seq, h.hash, (select max(seq) from seal)::float8 as last from audit_head h`;
const strangers = `select f.id, (count(*) over ())::float8 as total from fact f
  where not exists (select from seal s where s.fact_id = f.id) order by f.id limit ${mostListed}`;

/** Verifies the next links, up to `size` of them and not beyond `upTo`; false when there were none. */
export async function verifyNext(
  ask: Ask,
  progress: Progress,
  upTo: number,
  size: number,
  anchored: ReadonlyMap<number, readonly Anchor[]>,
): Promise<boolean> {
  const rows = await ask<Row>(chunkSql, [progress.seq, upTo, size]);
  for (const row of rows) link(progress, row, anchored.get(row.seq) ?? []);
  return rows.length > 0;
}

function link(progress: Progress, row: Row, anchors: readonly Anchor[]): void {
  const { seq, hash, factId } = row;
  if (seq !== progress.seq + 1) {
    note(progress, { kind: 'MISSING', seq: progress.seq + 1, ...(seq - 1 > progress.seq + 1 && { toSeq: seq - 1 }) });
    progress.before = [];
  }
  const computed = row.there && row.text !== null ? progress.before.map(previous => hashOf(row, previous)) : [];
  const at = computed.indexOf(hash);
  let before = [hash];
  if (!row.there) note(progress, { kind: 'MISSING', seq, factId });
  else if (row.text === null || computed.includes(undefined)) note(progress, { kind: 'SEAL_CHANGED', seq, factId });
  else if (at === 1) relabel(progress, seq - 1);
  else if (at < 0 && progress.before.length > 0) {
    note(progress, { kind: 'CHANGED', seq, factId });
    if (progress.broken.length < mostListed) progress.broken.push({ ...row, previous: progress.before[0]! });
    before = [hash, ...(computed[0] ? [computed[0]] : [])];
  }
  const rewritten = anchors.find(anchor => anchor.hash !== hash);
  if (rewritten && !progress.faults.some(fault => fault.seq === seq))
    note(progress, { kind: 'REWRITTEN', seq, factId, day: rewritten.day });
  Object.assign(progress, { seq, checked: progress.checked + 1, before });
}

/** The link after it fits the hash it should have had: not the fact was changed but its seal. */
function relabel({ faults }: Progress, seq: number): void {
  const fault = faults.find(each => each.seq === seq && each.kind === 'CHANGED');
  if (fault) fault.kind = 'SEAL_CHANGED';
}

/** What can only be told at the end: by the head, the anchors, and facts that no seal names. */
export async function verifyEnd(ask: Ask, progress: Progress, kept: Kept, upTo?: number): Promise<void> {
  reorder(progress);
  const [head] = await ask<{ seq: number; hash: string; last: number | null }>(end);
  const expected = upTo ?? head?.seq ?? 0;
  if (expected > progress.seq) note(progress, { kind: 'TRUNCATED', seq: progress.seq + 1, toSeq: expected });
  if (!head) note(progress, { kind: 'HEAD_CHANGED' });
  else {
    if ((head.last ?? 0) > head.seq) note(progress, { kind: 'INSERTED', seq: head.seq + 1, toSeq: head.last! });
    if (progress.seq === head.seq && progress.before[1] === head.hash) relabel(progress, head.seq);
    else if (progress.seq === head.seq && head.hash !== progress.before[0]) note(progress, { kind: 'HEAD_CHANGED', seq: head.seq });
    const furthest = kept.anchors.reduce<Anchor | undefined>((most, anchor) => (anchor.seq > (most?.seq ?? 0) ? anchor : most), undefined);
    if (furthest && furthest.seq > head.seq)
      note(progress, { kind: 'TRUNCATED', seq: head.seq + 1, toSeq: furthest.seq, day: furthest.day });
  }
  for (const line of kept.unreadable) note(progress, { kind: 'ANCHOR_UNREADABLE', seq: line });
  const found = await ask<{ id: string; total: number }>(strangers);
  for (const { id } of found) note(progress, { kind: 'INSERTED', factId: id });
  progress.faulty += (found[0]?.total ?? 0) - found.length;
}

/** Finds the broken links that become whole when they change places. */
function reorder(progress: Progress): void {
  const { broken, faults } = progress;
  for (const [at, one] of broken.entries())
    for (const other of broken.slice(at + 1)) {
      const factsSwapped =
        hashOf({ ...one, text: other.text }, one.previous) === one.hash &&
        hashOf({ ...other, text: one.text }, other.previous) === other.hash;
      const linksSwapped = hashOf({ ...other, seq: one.seq }, one.previous) === other.hash;
      if (!factsSwapped && !linksSwapped) continue;
      // The links behind were judged by a hash that stood in the wrong place.
      const follows = linksSwapped ? [one.seq + 1, other.seq + 1].filter(seq => seq !== other.seq) : [];
      const involved = new Set([one.seq, other.seq, ...follows]);
      const remaining = faults.filter(({ kind, seq }) => !(involved.has(seq ?? 0) && (kind === 'CHANGED' || kind === 'SEAL_CHANGED')));
      progress.faulty -= faults.length - remaining.length;
      faults.splice(0, faults.length, ...remaining);
      note(progress, { kind: 'REORDERED', seq: one.seq, toSeq: other.seq });
    }
  progress.broken = [];
}

/**
 * The anchors that must still hold, by their number in the chain. One from before a restore that reaches beyond what was
 * restored is superseded: what it vouches for is not in this database, and the line of the restore says so.
 */
export function standing(anchors: readonly Anchor[]): Anchor[] {
  return anchors.filter((anchor, at) => !anchors.slice(at + 1).some(({ why, seq }) => why === 'RESTORED' && seq < anchor.seq));
}

export function bySeq(anchors: readonly Anchor[]): Map<number, Anchor[]> {
  const found = new Map<number, Anchor[]>();
  for (const anchor of anchors) found.set(anchor.seq, [...(found.get(anchor.seq) ?? []), anchor]);
  return found;
}

/** Verifies the whole chain at one go; `ask` should look at one snapshot. Tells how far it is after every chunk. */
export async function verifyAll(ask: Ask, kept: Kept, told?: (progress: Progress) => void, size = 10_000): Promise<Progress> {
  const anchors = standing(kept.anchors);
  const anchored = bySeq(anchors);
  const progress = beginning();
  while (await verifyNext(ask, progress, Number.MAX_SAFE_INTEGER, size, anchored)) told?.(progress);
  await verifyEnd(ask, progress, { anchors, unreadable: kept.unreadable });
  return progress;
}
