import type { EntityMetadata } from 'typeorm';
import type { Context } from '../kernel/context.ts';
import { fieldsOf } from '../kernel/fields.ts';
import type { Keeping } from './rules.ts';

/** What stands where a personal value that must be there was erased. */
export const erasedText = '已删除';

/** The personal columns of an entity, and what an erased one holds. */
export function blanksOf(metadata: EntityMetadata): { field: string; column: string; blank: string }[] {
  return [...fieldsOf(metadata.target as never)]
    .filter(([, { options }]) => options.personal)
    .map(([field]) => {
      const column = metadata.findColumnWithPropertyName(field)!;
      return { field, column: column.databaseName, blank: column.isNullable ? 'null' : `'${erasedText}'` };
    });
}

const version = (metadata: EntityMetadata) => (metadata.findColumnWithPropertyName('version') ? ', version = version + 1' : '');

/** Empties the personal fields of records, and what facts have kept of them. Answers with the ids of those that had any. */
export async function empty(ctx: Context, metadata: EntityMetadata, condition: string, parameters: unknown[]): Promise<string[]> {
  const blanks = blanksOf(metadata);
  const [rows] = (await ctx.query(
    `update "${metadata.tableName}" as it set ${blanks.map(({ column, blank }) => `${column} = ${blank}`).join(', ')}${version(metadata)}
     where ${condition} returning it.id`,
    parameters,
  )) as unknown as [{ id: string }[]];
  const ids = rows.map(({ id }) => id);
  await ctx.query('delete from personal_value where subject_id = any($1)', [ids]);
  return ids;
}

const dirty = (metadata: EntityMetadata) =>
  `(${blanksOf(metadata)
    .map(({ column, blank }) => `it.${column} is distinct from ${blank}`)
    .join(' or ')})`;

/** The rows of a kind whose time is over, as a condition on `it`; `$1` are months, `$2` days. */
const overdue = ({ rows, due }: Keeping, metadata: EntityMetadata) =>
  `${due(`((select domain_now()) - make_interval(months => $1::int, days => $2::int))`)}${rows ? '' : ` and ${dirty(metadata)}`}`;

export const period = (keep: number, unit: string): [number, number] => (unit === 'MONTHS' ? [keep, 0] : [0, keep]);

/** How many records of a kind would go now. */
export async function countDue(ctx: Context, metadata: EntityMetadata, keeping: Keeping, keep: number): Promise<number> {
  const [row] = await ctx.query<{ due: number }>(
    `select count(*)::int as due from inside."${metadata.tableName}" it where ${overdue(keeping, metadata)}`,
    period(keep, keeping.unit),
  );
  return row!.due;
}

/** Erases up to `most` records of a kind whose time is over. Answers with how many. */
export async function eraseDue(ctx: Context, metadata: EntityMetadata, keeping: Keeping, keep: number, most: number): Promise<number> {
  const parameters = [...period(keep, keeping.unit), most];
  if (keeping.rows) {
    const [, erased] = (await ctx.query(
      `delete from "${metadata.tableName}" where ctid = any(array(select it.ctid from "${metadata.tableName}" it where ${overdue(keeping, metadata)} limit $3))`,
      parameters,
    )) as unknown as [unknown[], number];
    return erased;
  }
  const picked = `it.id in (select id from "${metadata.tableName}" it where ${overdue(keeping, metadata)} order by id limit $3)`;
  return (await empty(ctx, metadata, picked, parameters)).length;
}
