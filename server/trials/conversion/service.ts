import { needAttachments, shareAttachments } from '../../files/service.ts';
import { advance, seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { isSamePerson } from '../../kernel/policy.ts';
import { Trial } from '../trial/entity.ts';
import { advanceTrial } from '../trial/service.ts';
import { Conversion, type ConversionAmendment, type ConversionInput } from './entity.ts';
import { conversionLifecycle } from './lifecycle.ts';

/** What is recorded has happened: no day may lie ahead, nothing is paid for before it is signed, and something proves it. */
async function check(ctx: Context, { signedOn, paidOn, goLiveOn, fileIds }: Partial<ConversionAmendment>): Promise<void> {
  const today = await ctx.today();
  for (const [field, day] of Object.entries({ signedOn, paidOn, goLiveOn }))
    if (day && day > today) throw refuse('BAD_USER_INPUT', 'DAY_AHEAD', { field });
  if (fileIds && (fileIds.length === 0 || new Set(fileIds).size < fileIds.length)) throw refuse('BAD_USER_INPUT', 'PROOF_NEEDED');
  if (fileIds) await needAttachments(ctx, fileIds);
}

/** Both parties and the district that verifies it may read what proves a purchase, whoever sent it. */
const openFiles = (ctx: Context, { fileIds, providerId, enterpriseId, district }: Conversion): Promise<void> =>
  shareAttachments(ctx, fileIds, { providerId, enterpriseId, district });

/** Records the purchase a trial led to, which is its one outcome; a running trial ends by it. */
export async function recordConversion(ctx: Context, { trialId, ...said }: ConversionInput): Promise<Conversion> {
  await check(ctx, said);
  const trial = await advanceTrial(ctx, trialId, 'CONVERT', { details: { contractNumber: said.contractNumber } });
  const conversion = await create(ctx, Conversion, {
    ...said,
    trialId,
    offeringId: trial.offeringId,
    offeringName: trial.offeringName,
    enterpriseId: trial.enterpriseId,
    enterpriseName: trial.enterpriseName,
    providerId: trial.providerId,
    providerName: trial.providerName,
    district: trial.district,
    recordedById: ctx.actor.id,
    recordedByRole: ctx.actor.role,
  });
  await openFiles(ctx, conversion);
  return conversion;
}

/** Corrects what was recorded, until somebody has verified it. */
export async function amendConversion(
  ctx: Context,
  id: string,
  version: number,
  changes: Partial<ConversionAmendment>,
): Promise<Conversion> {
  await check(ctx, changes);
  const { state } = await seen(ctx, Conversion, id);
  if (state === 'VERIFIED') throw refuse('ILLEGAL_STATE', undefined, { state });
  const conversion = await update<Conversion>(ctx, Conversion, id, version, changes);
  await openFiles(ctx, conversion);
  return conversion;
}

/** Verifies, rejects or puts forward again. Who recorded it does not judge it. */
export async function advanceConversion(ctx: Context, id: string, action: string, note?: string): Promise<Conversion> {
  const { recordedById } = await seen(ctx, Conversion, id);
  const judged = action !== 'RESUBMIT';
  if (judged && isSamePerson(ctx.actor, recordedById)) throw refuse('FORBIDDEN', 'SAME_PERSON');
  const set = { verifiedById: judged ? ctx.actor.id : null, verifiedAt: judged ? await ctx.now() : null };
  return advance(ctx, Conversion, conversionLifecycle, id, action, { note, set });
}

/** Says why a trial that has ended led to no purchase, which is its one outcome. */
export async function declineConversion(ctx: Context, trialId: string, reason: string, note: string | undefined): Promise<Trial> {
  if (reason === 'NO_ANSWER') throw refuse('BAD_USER_INPUT', 'REASON_OF_THE_CLOCK');
  if (reason === 'OTHER' && !note?.trim()) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  if ((note?.length ?? 0) > 500) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'note' });
  return advanceTrial(ctx, trialId, 'NOT_CONVERT', {
    note,
    details: { reason },
    set: { notConvertedReason: reason, notConvertedNote: note ?? null },
  });
}
