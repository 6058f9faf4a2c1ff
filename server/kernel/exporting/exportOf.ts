import { coerceInputValue, GraphQLList, type GraphQLObjectType, type GraphQLSchema, isInputType, isObjectType } from 'graphql';
import type { DataSource } from 'typeorm';
import { type Language, lexicon } from '../../../schema/messages/index.ts';
import { Context } from '../context.ts';
import type { Position } from '../cursor.ts';
import { refuse } from '../errors.ts';
import { fieldsOf } from '../fields.ts';
import { mayCall } from '../guard.ts';
import { record } from '../journal.ts';
import { type ListingOf, listingOf } from '../listing.ts';
import { lower, plural } from '../naming.ts';
import { sightFor } from '../policy.ts';
import { fetchWith } from '../rows.ts';
import { beginReading } from '../scope.ts';
import { type Asked, beyond, keysOf, narrow, order } from '../selection.ts';
import type { Cell, WrittenColumn } from '../sheets/writeSheets.ts';
import { visible } from '../visible.ts';
import { cellsOf, columnOf, type ExportColumn } from './columns.ts';
import { exportedReport, type ReportExport } from './reports.ts';

/** What is asked of an export: the words of the list it exports, and its columns as paths such as `offering.name`. */
export interface ExportRequest {
  type: string;
  filter?: unknown;
  search?: string;
  sort?: unknown;
  columns?: readonly string[];
  language: Language;
}

export interface Export {
  title: string;
  columns: readonly WrittenColumn[];
  /** every row the actor may see, as they all were at one instant; holds a connection until it is read or ended */
  rows: AsyncGenerator<Cell[]>;
}

const pageSize = 500;
const mostColumns = 60;

/**
 * A whole list as rows of words and numbers, however long it is.
 *
 * It shares filter, search, order and policy with the list on the screen, and its cells are resolved as a query would
 * resolve them: masked stays masked, and a column that is withheld from the role refuses before the first row. All
 * pages are read in one read-only transaction of `source`, so that nothing is twice or missing when others write.
 */
export async function exportOf(ctx: Context, schema: GraphQLSchema, source: DataSource, request: ExportRequest): Promise<Export> {
  const { type, search, language } = request;
  const listing = listingOf(type);
  const object = schema.getType(type);
  const report = exportedReport(type);
  if (report && isObjectType(object)) return reportAsFile(ctx, object, report, request);
  if (!listing || !isObjectType(object)) throw refuse('NOT_FOUND');
  if (!mayCall(ctx.actor, plural(lower(type)))) throw refuse(ctx.actor.role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
  const filter = coerced(schema, `${type}Filter`, 'filter', request.filter) as Asked['filter'];
  const sort = coerced(schema, `${type}Sort`, 'sort', request.sort) as Asked['sort'];
  const paths = request.columns?.length ? request.columns : ordinaryColumns(ctx, listing, object);
  if (paths.length > mostColumns) throw refuse('BAD_USER_INPUT', 'EXPORT_INVALID', { parameter: 'columns' });
  const columns = paths.map(path => columnOf(ctx, object, path, language));
  const asked = { filter, search, sort };
  const title = lexicon.types[type]?.[language === 'en' ? 1 : 0] ?? type;
  return { title, columns, rows: rowsOf(ctx, source, object, listing, asked, columns) };
}

async function reportAsFile(
  ctx: Context,
  object: GraphQLObjectType,
  { operation, ...report }: ReportExport,
  request: ExportRequest,
): Promise<Export> {
  if (!mayCall(ctx.actor, operation)) throw refuse(ctx.actor.role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
  const paths = request.columns?.length ? request.columns : report.columns;
  if (paths.length > mostColumns) throw refuse('BAD_USER_INPUT', 'EXPORT_INVALID', { parameter: 'columns' });
  const columns = paths.map(path => columnOf(ctx, object, path, request.language));
  async function* rows() {
    yield* await ctx.reading(async reading => cellsOf(object, columns)(reading, await report.rows(reading, request.filter)));
  }
  return { title: lexicon.types[object.name]?.[request.language === 'en' ? 1 : 0] ?? object.name, columns, rows: rows() };
}

/** Writes down who took what away: part of the audit. What everybody may read without sign-in leaves no trace. */
export async function noteExport(ctx: Context, { type, columns = [], filter, search, sort }: ExportRequest): Promise<void> {
  if (ctx.actor.role === 'PUBLIC') return;
  // names only: what was searched for may be a person
  const details = { columns, filter: Object.keys(filter ?? {}), searched: search !== undefined, sort: sort ?? [] };
  await ctx.transaction(tx => record(tx, `${type}.EXPORT`, { id: ctx.request.id }, { details }));
}

async function* rowsOf(
  ctx: Context,
  source: DataSource,
  object: GraphQLObjectType,
  { entity, offer }: ListingOf,
  asked: Asked,
  columns: readonly ExportColumn[],
): AsyncGenerator<Cell[]> {
  const { db, end } = await beginReading(source, ctx.actor);
  const page = new Context(ctx.actor, db, ctx.request);
  const cells = cellsOf(object, columns);
  try {
    const keys = keysOf(page, entity, offer, asked.sort);
    const more = Object.fromEntries(keys.map(({ text }, at) => [`key${at}`, text]));
    let last: Position | undefined;
    for (;;) {
      const query = narrow(page, visible(page, entity), entity, offer, asked);
      if (last) {
        const { sql, parameters } = beyond(keys, last);
        query.andWhere(sql, parameters);
      }
      const found = await fetchWith(order(query, keys).limit(pageSize), more);
      yield* await cells(
        page,
        found.map(({ record }) => record),
      );
      const final = found.at(-1);
      if (!final || found.length < pageSize) return;
      last = { id: String(final.record.id), keys: keys.map((_, at) => final.extra[`key${at}`] ?? null) };
      // what one page has loaded must not pile up over all of them
      page.forget();
    }
  } finally {
    await end();
  }
}

/** Every field of the record itself that this role sees, but for what only machines read. */
function ordinaryColumns(ctx: Context, { entity }: ListingOf, object: GraphQLObjectType): string[] {
  const machine = ['id', 'ref', 'json'];
  return [...fieldsOf(entity)]
    .filter(([key, { kind }]) => !machine.includes(kind) && key !== 'version' && object.getFields()[key])
    .map(([key]) => key)
    .filter(key => sightFor(ctx.actor, object.name, key) !== 'withheld');
}

/** A value of the request as the API would take it for an argument. */
function coerced(schema: GraphQLSchema, name: string, parameter: 'filter' | 'sort', value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  const input = schema.getType(name);
  if (!isInputType(input)) throw refuse('BAD_USER_INPUT', 'EXPORT_INVALID', { parameter });
  return coerceInputValue(value, parameter === 'sort' ? new GraphQLList(input) : input, () => {
    throw refuse('BAD_USER_INPUT', 'EXPORT_INVALID', { parameter });
  });
}
