import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { refuse } from '../kernel/errors.ts';

let folder: string | undefined;

/** Names the folder where contents are kept. Called once at start, by whatever serves or imports. */
export function keepFilesIn(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  folder = path;
}

const home = (): string => {
  if (!folder) throw new Error('keepFilesIn() was not called');
  return folder;
};

/** Where a content lies on disk. */
export const pathOf = (place: string): string => join(home(), place.slice(0, 2), place);

/** A content that has arrived whole and is safe on disk, but belongs to no row yet. */
export interface Arrived {
  place: string;
  path: string;
  size: number;
  sha256: string;
  /** Gives it its final name. Until then a sweep may take it. */
  keep: () => Promise<void>;
  discard: () => Promise<void>;
}

const unfinished = '.part';

/** Takes a stream in, up to `most` bytes; what is cut off, too large or fails leaves nothing behind. */
export async function takeIn(source: Readable, most: number): Promise<Arrived> {
  const place = randomBytes(20).toString('hex');
  const final = pathOf(place);
  const path = final + unfinished;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const discard = async () => {
    await rm(path, { force: true });
    await rm(final, { force: true });
  };
  try {
    const file = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let size = 0;
    try {
      for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > most) throw refuse('PAYLOAD_TOO_LARGE', 'FILE_TOO_LARGE', { max: most });
        hash.update(chunk);
        await file.appendFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const keep = async () => {
      await rename(path, final);
      const parent = await open(dirname(final));
      await parent.sync().finally(() => parent.close());
    };
    return { place, path, size, sha256: hash.digest('hex'), keep, discard };
  } catch (error) {
    await discard();
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw refuse('SERVICE_UNAVAILABLE');
    throw error;
  }
}

/** Older than any upload that may still be running. */
const grace = 10 * 60_000;

/** Removes what a killed process has left: unfinished contents, and those that no row names. Answers how many. */
export async function sweep(unknown: (places: string[]) => Promise<string[]>): Promise<number> {
  let removed = 0;
  for (const group of await readdir(home()).catch(() => [])) {
    const inside = await readdir(join(home(), group)).catch(() => []);
    const old: string[] = [];
    for (const name of inside) {
      const found = await stat(join(home(), group, name)).catch(() => undefined);
      if (found?.isFile() && Date.now() - found.mtimeMs > grace) old.push(name);
    }
    const parts = old.filter(name => name.endsWith(unfinished));
    const whole = old.filter(name => /^[0-9a-f]{40}$/.test(name));
    const orphans = whole.length ? await unknown(whole) : [];
    for (const name of [...parts, ...orphans]) {
      await rm(join(home(), group, name), { force: true });
      removed += 1;
    }
  }
  return removed;
}
