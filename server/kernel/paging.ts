import { createHash } from 'node:crypto';
import type { ClassType } from 'type-graphql';
import type { ObjectLiteral } from 'typeorm';
import type { Condition } from './conditions.ts';
import { readCursor } from './cursor.ts';
import { refuse } from './errors.ts';
import { type Asked, type Asker, beyond, conditionsOf, type Key, keysOf, type Offer } from './selection.ts';

const mostRecords = 100;
const mostAnonymous = 50;
const mostSkipped = 1_000_000;

/** Which page of a list is asked for. */
export interface PageAsked extends Asked {
  first: number;
  after?: string | null;
  offset?: number | null;
}

/** A page of a list as what a statement needs to know of it. */
export interface PagePlan {
  /** What the rows of the list must meet: what is counted. */
  conditions: Condition[];
  /** The condition of the list as ways that are each read in order by an index, where that is all there is of it. */
  ways?: Condition['ways'];
  /** What those of the page must meet besides. */
  after?: Condition;
  keys: Key[];
  first: number;
  offset?: number;
  /** What cursors of this list are sealed for: list, order and reader. */
  scope: string;
  hasPreviousPage: boolean;
  /** Whether words are searched: what is found is little, and all of it has to be found to be ordered. */
  searched: boolean;
}

/** Refuses what is no page of the list; everything of it that needs no database is decided here. */
export function planPage<T extends ObjectLiteral>(
  asker: Asker,
  entity: ClassType<T>,
  offer: Offer<T>,
  { first, after, offset, ...asked }: PageAsked,
): PagePlan {
  const most = asker.actor.role === 'PUBLIC' ? mostAnonymous : mostRecords;
  if (first < 1 || first > most) throw refuse('BAD_USER_INPUT', 'PAGE_SIZE', { max: most });
  if (offset !== undefined && offset !== null && (offset < 0 || offset > mostSkipped || after))
    throw refuse('BAD_USER_INPUT', 'OFFSET_INVALID', { max: mostSkipped });
  const scope = createHash('sha256')
    .update(JSON.stringify([entity.name, asker.actor.id, asked.filter ?? null, asked.search ?? null, asked.sort ?? null]))
    .digest('base64');
  const keys = keysOf(asker, entity, offer, asked.sort);
  const conditions = conditionsOf(asker, entity, offer, asked);
  const [only] = conditions;
  const ordered = keys.length === 1 && offer.within?.['state' as keyof T & string]?.includes(keys[0]!.column as never);
  const apart = ordered && conditions.length === 1 && (only!.ways?.length ?? 0) > 1;
  return {
    conditions,
    ...(apart && { ways: only!.ways }),
    keys,
    first,
    scope,
    hasPreviousPage: Boolean(after) || (offset ?? 0) > 0,
    searched: Boolean(asked.search?.trim()),
    ...(after && { after: beyond(keys, readCursor(after, scope)) }),
    ...(offset && { offset }),
  };
}
