import { escapeIdentifier } from 'pg';
import type { EntityMetadata } from 'typeorm';
import { keptOf } from '../asking.ts';
import { spelled } from '../conditions.ts';
import { allowed, type Rows } from '../policy.ts';
import { ruleCondition } from '../rows.ts';
import type { Compiling } from './compiling.ts';

/** What a column is besides a value of the row. */
interface Kind {
  /** Rows within the row, which stay JSON when that is packed in its turn. */
  rows?: boolean;
  /** It asks the database more: to be made for the rows of a page alone, not for those that are skipped before it. */
  asks?: boolean;
}

/** One column of a statement. */
interface Column extends Kind {
  sql: string;
}

/** What a statement fetches for each row. */
export class Columns {
  readonly columns: Column[] = [];
  protected readonly compiling: Compiling;

  constructor(compiling: Compiling) {
    this.compiling = compiling;
  }

  /** The place of a column in a row; the same one is fetched once. */
  column(sql: string, kind: Kind = {}): number {
    const known = this.columns.findIndex(column => column.sql === sql);
    return known >= 0 ? known : this.columns.push({ sql, ...kind }) - 1;
  }

  /** The columns of a plain row. */
  get flat(): string {
    return this.columns.length ? this.columns.map(({ sql }) => sql).join(', ') : 'null';
  }

  /** The columns as one JSON list of texts, for rows within a row. */
  get packed(): string {
    if (this.columns.length > 90) throw this.compiling.refuse('too many columns within a row');
    return `json_build_array(${this.columns.map(({ sql, rows }) => (rows ? sql : `(${sql})::text`)).join(', ')})`;
  }
}

/** Rows of one table with what is joined to them: the columns they bring, and where from. */
export class Level extends Columns {
  readonly joins: string[] = [];
  readonly alias: string;
  readonly metadata: EntityMetadata;

  constructor(compiling: Compiling, metadata: EntityMetadata) {
    super(compiling);
    this.metadata = metadata;
    this.alias = compiling.alias();
  }

  /** Joins the one record that a condition names. */
  join(metadata: EntityMetadata, alias: string, on: string): void {
    const rights = rightsOf(this.compiling, metadata, alias);
    this.joins.push(`left join ${tableOf(metadata)} ${alias} on ${on}${rights ? ` and ${rights}` : ''}`);
  }
}

/** Rows within a row: a list of packed rows as one column. */
export const rowsWithin = ({ packed }: Pick<Level, 'packed'>, from: string): string =>
  `(select coalesce(json_agg(v), '[]') from (select ${packed} v ${from}) within)`;

/** Tables are read across the second line: the rules of rows stand in the statement itself, made of the same policy. */
export const tableOf = (metadata: EntityMetadata): string => `inside.${escapeIdentifier(metadata.tableName)}`;

/** The condition that shows a reader only what is theirs to see of a table; undefined when that is all of it, false when it is nothing. */
export function rightsOf(compiling: Compiling, metadata: EntityMetadata, alias: string): string | undefined | false {
  const rows: Rows[] = allowed(compiling.actor, 'read', metadata.name);
  if (rows.length === 0) return false;
  const condition = ruleCondition(metadata.name, rows);
  if (!condition) return undefined;
  return spelled(
    condition.sql,
    property => keptOf(metadata, alias, property),
    name => compiling.ruleValue(condition.parameters![name]),
  );
}
