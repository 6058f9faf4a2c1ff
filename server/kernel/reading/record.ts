import type { GraphQLField, GraphQLObjectType } from 'graphql';
import type { EntityMetadata } from 'typeorm';
import { columnOf } from '../asking.ts';
import { spelled } from '../conditions.ts';
import { type Declared, mostOfMany } from '../edges.ts';
import { maskAll } from '../masking.ts';
import { policy, sightFor } from '../policy.ts';
import { toBytes } from './bytes.ts';
import { readAs, sourceOf } from './columns.ts';
import type { Compiling } from './compiling.ts';
import { type Columns, Level, rightsOf, rowsWithin, tableOf } from './level.ts';
import { projector } from './project.ts';
import type { Selected } from './selections.ts';
import type { Row } from './wire.ts';
import { type Piece, writer, writtenInSql } from './writer.ts';

/** What is written of a record of a level: the pieces of its text, after the columns they need have been added to the level. */
export function recordPieces(compiling: Compiling, level: Level, type: GraphQLObjectType, selected: readonly Selected[]): Piece[] {
  const pieces: Piece[] = ['{'];
  selected.forEach((field, at) => {
    pieces.push(`${at ? ',' : ''}"${field.key}":`, ...fieldPieces(compiling, level, type, field));
  });
  pieces.push('}');
  return pieces;
}

function fieldPieces(compiling: Compiling, level: Level, type: GraphQLObjectType, selected: Selected): Piece[] {
  const { name } = selected;
  if (name === '__typename') return [`"${type.name}"`];
  const field = type.getFields()[name]!;
  const sight = policy().entities[type.name]?.fields?.[name] ? sightFor(compiling.actor, type.name, name) : 'clear';
  if (sight === 'withheld') throw compiling.refuse(`${type.name}.${name} is withheld`);
  const masked = sight === 'masked';
  const declared = field.extensions['reading'] as Declared | undefined;
  if (declared?.to === 'value') return valuePieces(compiling, level, field, selected, declared, masked);
  if (declared && masked) throw compiling.refuse(`${type.name}.${name} is masked`);
  if (declared) return edgePieces(compiling, level, field, selected, declared);
  if (!masked && !compiling.selections.isPlain(type, name) && !policy().entities[type.name]?.fields?.[name])
    throw compiling.refuse(`${type.name}.${name} has a resolver`);
  return columnPieces(compiling, level, field, selected, masked);
}

/** A column as it stands, or masked, or of a value kept as JSON what is selected of it. */
function columnPieces(
  compiling: Compiling,
  level: Level,
  field: GraphQLField<unknown, unknown>,
  selected: Selected,
  masked: boolean,
): Piece[] {
  const { metadata, alias } = level;
  const column = metadata.findColumnWithPropertyName(selected.name);
  if (!column) throw compiling.refuse(`${metadata.name}.${selected.name} is no column`);
  const { sql, form } = sourceOf(metadata, alias, selected.name);
  // A list is written by the database as it is answered; what else is kept as JSON is an object, of which something is selected.
  if (!masked && (form !== 'json' || column.isArray)) return [{ at: level.column(sql), form, optional: column.isNullable }];
  const at = level.column(sql);
  const write = projector(compiling.selections, field.type, selected.nodes);
  const value = (row: Row) => readAs(form, row[at]!);
  return [{ make: row => toBytes(write(masked ? maskAll(value(row)) : value(row))) }];
}

/** What a function makes of columns of the record. */
function valuePieces(
  compiling: Compiling,
  level: Level,
  field: GraphQLField<unknown, unknown>,
  selected: Selected,
  declared: Extract<Declared, { to: 'value' }>,
  masked: boolean,
): Piece[] {
  const { metadata, alias } = level;
  const columns = declared.reads(compiling.actor).map(property => {
    const { sql, form } = sourceOf(metadata, alias, property);
    return { property, form, at: level.column(sql) };
  });
  const answers = Object.entries(declared.asks?.(compiling.actor) ?? {}).map(([name, { sql, parameters = {} }]) => {
    const asked = spelled(
      sql,
      property => columnOf(metadata, alias, property),
      value => compiling.ruleValue(parameters[value]),
      'own',
    );
    return { name, at: level.column(`to_jsonb(${asked})`, { asks: true }) };
  });
  const write = projector(compiling.selections, field.type, selected.nodes);
  return [
    {
      make: (row, { reader }) => {
        const record: Record<string, unknown> = {};
        for (const { property, form, at } of columns) record[property] = readAs(form, row[at]!);
        for (const { name, at } of answers) record[name] = readAs('json', row[at]!);
        const value = declared.value(record, reader);
        return toBytes(write(masked ? maskAll(value) : value));
      },
    },
  ];
}

type Leading = Exclude<Declared, { to: 'value' }>;

/** What a record leads to: one record is joined, several come as rows within the row. */
function edgePieces(
  compiling: Compiling,
  level: Level,
  field: GraphQLField<unknown, unknown>,
  selected: Selected,
  declared: Leading,
): Piece[] {
  const target = compiling.metadata(declared.target());
  const type = compiling.schema.getType(target.name) as GraphQLObjectType;
  const below = compiling.selections.under(type, selected.nodes);
  const own = (property: string) => columnOf(level.metadata, level.alias, property);
  if (declared.to === 'one') {
    if (rightsOf(compiling, target, 'it') === false) return ['null'];
    const joined = new Joined(compiling, target, level);
    level.join(target, joined.alias, `${joined.alias}.id = ${own(declared.by)}`);
    const present = level.column(`${joined.alias}.id`);
    return [{ present, pieces: recordPieces(compiling, joined, type, below) }];
  }
  const inner = new Level(compiling, target);
  // Who may read the record may read what is related to it.
  const rights = declared.to === 'related' ? undefined : rightsOf(compiling, target, inner.alias);
  if (rights === false) return [declared.to === 'only' ? 'null' : '[]'];
  const pieces = recordPieces(compiling, inner, type, below);
  const where = (on: string) => `where ${on}${rights ? ` and ${rights}` : ''}`;
  const table = `${tableOf(target)} ${inner.alias}`;
  const joins = inner.joins.length ? ` ${inner.joins.join(' ')}` : '';
  const order = `order by ${orderOf(target, inner.alias, declared)}${limitOf(compiling, field, selected, declared)}`;
  const rows =
    declared.to === 'listed'
      ? `from unnest(${own(declared.by)}) with ordinality named(id, place) join ${table} on ${inner.alias}.id = named.id${joins} ${where('true')} order by named.place`
      : `from ${table}${joins} ${where(`(${onOf(compiling, inner, own, declared)})`)} ${order}`;
  return [withinPiece(level, inner, pieces, rows, declared.to === 'only')];
}

/** Rows within a row, or the only one of them. */
export function withinPiece(level: Columns, inner: Level, pieces: readonly Piece[], rows: string, only: boolean): Piece {
  // Few rows of which nothing has to be looked at come as the text they are answered as.
  const text = writtenInSql(pieces, inner.columns);
  if (text) {
    const sql = only
      ? `coalesce((select ${text} ${rows}), 'null')`
      : `(select '[' || coalesce(string_agg(v, ','), '') || ']' from (select ${text} v ${rows}) within)`;
    return { at: level.column(sql, { asks: true }), form: 'json', optional: false };
  }
  const write = writer(pieces);
  const at = level.column(rowsWithin(inner, rows), { rows: true, asks: true });
  return {
    make: (row, bound) => {
      const found = row[at] as unknown as string | Row[];
      const list = typeof found === 'string' ? (JSON.parse(found) as Row[]) : found;
      if (only) return list[0] ? write(list[0], bound) : 'null';
      return `[${list.map(each => write(each, bound)).join(',')}]`;
    },
  };
}

/** What ties the records of a level to the one they are of. */
function onOf(
  compiling: Compiling,
  inner: Level,
  own: (property: string) => string,
  declared: Exclude<Leading, { to: 'one' | 'listed' }>,
): string {
  const its = (property: string) => columnOf(inner.metadata, inner.alias, property);
  if (declared.to !== 'related') return `${its(declared.of)} = ${own('id')}`;
  const { sql, parameters = {} } = declared.on(compiling.actor);
  const value = (name: string) => compiling.ruleValue(parameters[name]);
  return spelled(spelled(sql, its, value), own, value, 'own');
}

const orderOf = (target: EntityMetadata, alias: string, declared: Leading): string =>
  [...('sort' in declared && declared.sort ? [columnOf(target, alias, declared.sort)] : []), `${alias}.id`].join(', ');

function limitOf(compiling: Compiling, field: GraphQLField<unknown, unknown>, { nodes }: Selected, declared: Leading): string {
  if (declared.to === 'only') return ' limit 1';
  if (declared.to !== 'many' || declared.first === undefined) return '';
  return ` limit ${compiling.argument(field, nodes[0]!, 'first', value => Number(value) >= 1 && Number(value) <= mostOfMany)}::int`;
}

/** A record that is joined: its columns are those of the row it is joined to. */
class Joined extends Level {
  private readonly to: Level;
  constructor(compiling: Compiling, metadata: EntityMetadata, to: Level) {
    super(compiling, metadata);
    this.to = to;
  }
  override column(...of: Parameters<Level['column']>): number {
    return this.to.column(...of);
  }
  override join(metadata: EntityMetadata, alias: string, on: string): void {
    this.to.join(metadata, alias, on);
  }
}
