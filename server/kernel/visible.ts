import type { EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Context } from './context.ts';
import { allowed, type Verb } from './policy.ts';
import { restrict } from './rows.ts';

/** A query over the rows of an entity that this actor may see. Lists, counts, exports and reports all start here. */
export function visible<T extends ObjectLiteral>(ctx: Context, entity: EntityTarget<T>, verb: Verb = 'read'): SelectQueryBuilder<T> {
  const repository = ctx.db.getRepository(entity);
  return restrict(repository.createQueryBuilder('it'), allowed(ctx.actor, verb, repository.metadata.name));
}
