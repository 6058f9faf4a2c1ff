import { Arg, type ClassType, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { type Stateful, seen } from './advance.ts';
import { canonical } from './canonical.ts';
import type { Context } from './context.ts';
import { refuse } from './errors.ts';
import { fieldsOf, newId } from './fields.ts';
import { type Change, record } from './journal.ts';
import { allowed, covers } from './policy.ts';

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);
const same = (a: unknown, b: unknown) => canonical(a ?? null) === canonical(b ?? null);
const given = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Partial<T>;

/** Makes a record, if the policy lets this actor make this one, and writes the fact `Thing.CREATE`. */
export async function create<T extends ObjectLiteral>(ctx: Context, entity: ClassType<T>, values: Partial<T>, note?: string): Promise<T> {
  const made = ctx.db.create(entity, { id: newId(), ...given(values) } as never) as unknown as T;
  ctx.permit('create', made);
  return insert(ctx, entity, made, note);
}

/** As `create`, without asking the policy: for records that another act brings about. */
export async function insert<T extends ObjectLiteral>(ctx: Context, entity: ClassType<T>, values: Partial<T>, note?: string): Promise<T> {
  const made = ctx.db.create(entity, { id: newId(), ...given(values) } as never) as unknown as T;
  await ctx.db.insert(entity, made as never);
  const stored = await ctx.db.findOneByOrFail(entity, { id: made['id'] } as never);
  const changes = [...fieldsOf(entity)]
    .filter(([key, { kind }]) => kind !== 'id' && stored[key] !== null && stored[key] !== undefined && key in values)
    .map(([field]) => ({ field, after: plain(stored[field]) }));
  await record(ctx, `${entity.name}.CREATE`, stored as never, { note, changes });
  return stored;
}

/**
 * Changes a record by compare-and-set on its version, or refuses: NOT_FOUND for what one may not see, FORBIDDEN for what
 * one sees but may not change, VERSION_CONFLICT (with the current version) when somebody was faster.
 */
export async function update<T extends Stateful | (ObjectLiteral & { id: string; version: number })>(
  ctx: Context,
  entity: ClassType<T>,
  id: string,
  version: number,
  changes: Partial<T>,
  note?: string,
): Promise<T> {
  const subject = (await seen(ctx, entity as EntityTarget<Stateful>, id)) as unknown as T;
  if (!covers(allowed(ctx.actor, 'update', entity.name), subject)) throw refuse('FORBIDDEN');
  return amend(ctx, entity, subject, version, changes, note);
}

/** The compare-and-set of `update`, without asking the policy. `act` names the fact, when it is more than an update. */
export async function amend<T extends ObjectLiteral>(
  ctx: Context,
  entity: ClassType<T>,
  subject: T,
  version: number,
  changes: Partial<T>,
  note?: string,
  act = 'UPDATE',
  details?: Record<string, unknown>,
): Promise<T> {
  const changed: Change[] = Object.entries(changes)
    .filter(([key, after]) => after !== undefined && !same(subject[key], after))
    .map(([field, after]) => ({ field, before: plain(subject[field]), after: plain(after) }));
  if (subject['version'] !== version) throw refuse('VERSION_CONFLICT', undefined, { version: subject['version'] });
  if (changed.length === 0) return subject;
  const { metadata } = ctx.db.getRepository(entity);
  const emptied = changed.find(({ field, after }) => after === null && metadata.findColumnWithPropertyName(field)?.isNullable === false);
  if (emptied) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: emptied.field });
  const set = Object.fromEntries(changed.map(({ field }) => [field, changes[field]]));
  const { affected } = await ctx.db
    .createQueryBuilder()
    .update(entity)
    .set({ ...set, version: () => 'version + 1' } as never)
    .where('id = :id and version = :version', { id: subject['id'], version })
    .execute();
  if (!affected) throw refuse('VERSION_CONFLICT');
  const after = Object.assign(subject, set, { version: version + 1 });
  // What was asked may be the old owner's to make and not the new one's to have: a row cannot be moved out of one's reach.
  if (
    ctx.actor.id !== 'system' &&
    !covers(allowed(ctx.actor, 'update', entity.name), after) &&
    allowed(ctx.actor, 'update', entity.name).length > 0
  )
    throw refuse('FORBIDDEN');
  await record(ctx, `${entity.name}.${act}`, after as never, { note, changes: changed, ...(details && { details }) });
  return after;
}

/** Puts `createThing(input)` on the wire. */
export function Creating<T extends object, I extends object>(
  entity: ClassType<T>,
  input: ClassType<I>,
  make: (ctx: Context, input: I) => Promise<T>,
) {
  @Resolver(() => entity)
  class CreatingResolver {
    @Mutation(() => entity, { name: `create${entity.name}`, description: `Makes a record of ${entity.name} and answers with it` })
    create(@Arg('input', () => input, { description: 'What the new record says' }) input_: I, @Ctx() ctx: Context) {
      return make(ctx, input_);
    }
  }
  return CreatingResolver;
}

/** Puts `updateThing(id, version, input)` on the wire. */
export function Updating<T extends object, I extends object>(
  entity: ClassType<T>,
  patch: ClassType<I>,
  change: (ctx: Context, id: string, version: number, input: I) => Promise<T>,
) {
  @Resolver(() => entity)
  class UpdatingResolver {
    @Mutation(() => entity, {
      name: `update${entity.name}`,
      description: `Changes a record of ${entity.name}; refused with VERSION_CONFLICT when it has changed since that version`,
    })
    update(
      @Arg('id', () => ID, { description: 'The record' }) id: string,
      @Arg('version', () => Int, { description: 'The version that was read' }) version: number,
      @Arg('input', () => patch, { description: 'What changes; what is left out stays' }) input: I,
      @Ctx() ctx: Context,
    ) {
      if (version < 1) throw refuse('BAD_USER_INPUT', 'VERSION_REQUIRED');
      return change(ctx, id, version, input);
    }
  }
  return UpdatingResolver;
}
