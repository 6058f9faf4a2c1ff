import { Allow } from 'class-validator';
import {
  Arg,
  type ClassType,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { ObjectLiteral } from 'typeorm';
import type { Context } from './context.ts';
import { writeCursor } from './cursor.ts';
import { enumOf, fieldOf } from './fields.ts';
import { constant, lower, plural } from './naming.ts';
import { keepDue, keepOrders, keepWithin } from './ordering.ts';
import { type PageAsked, planPage } from './paging.ts';
import { fetchWith } from './rows.ts';
import { GraphQLDay, GraphQLDecimal, GraphQLInstant } from './scalars.ts';
import { keepSearchKey } from './search/key.ts';
import { isRange, type Offer, order } from './selection.ts';
import { visible } from './visible.ts';

const direction = enumOf('SortDirection', ['ASC', 'DESC'], 'Which way a list is ordered');

@ObjectType({ description: 'Where a page of a list begins and ends' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more records follow' }) hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether records come before' }) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first record' }) startCursor?: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last record: ask for what comes after it' }) endCursor?: string | null;
}

const rangeOf = (name: string, type: () => any, what: string) => {
  @InputType(name, { description: `From and to, both included, of ${what}` })
  class Range {
    @Allow() @Field(type, { nullable: true, description: 'The lowest taken; open when left out' }) from?: unknown;
    @Allow() @Field(type, { nullable: true, description: 'The highest taken; open when left out' }) to?: unknown;
  }
  return Range;
};
const ranges = {
  int: rangeOf('IntRange', () => Int, 'whole numbers'),
  decimal: rangeOf('DecimalRange', () => GraphQLDecimal, 'decimals'),
  day: rangeOf('DateRange', () => GraphQLDay, 'days'),
  instant: rangeOf('DateTimeRange', () => GraphQLInstant, 'instants'),
};

export interface ListingOf<T extends ObjectLiteral = ObjectLiteral> {
  entity: ClassType<T>;
  offer: Offer<T>;
}
const listings = new Map<string, ListingOf>();
/** What each type's list offers, for exports, tabs and checks. */
export const listingOf = (type: string): ListingOf | undefined => listings.get(type);

/** What a root field reads, where it is the list of a type or one record of it. */
export interface RootReading {
  root: 'record' | 'list';
  entity: string;
}

/** The records of a page, with where it begins and ends. */
interface Sheet<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}
/** A page of a list: its records cost a statement once they are asked for, and so does the count. */
interface Page<T> {
  sheet: () => Promise<Sheet<T>>;
  count: () => Promise<number>;
}

/**
 * Puts an entity on the wire for reading: `trial(id)` and `trials(filter, search, sort, first, after, offset)`.
 *
 * A filter names the values a column may hold, or a range; search finds every word, literally, in any of its columns.
 * Only what the actor may see is ever counted or returned. A page costs one statement, the total another, if asked.
 */
export function Listing<T extends ObjectLiteral & { id: string }>(entity: ClassType<T>, offer: Offer<T>) {
  const { name } = entity;
  listings.set(name, { entity, offer } as unknown as ListingOf);
  if (offer.search && !offer.literally) keepSearchKey(entity, offer.search);
  keepOrders(entity, offer.grows ?? []);
  if (offer.within?.['state' as keyof T & string]) keepDue(entity);
  for (const [column, orders] of Object.entries(offer.within ?? {}))
    for (const order of orders ?? []) keepWithin(entity, column, ...[order].flat());

  @InputType(`${name}Filter`, { description: `Which records of ${name}: all that is named must hold` })
  class Filter {
    @Allow() @Field(() => [ID], { nullable: true, description: 'Any of these records' }) id?: string[];
  }
  const offerField = (key: string, type: () => any, description: string) => {
    Field(type, { nullable: true, description })(Filter.prototype, key);
    Allow()(Filter.prototype, key);
  };
  for (const column of offer.filter) {
    const spec = fieldOf(entity, column);
    if (!spec) throw new Error(`${name} has no field ${column} to filter by`);
    const type = isRange(spec) ? () => ranges[spec.kind as keyof typeof ranges] : spec.kind === 'flag' ? spec.type : () => [spec.type()];
    offerField(column, type, isRange(spec) || spec.kind === 'flag' ? spec.options.about : `Any of these: ${spec.options.about}`);
  }
  for (const [key, extra] of Object.entries(offer.extra ?? {})) offerField(key, extra.type, extra.about);

  const sortField = offer.sort.length
    ? enumOf(`${name}SortField`, offer.sort.map(constant), `What a list of ${name} can be ordered by`)
    : undefined;

  @InputType(`${name}Sort`, { description: `An order of a list of ${name}` })
  class Sort {
    @Allow() @Field(() => direction.type, { defaultValue: 'ASC', description: 'Which way' }) direction!: 'ASC' | 'DESC';
  }
  if (!sortField) throw new Error(`${name} offers nothing to sort by`);
  Field(() => sortField.type, { description: 'By what' })(Sort.prototype, 'field');
  Allow()(Sort.prototype, 'field');

  @ObjectType(`${name}Edge`, { description: `A record of ${name} in a list, with its cursor` })
  class Edge {
    @Field(() => String, { description: 'Ask for what comes after it' }) cursor!: string;
    @Field(() => entity, { description: 'The record' }) node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}` })
  class Connection {
    sheet!: () => Promise<Sheet<T>>;
    count!: () => Promise<number>;
  }

  @Resolver(() => Connection)
  class ListingResolver {
    @Extensions({ reading: { root: 'record', entity: name } satisfies RootReading })
    @Query(() => entity, {
      name: lower(name),
      nullable: true,
      description: `One record of ${name}; null when there is none that you may see`,
    })
    one(@Arg('id', () => ID, { description: 'The record' }) id: string, @Ctx() ctx: Context) {
      return ctx.load(entity, id);
    }

    @Extensions({ reading: { root: 'list', entity: name } satisfies RootReading })
    @Query(() => Connection, { name: plural(lower(name)), description: `A list of ${name}, as far as you may see it` })
    many(
      @Arg('filter', () => Filter, { nullable: true, description: 'Which records' }) filter: Filter | undefined,
      @Arg('search', () => String, { nullable: true, description: 'Words that must all occur, literally' }) search: string | undefined,
      @Arg('sort', () => [Sort], { nullable: true, description: 'The order; the newest first when left out' }) sort: Sort[] | undefined,
      @Arg('first', () => Int, { defaultValue: 25, description: 'How many: 1 to 100, without sign-in 1 to 50' }) first: number,
      @Arg('after', () => String, { nullable: true, description: 'The cursor after which to begin' }) after: string | undefined,
      @Arg('offset', () => Int, { nullable: true, description: 'How many to skip, for numbered pages; not together with after' }) offset:
        | number
        | undefined,
      @Ctx() ctx: Context,
    ): Page<T> {
      return page(ctx, entity, offer, { filter: filter as never, search, sort: sort as never, first, after, offset });
    }

    @FieldResolver(() => [entity], { description: 'The records of the page' })
    async nodes(@Root() { sheet }: Page<T>): Promise<T[]> {
      return (await sheet()).edges.map(({ node }) => node);
    }

    @FieldResolver(() => [Edge], { description: 'The records with their cursors' })
    async edges(@Root() { sheet }: Page<T>): Promise<Sheet<T>['edges']> {
      return (await sheet()).edges;
    }

    @FieldResolver(() => PageInfo, { description: 'Where the page begins and ends' })
    async pageInfo(@Root() { sheet }: Page<T>): Promise<PageInfo> {
      return (await sheet()).pageInfo;
    }

    @FieldResolver(() => Int, { description: 'How many records there are in all; costs a statement of its own' })
    totalCount(@Root() { count }: Page<T>): Promise<number> {
      return count();
    }
  }
  return ListingResolver;
}

function page<T extends ObjectLiteral & { id: string }>(ctx: Context, entity: ClassType<T>, offer: Offer<T>, asked: PageAsked): Page<T> {
  const { conditions, after, keys, first, offset, scope, hasPreviousPage } = planPage(ctx, entity, offer, asked);
  const narrowed = () => conditions.reduce((query, { sql, parameters }) => query.andWhere(sql, parameters), visible(ctx, entity));
  const fetchSheet = async (): Promise<Sheet<T>> => {
    const query = order(narrowed(), keys).limit(first + 1);
    if (after) query.andWhere(after.sql, after.parameters);
    if (offset) query.offset(offset);
    const found = await fetchWith(query, Object.fromEntries(keys.map(({ text }, at) => [`key${at}`, text])));
    const edges = found.slice(0, first).map(({ record, extra }) => ({
      node: record,
      cursor: writeCursor({ id: record.id, keys: keys.map((_, at) => extra[`key${at}`] ?? null) }, scope),
    }));
    return {
      edges,
      pageInfo: {
        hasNextPage: found.length > first,
        hasPreviousPage,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  };
  let fetched: Promise<Sheet<T>> | undefined;
  return {
    sheet: () => {
      fetched ??= fetchSheet();
      return fetched;
    },
    count: () => narrowed().getCount(),
  };
}
