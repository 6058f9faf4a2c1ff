import { Arg, type ClassType, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ObjectLiteral } from 'typeorm';
import { answersOf, type Expressions } from './asking.ts';
import type { Condition } from './conditions.ts';
import type { Context } from './context.ts';
import { refuse } from './errors.ts';
import { countAs } from './limits.ts';
import { keepWithin } from './ordering.ts';
import { type Actor, allowed } from './policy.ts';
import { fetchRows, restrict } from './rows.ts';

/** Who reads: all that a declared field may depend on beside the record it stands on. */
export type Reader = Pick<Context, 'actor'>;

/**
 * A field that leads to another record, or is made of the record's own columns.
 *
 * It is declared, not written: the resolver and the compiled statement are made of the same declaration, so they cannot
 * answer differently. What a reader may not see is left out, as everywhere.
 */
export type Declared =
  | { to: 'one'; target: () => ClassType; by: string }
  | { to: 'many'; target: () => ClassType; of: string; sort?: string; first?: number }
  | { to: 'only'; target: () => ClassType; of: string }
  | { to: 'listed'; target: () => ClassType; by: string }
  | ({ to: 'value'; reads: (actor: Actor) => readonly string[]; value: (record: any, reader: Reader) => unknown } & Asking)
  | {
      to: 'related';
      target: () => ClassType;
      on: (actor: Actor) => Condition;
      load: (record: any, ctx: Context) => Promise<ObjectLiteral[]>;
    };

/** What a value is made of beside columns: see `Expressions`. The answers stand among the properties of the record. */
interface Asking {
  asks?: (actor: Actor) => Expressions;
  /** Spares a resolver its question where the record itself says that the answers do not matter. */
  when?: (record: any) => boolean;
}

interface Said {
  about: string;
  type: () => any;
  nullable: boolean;
}
export type Edge = Said & { declared: (name: string) => Declared };

/** The record that a column of this one names: `provider` by `providerId`. */
export const one = (target: () => ClassType, about: string, by?: string): Edge => ({
  about,
  type: target,
  nullable: true,
  declared: name => ({ to: 'one', target, by: by ?? `${name}Id` }),
});

/** The records that name this one in their column `of`, oldest first or by `sort`; `first` of them where it may be many. */
export const many = (target: () => ClassType, about: string, { of, ...more }: { of: string; sort?: string; first?: number }): Edge => ({
  about,
  type: () => [target()],
  nullable: false,
  declared: () => ({ to: 'many', target, of, ...more }),
});

/** The one record that names this one in its column `of`. */
export const only = (target: () => ClassType, about: string, of: string): Edge => ({
  about,
  type: target,
  nullable: true,
  declared: () => ({ to: 'only', target, of }),
});

/** The records whose ids this one keeps in a column, in their order. */
export const listed = (target: () => ClassType, about: string, by: string): Edge => ({
  about,
  type: () => [target()],
  nullable: false,
  declared: () => ({ to: 'listed', target, by }),
});

/**
 * The records `it` that a condition joins to this one, `own`, by the names of properties; oldest first.
 *
 * Who may read this record may read those: no rule of their own type is asked. `load` finds the same for one record.
 */
export const related = <T>(
  target: () => ClassType,
  about: string,
  on: (actor: Actor) => Condition,
  load: (record: T, ctx: Context) => Promise<ObjectLiteral[]>,
): Edge => ({ about, type: () => [target()], nullable: false, declared: () => ({ to: 'related', target, on, load }) });

/** What is made of columns of the record, of who reads it, and of what it `asks`; else without a question to the database. */
export const made = <T>(
  type: () => any,
  about: string,
  reads: readonly (keyof T & string)[] | ((actor: Actor) => readonly string[]),
  value: (record: T, reader: Reader) => unknown,
  { nullable = false, ...asking }: { nullable?: boolean; asks?: Asking['asks']; when?: (record: T) => boolean } = {},
): Edge => ({
  about,
  type,
  nullable,
  declared: () => ({ to: 'value', reads: typeof reads === 'function' ? reads : () => reads, value, ...asking }),
});

/** How many children of one record are answered at most. */
export const mostOfMany = 100;

async function follow(type: ClassType, declared: Declared, record: ObjectLiteral, ctx: Context, first?: number): Promise<unknown> {
  switch (declared.to) {
    case 'one':
      return ctx.load(declared.target(), record[declared.by]);
    case 'many':
      return manyOf(ctx, declared, record, first);
    case 'only':
      return (await ctx.loadAll(declared.target(), declared.of as never, record['id']))[0] ?? null;
    case 'listed':
      return (await Promise.all((record[declared.by] as string[]).map(id => ctx.load(declared.target(), id)))).filter(
        found => found !== null,
      );
    case 'related':
      return declared.load(record, ctx);
    case 'value': {
      const { asks, when, value } = declared;
      const expressions = asks && (!when || when(record)) ? asks(ctx.actor) : {};
      if (Object.keys(expressions).length === 0) return value(record, ctx);
      return value({ ...record, ...(await answersOf(ctx, type, expressions, record['id'])) }, ctx);
    }
  }
}

/** The records that name this one: all in one query for all records of a request, and no more of each than are asked for. */
async function manyOf(ctx: Context, { target, of, sort }: Extract<Declared, { to: 'many' }>, record: ObjectLiteral, first?: number) {
  if (first === undefined) return sorted((await ctx.loadAll(target(), of as never, record['id'])) as ObjectLiteral[], sort);
  if (first < 1 || first > mostOfMany) throw refuse('BAD_USER_INPUT', 'PAGE_SIZE', { max: mostOfMany });
  const { name } = target();
  const found = await ctx.loader(
    `${name}.${of}.${first}`,
    async values => {
      const repository = ctx.db.getRepository<ObjectLiteral>(target());
      const numbered = restrict(repository.createQueryBuilder('it'), allowed(ctx.actor, 'read', name))
        .select('it.id', 'id')
        .addSelect(`row_number() over (partition by it.${of} order by ${sort ? `it.${sort}, ` : ''}it.id)`, 'n')
        .andWhere(`it.${of} in (:...values)`, { values });
      const query = repository
        .createQueryBuilder('it')
        .where(`it.id in (select id from (${numbered.getQuery()}) numbered where n <= :first)`, { ...numbered.getParameters(), first });
      return fetchRows(query.orderBy('it.id'));
    },
    of,
    record['id'],
  );
  return sorted(found, sort);
}

const sorted = (found: ObjectLiteral[], by: string | undefined): ObjectLiteral[] =>
  by ? [...found].sort((a, b) => (a[by] < b[by] ? -1 : a[by] > b[by] ? 1 : 0)) : found;

/** Puts declared fields on a type of the API. */
export function Edges<T extends object>(type: ClassType<T>, edges: Record<string, Edge>): Function {
  @Resolver(() => type)
  class EdgesResolver {}
  for (const [name, { declared, about, type: leadsTo, nullable }] of Object.entries(edges)) {
    const reading = declared(name);
    if (reading.to === 'many') keepWithin(reading.target(), reading.of, ...(reading.sort ? [reading.sort] : []));
    const counted = reading.to === 'many' && reading.first !== undefined;
    const descriptor = {
      value: (record: ObjectLiteral, ctx: Context, first?: number) => follow(type, reading, record, ctx, first),
      configurable: true,
    };
    const { prototype } = EdgesResolver;
    Object.defineProperty(prototype, name, descriptor);
    Root()(prototype, name, 0);
    Ctx()(prototype, name, 1);
    if (counted) {
      countAs(name, reading.first!);
      Arg('first', () => Int, { defaultValue: reading.first, description: `How many at most: 1 to ${mostOfMany}` })(prototype, name, 2);
    }
    FieldResolver(leadsTo, { nullable, description: about })(prototype, name, descriptor);
    // A field that is a column as well has its extensions from there.
    for (const holder of [prototype, type.prototype]) Extensions({ reading })(holder, name, descriptor);
  }
  return EdgesResolver;
}
