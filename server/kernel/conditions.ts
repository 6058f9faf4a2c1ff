/**
 * A condition on the rows of `it`, as plain data: columns are written `it.column` by the names of their properties, values
 * `:name`. A list asked through TypeORM and a list compiled into one statement are narrowed by the very same ones.
 */
export interface Condition {
  sql: string;
  parameters?: Record<string, unknown>;
  /** The same as several that exclude each other, without values. Of those that are `moved` there are few at any time. */
  ways?: readonly { sql: string; moved: boolean }[];
}

/** Whether a condition of several: an empty list of values holds for nothing, one value is compared plainly, so that an index keeps its order. */
export function among(sql: string, name: string, values: readonly unknown[]): Condition {
  if (values.length === 0) return { sql: 'false' };
  return values.length === 1
    ? { sql: `${sql} = :${name}`, parameters: { [name]: values[0] } }
    : { sql: `${sql} = any(:${name})`, parameters: { [name]: values } };
}

/** Whether any of several conditions holds. */
export const eitherOf = (conditions: readonly Condition[]): Condition =>
  conditions.length
    ? {
        sql: `(${conditions.map(({ sql }) => sql).join(' or ')})`,
        parameters: Object.assign({}, ...conditions.map(({ parameters }) => parameters)),
      }
    : { sql: 'false' };

// A name follows a colon; `::text` is a cast.
const value = /(?<![:\w]):([A-Za-z]\w*)/g;

/** A condition in the words of another statement: what the columns of `alias` are called there, and what stands for its values. */
export const spelled = (sql: string, columnOf: (property: string) => string, valueFor: (name: string) => string, alias = 'it'): string =>
  sql
    .replace(value, (_, name: string) => valueFor(name))
    .replace(new RegExp(`\\b${alias}\\.(\\w+)`, 'g'), (_, property: string) => columnOf(property));
