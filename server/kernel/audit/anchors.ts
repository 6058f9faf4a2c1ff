import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import type { AuditHead } from './entity.ts';

/** Why an anchor was written: the day was over, somebody asked, or a backup was restored and the chain is shorter since. */
export type Why = 'DAILY' | 'ASKED' | 'RESTORED';

/** The head of the chain on a day, kept where whoever changes the database cannot reach. */
export interface Anchor {
  day: string;
  at: string;
  why: Why;
  seq: number;
  hash: string;
  algorithm: string;
}

const fileName = 'anchors.jsonl';
let installed: string | undefined;

/** Where this process keeps anchors. Called at start. */
export const installAnchors = (folder: string | undefined): void => void (installed = folder);
export const anchorFolder = (): string | undefined => installed;

/** What a folder of anchors holds, oldest first; lines that are no anchors are counted by their number. */
export async function readAnchors(folder: string | undefined): Promise<{ anchors: Anchor[]; unreadable: number[] }> {
  const path = folder && join(folder, fileName);
  const anchors: Anchor[] = [];
  const unreadable: number[] = [];
  if (!path || !existsSync(path)) return { anchors, unreadable };
  for (const [at, line] of (await readFile(path, 'utf8')).split('\n').entries()) {
    if (!line) continue;
    const anchor = parsed(line);
    if (anchor) anchors.push(anchor);
    else unreadable.push(at + 1);
  }
  return { anchors, unreadable };
}

function parsed(line: string): Anchor | undefined {
  try {
    const anchor = JSON.parse(line) as Anchor;
    const whole =
      Number.isSafeInteger(anchor.seq) && anchor.seq >= 0 && /^[0-9a-f]{64}$/.test(anchor.hash) && typeof anchor.day === 'string';
    return whole ? anchor : undefined;
  } catch {
    return undefined;
  }
}

/** Writes down where the chain stands, at the end of the file and through to the disk. */
export async function writeAnchor(ctx: Pick<Context, 'query'>, folder: string, why: Why): Promise<Anchor> {
  const [head] = await ctx.query<Pick<AuditHead, 'seq' | 'hash' | 'algorithm'> & { day: string; now: Date }>(
    'select seq::float8 as seq, hash, algorithm, domain_today()::text as day, clock_timestamp() as now from audit_head',
  );
  const { day, now, seq, hash, algorithm } = head!;
  const anchor: Anchor = { day, at: now.toISOString(), why, seq, hash, algorithm };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(join(folder, fileName), 'a', 0o600);
  try {
    // A line that a crash has cut must not swallow this one.
    const { size } = await file.stat();
    await file.write(`${size > 0 ? '\n' : ''}${JSON.stringify(anchor)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return anchor;
}

let looked = 0;
const minute = 60_000;

/** Has the next turn look at once: for tests that travel in time. */
export const forgetLook = (): void => void (looked = 0);

/** Writes the anchor of the day unless it is there. Asked every second, it looks once a minute. */
export async function anchorDaily(ctx: Context): Promise<void> {
  if (!installed || (looked && performance.now() - looked < minute)) return;
  looked = performance.now();
  const { anchors } = await readAnchors(installed);
  if (anchors.at(-1)?.day === (await ctx.today())) return;
  await writeAnchor(ctx, installed, 'DAILY');
}
