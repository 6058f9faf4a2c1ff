import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

/**
 * From how many bytes on an answer is packed: what fits in the first ten segments of a connection arrives in the same round
 * trip either way. Between processes of one machine packing never pays: it costs 5 to 9 µs a kilobyte.
 */
export const worthPacking = 14_000;
/** Up to here packing in place takes less than handing it to another thread. */
const inPlace = 65_536;

const known = new Map<string, Encoding | undefined>();
const mostKnown = 200;

/** How an answer may be packed for whoever sent this `Accept-Encoding`; browsers send a handful, which are read once. */
export function encodingFor(header: string | undefined): Encoding | undefined {
  if (!header || header.length > 200) return undefined;
  if (known.has(header)) return known.get(header);
  const encoding = read(header);
  if (known.size < mostKnown) known.set(header, encoding);
  return encoding;
}

function read(header: string): Encoding | undefined {
  const wish = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map(text => text.trim());
    const q = parameters.find(parameter => parameter.startsWith('q='))?.slice(2) ?? '1';
    const weight = Number(q);
    wish.set(name, weight >= 0 && weight <= 1 ? weight : 0);
  }
  const weightOf = (name: string) => wish.get(name) ?? wish.get('*') ?? 0;
  const [br, gz, plain] = [weightOf('br'), Math.max(weightOf('gzip'), wish.get('x-gzip') ?? 0), wish.get('identity') ?? 0];
  if (Math.max(br, gz) === 0 || plain > Math.max(br, gz)) return undefined;
  return br >= gz ? 'br' : 'gzip';
}

const quick = {
  br: (size: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: size } }),
  gzip: () => ({ level: 1 }),
};
const [packBr, packGzip] = [promisify(brotliCompress), promisify(gzip)];

/** Packs an answer, quickly rather than tightly. */
export async function pack(body: Buffer, encoding: Encoding): Promise<Buffer> {
  const { length } = body;
  if (encoding === 'br') return length <= inPlace ? brotliCompressSync(body, quick.br(length)) : packBr(body, quick.br(length));
  return length <= inPlace ? gzipSync(body, quick.gzip()) : packGzip(body, quick.gzip());
}
