import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { type Encoding, encodingFor, pack, worthPacking } from './packing.ts';

/** A text that is answered, however often. */
export interface Answer {
  readonly body: Buffer;
  readonly type: string;
  /** Whether it may be packed: what holds a secret beside what somebody else wrote may not, its length would tell (BREACH). */
  readonly packable: boolean;
  /** Whether everybody is answered the same: such an answer may be kept, if it is asked for anew each time. */
  readonly everybodys: boolean;
  /** What asking for it counts. */
  readonly cost: number;
  tag?: string;
  packed?: Partial<Record<Encoding, Promise<Buffer>>>;
}

/** Sends an answer: packed where that pays, or only that nothing has changed. */
export async function send(request: Request, response: Response, answer: Answer): Promise<void> {
  if (response.headersSent) return;
  const { body, packable, everybodys } = answer;
  const encoding = packable && body.length >= worthPacking ? encodingFor(request.headers['accept-encoding']) : undefined;
  const tag = everybodys && ['GET', 'HEAD'].includes(request.method) ? tagOf(answer, encoding) : undefined;
  response.setHeader('vary', tag ? 'Accept, Accept-Encoding, Authorization, Cookie' : 'Accept-Encoding');
  response.setHeader('cache-control', tag ? 'no-cache' : 'no-store');
  if (tag) {
    response.setHeader('etag', tag);
    if (isOneOf(request.headers['if-none-match'], tag)) {
      for (const name of ['content-type', 'content-length']) response.removeHeader(name);
      response.status(304).end();
      return;
    }
  }
  const bytes = encoding ? await packedAs(answer, encoding) : body;
  // Meanwhile its time may have run out.
  if (response.headersSent) return;
  response.setHeader('content-type', answer.type);
  if (encoding) response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}

/** Packed once, however many ask for it. */
const packedAs = (answer: Answer, encoding: Encoding): Promise<Buffer> =>
  ((answer.packed ??= {})[encoding] ??= pack(answer.body, encoding));

/** A strong tag: each way of packing is a text of its own. */
function tagOf(answer: Answer, encoding: Encoding | undefined): string {
  answer.tag ??= createHash('sha256').update(answer.body).digest('base64url').slice(0, 32);
  return `"${answer.tag}${encoding ? `-${encoding}` : ''}"`;
}

const isOneOf = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some(part => part.trim() === '*' || part.trim().replace(/^W\//, '') === tag) ?? false;
