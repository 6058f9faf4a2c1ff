/** The part of the tar format that we write and read: plain files, whole in memory, any length of name. */
import { damaged } from './errors.ts';

export type Entry = { name: string; body: Buffer };

const block = 512;
const largest = 256 * 1024 * 1024;

/** One file of an archive as its bytes. */
export function* packed({ name, body }: Entry): Generator<Buffer> {
  if (Buffer.byteLength(name) > 100) {
    const record = paxRecord('path', name);
    yield* [header('long-name', record.length, 'x'), record, padding(record.length)];
  }
  yield* [header(name, body.length, '0'), body, padding(body.length)];
}

/** What ends an archive. */
export const ending = Buffer.alloc(2 * block);

/** The files of an archive, in order; anything but an archive of ours is damaged. */
export async function* unpacked(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const read = reader(source);
  for (let longName: string | null = null; ; ) {
    const head = await read(block);
    if (!head) throw damaged('it is cut off');
    if (head.every(byte => byte === 0)) return;
    const size = parseInt(head.toString('latin1', 124, 136), 8);
    if (head.toString('latin1', 257, 262) !== 'ustar' || !(size >= 0 && size <= largest)) throw damaged('it holds what is no file');
    const body = (await read(size)) ?? fail();
    await read((block - (size % block)) % block);
    if (head[156] === 'x'.charCodeAt(0)) {
      longName = /^\d+ path=(.*)\n/.exec(body.toString('utf8'))?.[1] ?? fail();
      continue;
    }
    yield { name: longName ?? text(head, 0, 100), body };
    longName = null;
  }
}

const fail = (): never => {
  throw damaged('it is cut off');
};

function header(name: string, size: number, type: string): Buffer {
  const head = Buffer.alloc(block);
  head.write(name, 0, 100, 'utf8');
  head.write('0000600\0', 100);
  head.write('0000000\x000000000\0', 108);
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write('        ', 148);
  head.write(type, 156);
  head.write('ustar\x0000', 257, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** Its own length stands in front and counts itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

const padding = (size: number) => Buffer.alloc((block - (size % block)) % block);

const text = (head: Buffer, from: number, length: number) => head.toString('utf8', from, from + length).replace(/\0.*$/s, '');

function reader(source: AsyncIterable<Buffer>): (size: number) => Promise<Buffer | null> {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let length = 0;
  return async size => {
    while (length < size) {
      const { value, done } = await chunks.next();
      if (done) return null;
      held.push(value);
      length += value.length;
    }
    const all = held.length === 1 ? held[0]! : Buffer.concat(held);
    held = [all.subarray(size)];
    length -= size;
    return all.subarray(0, size);
  };
}
