/**
 * A backup file is a gzipped tar that ends with a seal: the SHA-256 of every byte before it.
 *
 * The seal is itself a part of gzip, stored plainly, so that any tar program still reads the file.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createGunzip } from 'node:zlib';
import { BackupRefused, damaged } from './errors.ts';

/** The bytes with the seal after them. */
export async function* sealed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
  yield sealOf(hash.digest('hex'));
}

/** Refuses a file of which a single byte is not as it was written. */
export async function checkSeal(file: string): Promise<void> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    const length = sealOf('0'.repeat(64)).length;
    if (size <= length) throw damaged('it is cut off');
    const seal = Buffer.alloc(length);
    await handle.read(seal, 0, length, size - length);
    const hash = createHash('sha256');
    for await (const chunk of handle.createReadStream({ start: 0, end: size - length - 1, autoClose: false })) hash.update(chunk);
    if (!sealOf(hash.digest('hex')).equals(seal)) throw damaged('its checksum does not match');
  } finally {
    await handle.close();
  }
}

/** The content of a sealed file. */
export async function* content(file: string): AsyncGenerator<Buffer> {
  const unzip = createReadStream(file, { highWaterMark: 1 << 18 }).pipe(createGunzip());
  try {
    yield* unzip as AsyncIterable<Buffer>;
  } catch (error) {
    throw damaged((error as Error).message);
  }
}

function sealOf(digest: string): Buffer {
  const note = Buffer.from(`SHA-256 ${digest}\n`);
  const seal = Buffer.alloc(10 + 5 + note.length + 8);
  seal.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1]);
  seal.writeUInt16LE(note.length, 11);
  seal.writeUInt16LE(note.length ^ 0xffff, 13);
  seal.set(note, 15);
  seal.writeUInt32LE(crc32(note), 15 + note.length);
  seal.writeUInt32LE(note.length, 19 + note.length);
  return seal;
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file);
  } catch (error) {
    throw new BackupRefused('FILE_MISSING', `${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
