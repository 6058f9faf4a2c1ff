import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Express, NextFunction, Request, Response } from 'express';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { uuidPattern } from '../kernel/fields.ts';
import { allowed } from '../kernel/policy.ts';
import { lineOf } from '../kernel/rates.ts';
import { Attachment } from './entity.ts';
import { checkName, mostBytes, takeAttachment } from './service.ts';
import { pathOf } from './storage.ts';

type ContextOf = (request: Request, response: Response) => Promise<Context>;

/** `PUT /files?name=x.pdf` takes a raw body in; `GET /files/:id` hands a file to those who may read it, never to be shown in place. */
export function serveFiles(app: Express, contextOf: ContextOf): void {
  const senders: Senders = new Map();
  app.put('/files', (request, response, next) =>
    take(request, response, contextOf, senders).catch(error => turnAway(request, response, error, next)),
  );
  app.get('/files/:id', async (request, response) => give(await contextOf(request, response), String(request.params['id']), response));
}

async function take(request: Request, response: Response, contextOf: ContextOf, senders: Senders): Promise<void> {
  const ctx = await contextOf(request, response);
  if (allowed(ctx.actor, 'create', 'Attachment').length === 0) throw refuse('FORBIDDEN');
  const packed = request.headers['content-encoding'];
  if (packed && packed !== 'identity') throw refuse('UNSUPPORTED_MEDIA_TYPE');
  const name = request.query['name'];
  if (typeof name !== 'string') throw refuse('FILE_REJECTED', 'FILE_NAME');
  checkName(ctx.actor, name);
  const most = mostBytes(ctx.actor);
  if (Number(request.headers['content-length'] ?? 0) > most) throw refuse('PAYLOAD_TOO_LARGE', 'FILE_TOO_LARGE', { max: most });
  if (ctx.actor.role === 'PUBLIC') countPublic(senders, lineOf(request.ip));
  const { place: _, ...attachment } = await takeAttachment(ctx, request, name);
  response.status(201).json(attachment);
}

/** Answers a refused upload while its body may still be coming, so that the sender reads why instead of a broken pipe. */
function turnAway(request: Request, response: Response, error: unknown, next: NextFunction): void {
  if (request.destroyed && !request.complete) return;
  if (!request.complete) {
    response.set('connection', 'close');
    request.resume();
    setTimeout(() => request.destroy(), 2000).unref();
  }
  next(error);
}

async function give(ctx: Context, id: string, response: Response): Promise<void> {
  if (!uuidPattern.test(id)) throw refuse('BAD_USER_INPUT', 'ID_INVALID');
  const attachment = await ctx.reading(reader => reader.load(Attachment, id));
  if (!attachment) throw refuse(ctx.actor.role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'NOT_FOUND');
  const path = pathOf(attachment.place);
  const { size } = await stat(path);
  const plain = attachment.name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  response.set({
    'content-type': attachment.mediaType,
    'content-length': String(size),
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(attachment.name).replace(/['()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
    etag: `"${attachment.sha256}"`,
  });
  await pipeline(createReadStream(path), response).catch((error: NodeJS.ErrnoException) => {
    // Whoever asked has gone: nothing to tell and nobody to tell it.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

const hour = 3_600_000;
const mostPublic = 20;
/** When the public has sent files, by address. */
type Senders = Map<string, number[]>;

/** The public may send a handful of files an hour from one address; a server counts for itself. */
function countPublic(senders: Senders, address: string): void {
  const since = Date.now() - hour;
  for (const [known, times] of senders) if (times.at(-1)! < since) senders.delete(known);
  const recent = (senders.get(address) ?? []).filter(time => time > since);
  if (recent.length >= mostPublic) throw refuse('RATE_LIMITED');
  senders.set(address, [...recent, Date.now()]);
}
