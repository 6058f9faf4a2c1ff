import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Context } from '../context.ts';
import { fromDatabase, refuse } from '../errors.ts';
import { writeCsv, writeXlsx } from '../sheets/writeSheets.ts';
import { type Export, type ExportRequest, exportOf, noteExport } from './exportOf.ts';

const kinds = {
  csv: { write: writeCsv, mime: 'text/csv; charset=utf-8' },
  xlsx: { write: writeXlsx, mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;

/** Each export holds a connection while its reader takes it; others wait their turn elsewhere. Nobody without sign-in takes the last place. */
const mostAtOnce = 2;
const mostOfPublic = 1;
const longest = 10 * 60_000;

/**
 * `GET /export/<Type>.csv|xlsx?filter=<json>&search=&sort=<json>&columns=a,b.c&lang=zh-CN`: a whole list as a file.
 *
 * It is refused before the first byte, or comes whole: what fails half-way breaks the connection off, so that no
 * client takes a part for the whole.
 */
export function serveExports(
  app: Express,
  contextOf: (request: Request, response: Response) => Promise<Context>,
  { schema, source }: { schema: GraphQLSchema; source: DataSource },
): void {
  const running = { all: 0, public: 0 };
  app.get(/^\/export\/([A-Z][A-Za-z]*)\.(csv|xlsx)$/, async (request, response) => {
    const { 0: type = '', 1: kind = 'csv' } = request.params as Record<number, string>;
    const ctx = await contextOf(request, response);
    const ofPublic = ctx.actor.role === 'PUBLIC' ? 1 : 0;
    if (running.all >= mostAtOnce || (ofPublic && running.public >= mostOfPublic))
      throw refuse('SERVICE_UNAVAILABLE', 'EXPORTS_BUSY', { retryAfterMs: 5_000 });
    running.all += 1;
    running.public += ofPublic;
    const limit = setTimeout(() => response.destroy(), longest).unref();
    let opened: Export | undefined;
    try {
      const asked = requestOf(type, request.query);
      opened = await exportOf(ctx, schema, source, asked);
      const { title, columns, rows } = opened;
      // what goes wrong with the first page is still a refusal
      const first = await rows.next();
      await noteExport(ctx, asked);
      const { write, mime } = kinds[kind as keyof typeof kinds];
      const name = encodeURIComponent(`${title}-${await ctx.today()}.${kind}`);
      response.set({
        'content-type': mime,
        'content-disposition': `attachment; filename="${type}.${kind}"; filename*=UTF-8''${name}`,
        'cache-control': 'no-store',
      });
      await pipeline(write(startingWith(first, rows), columns, title), response);
    } catch (error) {
      // a reader who goes away is no defect
      if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
      throw fromDatabase(error);
    } finally {
      await opened?.rows.return(undefined);
      clearTimeout(limit);
      running.all -= 1;
      running.public -= ofPublic;
    }
  });
}

async function* startingWith<T>(first: IteratorResult<T, unknown>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  if (!first.done) yield first.value;
  yield* rest;
}

function requestOf(type: string, query: Record<string, unknown>): ExportRequest {
  const text = (parameter: string): string | undefined => {
    const value = query[parameter];
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') throw refuse('BAD_USER_INPUT', 'EXPORT_INVALID', { parameter });
    return value;
  };
  const json = (parameter: string): unknown => {
    const value = text(parameter);
    try {
      return value === undefined ? undefined : JSON.parse(value);
    } catch {
      throw refuse('BAD_USER_INPUT', 'EXPORT_INVALID', { parameter });
    }
  };
  const columns = text('columns')
    ?.split(',')
    .map(column => column.trim())
    .filter(column => column !== '');
  return {
    type,
    filter: json('filter'),
    search: text('search'),
    sort: json('sort'),
    columns,
    language: text('lang') === 'en' ? 'en' : 'zh-CN',
  };
}
