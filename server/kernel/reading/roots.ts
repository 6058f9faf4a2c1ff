import { type GraphQLField, type GraphQLObjectType, getNamedType } from 'graphql';
import { keptOf } from '../asking.ts';
import { spelled } from '../conditions.ts';
import { writeCursor } from '../cursor.ts';
import type { RootReading } from '../listing.ts';
import type { PagePlan } from '../paging.ts';
import type { ReportReading } from '../reporting.ts';
import { orderOf } from '../selection.ts';
import { fromBytes } from './bytes.ts';
import type { Bound, Compiling } from './compiling.ts';
import { type Columns, Level, rightsOf, tableOf } from './level.ts';
import { recordPieces } from './record.ts';
import type { Selected } from './selections.ts';
import type { Row } from './wire.ts';
import { type Piece, type Write, writer } from './writer.ts';

/** A root field that is compiled: where its rows come from, and how its text is made of them. */
export interface Root {
  key: string;
  level: Pick<Columns, 'flat' | 'packed'> | undefined;
  /** Everything of the statement behind the columns. */
  from: string;
  write: (rows: readonly Row[], bound: Bound) => string;
}

export const readingOf = (field: GraphQLField<unknown, unknown>): RootReading | ReportReading | undefined =>
  field.extensions['reading'] as RootReading | ReportReading | undefined;

const typeOf = (compiling: Compiling, entity: string) => compiling.schema.getType(entity) as GraphQLObjectType;
const joinsOf = ({ joins }: Level): string => (joins.length ? ` ${joins.join(' ')}` : '');
const whereOf = (conditions: readonly (string | undefined)[]): string => {
  const given = conditions.filter(condition => condition !== undefined);
  return given.length ? ` where ${given.join(' and ')}` : '';
};

/** One record by its id: `trial(id)`. */
export function recordRoot(compiling: Compiling, selected: Selected, { entity }: RootReading): Root {
  const level = new Level(compiling, compiling.metadata(entity));
  const { alias, metadata } = level;
  const rights = rightsOf(compiling, metadata, alias);
  const type = typeOf(compiling, entity);
  if (rights === false) return { key: selected.key, level: undefined, from: '', write: () => 'null' };
  const write = writer(recordPieces(compiling, level, type, compiling.selections.under(type, selected.nodes)));
  const id = compiling.value(`${selected.key} id`, ({ values }) => values[selected.key]!['id']);
  return {
    key: selected.key,
    level,
    from: `from ${tableOf(metadata)} ${alias}${joinsOf(level)}${whereOf([`${alias}.id = ${id}`, rights])}`,
    write: ([row], bound) => (row ? write(row, bound) : 'null'),
  };
}

type Part = (rows: readonly Row[], more: boolean, bound: Bound) => string;

/** A page of a list: `trials(filter, search, sort, first, after, offset)`. */
export function listRoot(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  selected: Selected,
  { entity }: RootReading,
  { conditions, ways, after, keys, first, offset, searched }: PagePlan,
): Root {
  const { key } = selected;
  const metadata = compiling.metadata(entity);
  const level = new Level(compiling, metadata);
  const { alias } = level;
  const value = (name: string) => compiling.value(`${key} ${name}`, ({ values }) => values[key]![name]);
  const within = (sql: string) => spelled(sql, property => keptOf(metadata, alias, property), value);
  const rights = rightsOf(compiling, metadata, alias);
  const narrowed = [rights === false ? 'false' : rights, ...conditions.map(({ sql }) => within(sql))];
  const order = orderOf(keys)
    .map(({ sql, direction, last }) => `${within(sql)} ${direction}${last ? ' nulls last' : ''}`)
    .join(', ');

  const connection = getNamedType(field.type) as GraphQLObjectType;
  const listed: Listed = {
    compiling,
    level,
    connection,
    type: typeOf(compiling, entity),
    root: key,
    keys: keys.map(({ text }) => within(text)),
  };
  const parts = compiling.selections.under(connection, selected.nodes).map(part => partOf(listed, part));
  const counted = parts.some(({ part }) => part.name === 'totalCount');
  const paged = parts.some(({ part }) => part.name !== 'totalCount' && part.name !== '__typename');

  const table = `${tableOf(metadata)} ${alias}`;
  const beyond = after && within(after.sql);
  // As it is, not as a value: the database would take a tenth of the table for it, and never come to keep its plan.
  const limit = first + 1;
  const skipped = offset ? `${value(' offset')}::int` : undefined;
  /** One way: in its order as far as the page reaches. Of what is moved there is little, found by its instant and then ordered. */
  const along = ({ sql, moved }: { sql: string; moved: boolean }) => {
    const rows = `${table}${whereOf([...(rights === undefined ? [] : [narrowed[0]]), within(sql), beyond])}`;
    const found = moved ? `(select ${alias}.* from ${rows} offset 0) ${alias}` : rows;
    return `(select ${alias}.* from ${found} order by ${order} limit ${limit}${skipped ? ` + ${skipped}` : ''})`;
  };
  const source = ways ? `(${ways.map(along).join(' union all ')}) ${alias}` : `${table}${whereOf([...narrowed, beyond])}`;
  const page = `from ${source} order by ${order} limit ${limit}${skipped ? ` offset ${skipped}` : ''}`;
  const count = `select count(*)::int as total from ${table}${whereOf(narrowed)}`;
  // What words find is found once, for the page and for its number.
  const atOnce = counted && paged && searched && !after && !offset;
  const bare = !counted && level.joins.length === 0 && level.columns.every(({ asks }) => !asks);
  const total = counted ? level.column(atOnce ? `${alias}."found in all"` : 'counted.total') : -1;
  const present = counted && paged && !atOnce ? level.column(`${alias}.id`) : -1;
  const pageRows = `(select ${alias}.*${atOnce ? ', count(*) over () as "found in all"' : ''} ${page}) ${alias}`;
  const from = bare
    ? paged
      ? page
      : ''
    : !paged
      ? `from (${count}) counted`
      : `from ${counted && !atOnce ? `(${count}) counted left join ${pageRows} on true` : pageRows}${joinsOf(level)} order by ${order}`;
  return {
    key,
    level: from ? level : undefined,
    from,
    write: (rows, bound) => {
      const { first } = bound.pages[key]!;
      const found = present >= 0 ? rows.filter(row => row[present] !== null) : paged ? rows : [];
      const more = found.length > first;
      const records = more ? found.slice(0, first) : found;
      const texts = parts.map(
        ({ part, write }) => `"${part.key}":${part.name === 'totalCount' ? (rows[0]?.[total] ?? '0') : write!(records, more, bound)}`,
      );
      return `{${texts.join(',')}}`;
    },
  };
}

/** A list that is being compiled: what its parts add their columns to. */
interface Listed {
  compiling: Compiling;
  level: Level;
  type: GraphQLObjectType;
  connection: GraphQLObjectType;
  /** The key of the root field, and the text of each column the list is sorted by, as cursors keep it. */
  root: string;
  keys: readonly string[];
}

/** How a field of a connection is written; what it needs of each row is added to the level. */
function partOf(listed: Listed, part: Selected): { part: Selected; write?: Part } {
  const { compiling, level, type, connection } = listed;
  const fieldType = () => getNamedType(connection.getFields()[part.name]!.type) as GraphQLObjectType;
  const list =
    (write: Write): Part =>
    (rows, _, bound) =>
      `[${rows.map(row => write(row, bound)).join(',')}]`;
  switch (part.name) {
    case '__typename':
      return { part, write: () => `"${connection.name}"` };
    case 'totalCount':
      return { part };
    case 'nodes':
      return { part, write: list(writer(recordPieces(compiling, level, type, compiling.selections.under(type, part.nodes)))) };
    case 'edges':
      return { part, write: list(edgeWriter(listed, fieldType(), part)) };
    case 'pageInfo':
      return { part, write: pageInfo(listed, fieldType(), part) };
    default:
      throw compiling.refuse(`${connection.name}.${part.name}`);
  }
}

function edgeWriter(listed: Listed, edge: GraphQLObjectType, part: Selected): Write {
  const { compiling, level, type } = listed;
  const pieces = compiling.selections.under(edge, part.nodes).flatMap((field, at): Piece[] => {
    const name = `${at ? ',' : ''}"${field.key}":`;
    if (field.name === '__typename') return [name, `"${edge.name}"`];
    if (field.name === 'node') return [name, ...recordPieces(compiling, level, type, compiling.selections.under(type, field.nodes))];
    const cursor = cursorOf(listed);
    return [name, { make: (row, bound) => `"${cursor(row, bound)}"` }];
  });
  return writer(['{', ...pieces, '}']);
}

function pageInfo(listed: Listed, info: GraphQLObjectType, part: Selected): Part {
  const fields = listed.compiling.selections.under(info, part.nodes).map(({ key, name }): Part => {
    const say =
      (write: Part): Part =>
      (rows, more, bound) =>
        `"${key}":${write(rows, more, bound)}`;
    if (name === '__typename') return say(() => `"${info.name}"`);
    if (name === 'hasNextPage') return say((_, more) => String(more));
    if (name === 'hasPreviousPage') return say((_, __, { pages }) => String(pages[listed.root]!.hasPreviousPage));
    const cursor = cursorOf(listed);
    return say((rows, _, bound) => {
      const row = name === 'startCursor' ? rows[0] : rows.at(-1);
      return row ? `"${cursor(row, bound)}"` : 'null';
    });
  });
  return (rows, more, bound) => `{${fields.map(write => write(rows, more, bound)).join(',')}}`;
}

function cursorOf({ level, root, keys }: Listed): Write {
  const id = level.column(`${level.alias}.id`);
  const places = keys.map(sql => level.column(sql));
  return (row, { pages }) => {
    const values = places.map(at => (row[at] === null ? null : fromBytes(row[at]!)));
    return writeCursor({ id: row[id]!, keys: values }, pages[root]!.scope);
  };
}
