import { GraphQLError } from 'graphql';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { reject } from './reject.ts';
import { cellLimit, type SheetLimits } from './sheet.ts';

const maxEntries = 2_000;
/** Sheets of repeated words shrink 30 times, a bomb a thousand times. */
const maxRatio = 200;

/** Parts of a workbook, by name, as pieces of text. */
export interface Parts {
  has(name: string): boolean;
  text(name: string): AsyncGenerator<string>;
}

/**
 * Opens a zip after judging its directory: number, names, encryption, sizes and ratios, before a byte is unpacked.
 *
 * What is unpacked is held to the size the directory states, so a directory that lies is found out in time.
 */
export async function openParts(file: Buffer, { maxUnzipped }: SheetLimits): Promise<Parts> {
  const entries = new Map<string, Entry>();
  let total = 0;
  const zip = await damaged(() => yauzl.fromBufferPromise(file, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }));
  if (zip.entryCount > maxEntries) reject('FILE_EXPANDS');
  await damaged(async () => {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) reject('FILE_ENCRYPTED');
      total += entry.uncompressedSize;
      const bomb = entry.uncompressedSize > 1_000_000 && entry.uncompressedSize > maxRatio * entry.compressedSize;
      if (bomb || total > maxUnzipped) reject('FILE_EXPANDS');
      if (entries.has(entry.fileName)) reject('FILE_DAMAGED');
      entries.set(entry.fileName, entry);
    }
  });
  return { has: name => entries.has(name), text: name => unpack(zip, entries.get(name)) };
}

async function* unpack(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<string> {
  if (!entry) reject('FILE_DAMAGED');
  const stream = await damaged(() => zip.openReadStreamPromise(entry));
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let run = 0;
  try {
    for (;;) {
      const { done, value } = await damaged(() => chunks.next());
      const text = await damaged(async () => decoder.decode(value, { stream: !done }));
      const tag = text.lastIndexOf('<');
      run = tag < 0 ? run + text.length : text.length - tag;
      // every character of a cell may be written as &#x10ffff;
      if (run > cellLimit * 12) reject('CELL_TOO_LONG', { max: cellLimit });
      if (text) yield text;
      if (done) return;
    }
  } finally {
    stream.destroy();
  }
}

/** What a library cannot read is a damaged file; our own refusals pass. */
export async function damaged<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GraphQLError) throw error;
    return reject('FILE_DAMAGED');
  }
}
