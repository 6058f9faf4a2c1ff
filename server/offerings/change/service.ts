import type { EntityManager } from 'typeorm';
import { advance, seen } from '../../kernel/advance.ts';
import { canonical } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { amend, create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { Offering, type OfferingInput } from '../offering/entity.ts';
import { settleOffering, termsOf } from '../offering/service.ts';
import { notKey, OfferingChange, type OfferingChangeInput, offeringField } from './entity.ts';
import { offeringChangeLifecycle } from './lifecycle.ts';

const same = (a: unknown, b: unknown) => canonical(a ?? null) === canonical(b ?? null);
const told = (value: unknown) => (value === null || value === undefined ? null : typeof value === 'string' ? value : canonical(value));

/** Which of these fields wait for a second person. */
export async function keyAmong(ctx: Context, fields: readonly string[]): Promise<string[]> {
  const rows = await ctx.query<{ field: string }>('select field from key_field where key and field = any($1)', [fields]);
  return rows.map(({ field }) => field);
}

/** Every field that can be changed has its row; those that are there stay as they were set. */
export async function fillKeyFields(db: EntityManager): Promise<void> {
  for (const field of offeringField.values)
    await db.query('insert into key_field (id, field, key) values ($1, $2, $3) on conflict (field) do nothing', [
      newId(),
      field,
      !notKey.includes(field),
    ]);
}

/** Puts a change into the queue. What stands in public stays; one change of an offering waits at a time. */
export async function proposeChange(ctx: Context, { offeringId, reason, input }: OfferingChangeInput): Promise<OfferingChange> {
  const offering = await seen(ctx, Offering, offeringId);
  const { providerId, name: offeringName } = offering;
  // Asked first, so that nobody learns of what is not theirs to change.
  ctx.permit('create', Object.assign(new OfferingChange(), { offeringId, providerId }));
  if (!['LISTED', 'SUSPENDED'].includes(offering.state)) throw refuse('ILLEGAL_STATE', undefined, { state: offering.state });
  const will = await termsOf(ctx, offering, input as Partial<OfferingInput>);
  const fields = (offeringField.values as readonly (keyof OfferingInput)[]).filter(
    field => field in will && !same(offering[field], will[field]),
  );
  if (fields.length === 0) throw refuse('BAD_USER_INPUT', 'NOTHING_CHANGES');
  const among = (of: object) => Object.fromEntries(fields.map(field => [field, (of as Record<string, unknown>)[field] ?? null]));
  return create(ctx, OfferingChange, {
    ...{ offeringId, offeringName, providerId, reason },
    was: among(offering),
    will: among(will),
    changes: fields.map(field => ({ field, before: told(offering[field]), after: told(will[field]) })),
    proposedById: ctx.actor.id,
    proposedBy: ctx.actor.name,
  });
}

/**
 * Approval by a second person brings the change into the catalogue, in one transaction. What has meanwhile changed in the
 * very fields is not overwritten: the change is refused as outdated, and can be proposed anew.
 */
export async function advanceChange(ctx: Context, id: string, action: string, note?: string): Promise<OfferingChange> {
  if (action === 'WITHDRAW') return advance(ctx, OfferingChange, offeringChangeLifecycle, id, action, { note });
  const change = await advance(ctx, OfferingChange, offeringChangeLifecycle, id, action, {
    note,
    set: { decidedBy: ctx.actor.name, decidedAt: await ctx.now() },
  });
  if (action !== 'APPROVE') return change;
  const { offeringId, was, will, reason } = change;
  const offering = await settleOffering(ctx, offeringId);
  if (!['LISTED', 'SUSPENDED'].includes(offering.state)) throw refuse('ILLEGAL_STATE', undefined, { state: offering.state });
  const outdated = Object.keys(was).filter(field => !same(offering[field as keyof Offering], was[field]));
  if (outdated.length) throw refuse('ILLEGAL_STATE', 'CHANGE_OUTDATED', { fields: outdated });
  await amend(ctx, Offering, offering, offering.version, await termsOf(ctx, offering, will as Partial<OfferingInput>), reason ?? undefined);
  return change;
}
