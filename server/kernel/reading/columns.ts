import type { EntityMetadata } from 'typeorm';
import { columnOf } from '../asking.ts';
import { fieldOf } from '../fields.ts';
import { fromBytes, instantOf } from './bytes.ts';

/** How the text of a column becomes JSON, or a value: `plain` is text in which nothing is ever escaped. */
export type Form = 'number' | 'flag' | 'text' | 'plain' | 'instant' | 'json';

const forms: Record<string, Form> = {
  int: 'number',
  integer: 'number',
  boolean: 'flag',
  text: 'text',
  uuid: 'plain',
  date: 'plain',
  numeric: 'plain',
  timestamptz: 'instant',
  'timestamp with time zone': 'instant',
  jsonb: 'json',
};

/** A column of a table under an alias. */
export interface Source {
  sql: string;
  form: Form;
}

/** A column by the name of its property: a state is the one in force now, a list is written as JSON. */
export function sourceOf(metadata: EntityMetadata, alias: string, property: string): Source {
  const column = metadata.findColumnWithPropertyName(property);
  if (!column) throw new Error(`${metadata.name} has no column ${property}`);
  const sql = columnOf(metadata, alias, property);
  if (column.isArray) return { sql: `array_to_json(${sql})`, form: 'json' };
  const kind = fieldOf(metadata.target as never, property)?.kind;
  return { sql, form: kind === 'enum' ? 'plain' : (forms[String(column.type)] ?? 'text') };
}

/** A value as the ordinary way reads it from the same column. */
export function readAs(form: Form, bytes: string | null): unknown {
  if (bytes === null) return null;
  switch (form) {
    case 'number':
      return Number(bytes);
    case 'flag':
      return bytes.charCodeAt(0) === 116;
    case 'instant':
      return instantOf(bytes);
    case 'json':
      return JSON.parse(fromBytes(bytes));
    default:
      return fromBytes(bytes);
  }
}
