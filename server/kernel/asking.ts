import { escapeIdentifier } from 'pg';
import type { ClassType } from 'type-graphql';
import type { EntityMetadata } from 'typeorm';
import { type Condition, spelled } from './conditions.ts';
import type { Context } from './context.ts';
import { lifecycleOf } from './fields.ts';
import { stateSql } from './lifecycle.ts';

/**
 * What a field asks of the database beside its record: SQL, by the name under which the answer is found.
 *
 * Columns of the record are written `own.<property>`, values `:name` as in a condition. Tables are named in the schema
 * `inside`, so that the answer is the same within a transaction that says who reads and without one: whom it may be told
 * is said by the field, or by the expression itself. An answer arrives as JSON has it: text, number, truth, list, object or
 * null; an instant is text.
 */
export type Expressions = Record<string, Condition>;

/** A column as it is kept: what the conditions of lists and rules name, which say themselves how a state is in force. */
export function keptOf(metadata: EntityMetadata, alias: string, property: string): string {
  const column = metadata.findColumnWithPropertyName(property);
  if (!column) throw new Error(`${metadata.name} has no column ${property}`);
  return `${alias}.${escapeIdentifier(column.databaseName)}`;
}

/** A column of a record under an alias, by the name of its property: a state is the one in force now. */
export function columnOf(metadata: EntityMetadata, alias: string, property: string): string {
  const table = property === 'state' ? lifecycleOf(metadata.name) : undefined;
  const kept = (name: string) => keptOf(metadata, alias, name);
  return table ? stateSql(table, kept) : kept(property);
}

/** The answers for one record. All records of a request and all fields that ask the same of them are one statement. */
export async function answersOf(
  ctx: Context,
  entity: ClassType,
  expressions: Expressions,
  id: string,
): Promise<Record<string, unknown> | undefined> {
  const metadata = ctx.db.connection.getMetadata(entity);
  const parameters: unknown[] = [];
  const parts = Object.entries(expressions).map(([name, { sql, parameters: values = {} }]) => {
    const asked = spelled(
      sql,
      property => columnOf(metadata, 'own', property),
      value => `$${parameters.push(values[value]) + 1}`,
      'own',
    );
    return `'${name}', ${asked}`;
  });
  const statement = `select own.id, jsonb_build_object(${parts.join(', ')}) as answers from inside.${escapeIdentifier(metadata.tableName)} own where own.id = any($1)`;
  const [row] = await ctx.loader<{ id: string; answers: Record<string, unknown> }>(
    statement,
    ids => ctx.query(statement, [ids, ...parameters]),
    'id',
    id,
  );
  return row?.answers;
}
