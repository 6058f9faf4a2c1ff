import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { escapeIdentifier } from 'pg';
import type { Flat, ReportReading, Statement } from '../reporting.ts';
import type { Form } from './columns.ts';
import type { Compiling } from './compiling.ts';
import { Columns, Level, rightsOf, tableOf } from './level.ts';
import { Unanswerable } from './project.ts';
import { recordPieces, withinPiece } from './record.ts';
import type { Root } from './roots.ts';
import type { Selected } from './selections.ts';
import { type Piece, type Write, writer } from './writer.ts';

/** What the text of a column is, by the type of the field that it is named for. */
const forms: Record<string, Form> = {
  Int: 'number',
  Boolean: 'flag',
  String: 'text',
  ID: 'plain',
  Date: 'plain',
  Decimal: 'plain',
  DateTime: 'instant',
};

/** A report: its statement, of which the columns are fetched that somebody asks for. */
export function reportRoot(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  selected: Selected,
  { flat }: ReportReading,
  { text }: Statement,
): Root {
  const { key } = selected;
  const level = new Columns(compiling);
  const type = getNamedType(field.type) as GraphQLObjectType;
  const below = compiling.selections.under(type, selected.nodes);
  const placed = text.replace(/\$(\d+)/g, (_, place: string) =>
    compiling.value(`${key} report ${place}`, ({ reports }) => reports[key]![Number(place) - 1]),
  );
  const from = `from (${placed}) report`;
  if (hasList(field.type)) {
    const write = writer(piecesOf(compiling, level, flat, type, below));
    return { key, level, from, write: (rows, bound) => `[${rows.map(row => write(row, bound)).join(',')}]` };
  }
  const stands = flat.stands === undefined ? -1 : level.column(named(flat.stands));
  // The parts are written of other rows: a text stands for them until then.
  const fields = below.map(each =>
    each.name === flat.parts ? { key: each.key, parts: partsOf(compiling, level, flat, type, each) } : { whole: each },
  );
  const written = fields.map(each =>
    'whole' in each ? writer(piecesOf(compiling, level, flat, type, [each.whole!]).slice(1, -1)) : undefined,
  );
  return {
    key,
    level,
    from,
    write: ([whole, ...parts], bound) => {
      if (!whole || (stands >= 0 && whole[stands]?.charCodeAt(0) !== 116)) throw new Unanswerable('the resolver says why there is none');
      const texts = fields.map((each, at) =>
        'parts' in each ? `"${each.key}":[${parts.map(row => each.parts!(row, bound)).join(',')}]` : written[at]!(whole, bound),
      );
      return `{${texts.join(',')}}`;
    },
  };
}

const named = (name: string): string => `report.${escapeIdentifier(name)}`;
const hasList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

function partsOf(compiling: Compiling, level: Columns, flat: Flat, type: GraphQLObjectType, { name, nodes }: Selected): Write {
  const part = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType;
  return writer(piecesOf(compiling, level, flat, part, compiling.selections.under(part, nodes)));
}

/** What is written of one row. */
function piecesOf(compiling: Compiling, level: Columns, flat: Flat, type: GraphQLObjectType, selected: readonly Selected[]): Piece[] {
  const pieces = selected.flatMap((field, at): Piece[] => [
    `${at ? ',' : ''}"${field.key}":`,
    pieceOf(compiling, level, flat, type, field),
  ]);
  return ['{', ...pieces, '}'];
}

function pieceOf(compiling: Compiling, level: Columns, flat: Flat, type: GraphQLObjectType, { name, nodes }: Selected): Piece {
  if (name === '__typename') return `"${type.name}"`;
  if (!compiling.selections.isPlain(type, name)) throw compiling.refuse(`${type.name}.${name} has a resolver`);
  const field = type.getFields()[name]!;
  const optional = !isNonNullType(field.type);
  if (optional && flat.absent?.includes(name)) return 'null';
  const bare = isNonNullType(field.type) ? field.type.ofType : field.type;
  const record = flat.records?.[name];
  if (record && isObjectType(bare)) return recordPiece(compiling, level, bare, nodes, record);
  const form = isEnumType(bare) ? 'plain' : 'name' in bare ? forms[bare.name] : undefined;
  if (!form) throw compiling.refuse(`${type.name}.${name} is no column`);
  return { at: level.column(named(name)), form, optional, owed: !optional };
}

/** A record that a row names. */
function recordPiece(
  compiling: Compiling,
  level: Columns,
  type: GraphQLObjectType,
  nodes: Selected['nodes'],
  [entity, id]: readonly [entity: string, id: string],
): Piece {
  const inner = new Level(compiling, compiling.metadata(entity));
  const { alias, metadata } = inner;
  if (rightsOf(compiling, metadata, alias) !== undefined) throw compiling.refuse(`not all of ${entity} may be read`);
  const pieces = recordPieces(compiling, inner, type, compiling.selections.under(type, nodes));
  const joins = inner.joins.length ? ` ${inner.joins.join(' ')}` : '';
  return withinPiece(level, inner, pieces, `from ${tableOf(metadata)} ${alias}${joins} where ${alias}.id = ${named(id)}`, true);
}
