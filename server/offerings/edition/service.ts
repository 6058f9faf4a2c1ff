import { seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { amend } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText } from '../../kernel/fields.ts';
import { needFresh } from '../../kernel/guard.ts';
import { Offering } from '../offering/entity.ts';
import { settleOffering } from '../offering/service.ts';
import { OfferingEdition, revertible } from './entity.ts';

/** Brings back what an offering once said. It was approved when it was said, so it waits for nobody; the fact names the edition. */
export async function revertOffering(ctx: Context, id: string, number: number, note: string): Promise<Offering> {
  if (!isCleanText(note) || note.trim() === '' || note.length > 500) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  ctx.permit('update', await seen(ctx, Offering, id));
  const edition = await ctx.db.findOneBy(OfferingEdition, { offeringId: id, number });
  if (!edition) throw refuse('NOT_FOUND', 'EDITION_UNKNOWN', { number });
  const offering = await settleOffering(ctx, id);
  if (!['LISTED', 'SUSPENDED'].includes(offering.state)) throw refuse('ILLEGAL_STATE', undefined, { state: offering.state });
  if (edition.seats !== offering.seats || edition.seatsTotal !== offering.seatsTotal) needFresh(ctx);
  const said = Object.fromEntries(revertible.map(field => [field, edition[field as keyof OfferingEdition]])) as Partial<Offering>;
  await amend(ctx, Offering, offering, offering.version, said, note, 'REVERT');
  return seen(ctx, Offering, id);
}
