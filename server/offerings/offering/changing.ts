import { seen } from '../../kernel/advance.ts';
import { canonical } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { needFresh } from '../../kernel/guard.ts';
import { keyAmong, proposeChange } from '../change/service.ts';
import { Offering, type OfferingInput } from './entity.ts';
import { termsOf } from './service.ts';

/**
 * Changes a listed offering. What is key waits for a second person; the rest is in the catalogue at once. Trials keep the
 * terms they were applied for under; published lists do not change.
 */
export async function changeOffering(ctx: Context, id: string, version: number, input: Partial<OfferingInput>): Promise<Offering> {
  const offering = await seen(ctx, Offering, id);
  ctx.permit('update', offering);
  if (offering.version !== version) throw refuse('VERSION_CONFLICT', undefined, { version: offering.version });
  const terms = await termsOf(ctx, offering, input);
  const differing = (Object.keys(terms) as (keyof Offering)[]).filter(
    field => terms[field] !== undefined && canonical(terms[field] ?? null) !== canonical(offering[field] ?? null),
  );
  // How many may try decides who gets a seat: whoever changes that proves once more who it is.
  if (typeof input.seats === 'number' || input.seatsTotal !== undefined) needFresh(ctx);
  const key = await keyAmong(ctx, differing);
  if (key.length) await proposeChange(ctx, { offeringId: id, reason: null, input: among(terms, key) });
  const rest = differing.filter(field => !key.includes(field) && !(field === 'expiresAt' && key.includes('validTo')));
  await update(ctx, Offering, id, version, among(terms, rest));
  // The database numbers the edition.
  return seen(ctx, Offering, id);
}

const among = (terms: Partial<Offering>, fields: readonly string[]): Partial<Offering> =>
  Object.fromEntries(Object.entries(terms).filter(([field]) => fields.includes(field)));
