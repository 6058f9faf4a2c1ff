import { createHash } from 'node:crypto';
import { DefaultNamingStrategy, type Table } from 'typeorm';

export const snake = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`).replace(/^_/, '');
export const constant = (name: string): string => snake(name).toUpperCase();
export const lower = (name: string): string => name[0]!.toLowerCase() + name.slice(1);
export const plural = (name: string): string => (/[^aeiou]y$/.test(name) ? name.replace(/y$/, 'ies') : `${name}s`);

/** Columns are snake_case in the database; constraints without a name of their own get a short stable one. */
export class SnakeCase extends DefaultNamingStrategy {
  override tableName(target: string, custom: string | undefined): string {
    return custom ?? snake(target);
  }
  override columnName(property: string, custom: string, prefixes: string[]): string {
    return custom ?? snake([...prefixes, property].join('_'));
  }
  override joinColumnName(relation: string, referenced: string): string {
    return snake(`${relation}_${referenced}`);
  }
  override primaryKeyName(table: Table | string): string {
    return `${this.bare(table)}_pkey`;
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return this.short(`${this.bare(table)}_${columns.join('_')}_fkey`);
  }
  override indexName(table: Table | string, columns: string[], where?: string): string {
    return this.short(`${this.bare(table)}_${columns.join('_')}_idx${where ? `_${hash(where)}` : ''}`);
  }
  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return this.short(`${this.bare(table)}_${columns.join('_')}_key`);
  }
  override checkConstraintName(table: Table | string, expression: string): string {
    return `${this.bare(table)}_check_${hash(expression)}`;
  }
  private bare(table: Table | string): string {
    const name = typeof table === 'string' ? table : table.name;
    return name.split('.').pop()!;
  }
  private short(name: string): string {
    return name.length <= 60 ? name : `${name.slice(0, 51)}_${hash(name)}`;
  }
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
