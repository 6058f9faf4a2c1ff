import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import { type Language, labelOf, lexicon } from '../../../schema/messages/index.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { mayCall } from '../../kernel/guard.ts';
import { type Cell, writeCsv } from '../../kernel/sheets/writeSheets.ts';
import { type ListDiff, listDiff } from './diff.ts';
import type { ListEntry } from './entity.ts';

const columns = ['no', 'product', 'provider', 'uscc'] as const;

/** `GET /lists/diff.csv?from=1&to=2&lang=zh-CN`: what `serviceListDiff` answers, a line for each field that differs. */
export function serveListDiff(app: Express, contextOf: (request: Request, response: Response) => Promise<Context>): void {
  app.get('/lists/diff.csv', async (request, response) => {
    const ctx = await contextOf(request, response);
    if (!mayCall(ctx.actor, 'serviceListDiff')) throw refuse('FORBIDDEN');
    const [from, to] = ['from', 'to'].map(parameter => numberOf(request.query[parameter], parameter)) as [number, number];
    const language: Language = request.query['lang'] === 'en' ? 'en' : 'zh-CN';
    const at = language === 'en' ? 1 : 0;
    const label = (type: string, field: string) => labelOf(type, field)?.[at] ?? field;
    const rows = rowsOf(
      await ctx.reading(reader => listDiff(reader, from, to)),
      field => label('ListEntry', field),
      field => label('ListDiff', field),
      at,
    );
    const header = [
      lexicon.types['ListDiff']![at],
      ...columns.map(column => label('ListEntry', column)),
      ...['field', 'before', 'after'].map(field => label('FactChange', field)),
    ];
    response.set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="list-${from}-${to}.csv"`,
      'cache-control': 'no-store',
    });
    await pipeline(
      writeCsv(
        rows,
        header.map(header => ({ header })),
      ),
      response,
    );
  });
}

function numberOf(value: unknown, parameter: string): number {
  if (typeof value !== 'string' || !/^[1-9]\d{0,8}$/.test(value)) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: parameter });
  return Number(value);
}

function rowsOf(
  { added, removed, changed }: ListDiff,
  field: (name: string) => string,
  kind: (name: string) => string,
  at: 0 | 1,
): Cell[][] {
  const told = (name: string, value: string | null | undefined) =>
    (name === 'kind' && value ? lexicon.enums['SolutionKind']?.[value]?.[at] : value) ?? value;
  const line = (name: string, entry: ListEntry) => [kind(name), ...columns.map(column => entry[column])];
  return [
    ...added.map(entry => [...line('added', entry), null, null, null]),
    ...removed.map(entry => [...line('removed', entry), null, null, null]),
    ...changed.flatMap(({ entry, changes }) =>
      changes.map(change => [
        ...line('changed', entry),
        field(change.field),
        told(change.field, change.before),
        told(change.field, change.after),
      ]),
    ),
  ];
}
