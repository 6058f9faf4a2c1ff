import { randomBytes } from 'node:crypto';
import { Assessment } from '../../assessments/assessment/entity.ts';
import { needAttachments, shareAttachments } from '../../files/service.ts';
import { advance, type Cargo, seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create, insert } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { isSamePerson } from '../../kernel/policy.ts';
import { Enterprise } from '../../people/enterprise/entity.ts';
import { User } from '../../people/user/entity.ts';
import { loadReference } from '../../reference/loadReference.ts';
import { Conversion } from '../../trials/conversion/entity.ts';
import { ruleOn } from '../rule/service.ts';
import { Evidence, type EvidenceInput } from './entity.ts';
import { evidenceLifecycle } from './lifecycle.ts';

/** A number for evidence that is filed here: the day, and letters nobody mistakes for one another. */
export function newNumber(day: string): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return `W${day.replaceAll('-', '')}-${[...randomBytes(8)].map(byte => letters[byte % 32]).join('')}`;
}

/** Midnight in Shanghai, so many months after a day; a day that the month lacks is its last. */
export function expiryOf(datedOn: string, months: number): Date {
  const [year, month, day] = datedOn.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)) - 8 * 3_600_000);
}

/** Somebody brings evidence. It is PROPOSED until another verifies it. */
export async function proposeEvidence(ctx: Context, { enterpriseId, ...input }: EvidenceInput): Promise<Evidence> {
  const enterprise = await ctx.need(Enterprise, enterpriseId);
  const today = await ctx.today();
  const fileIds = (await needAttachments(ctx, input.fileIds ?? [])).map(({ id }) => id);
  if (input.datedOn > today) throw refuse('BAD_USER_INPUT', 'EVIDENCE_DATED_LATER');
  const { months } = await ruleOn(ctx, today);
  await shareAttachments(ctx, fileIds, { enterpriseId, district: enterprise.district });
  return create(ctx, Evidence, {
    ...input,
    number: newNumber(today),
    enterpriseId,
    uscc: enterprise.uscc,
    district: enterprise.district,
    fileIds,
    uploadedById: ctx.actor.id,
    expiresAt: expiryOf(input.datedOn, months),
  });
}

/**
 * A purchase that was verified becomes evidence that waits for the district, brought by who recorded the purchase.
 *
 * Told twice, it does nothing the second time. It is dated on the last of signature, payment and going live.
 */
export async function proposeConversion(ctx: Context, conversionId: string): Promise<void> {
  if (await ctx.db.existsBy(Evidence, { conversionId })) return;
  const purchase = await ctx.db.findOneByOrFail(Conversion, { id: conversionId });
  const { signedOn, paidOn, goLiveOn, recordedById, contractNumber, offeringName, fileIds, enterpriseId } = purchase;
  const datedOn = [signedOn, paidOn, goLiveOn]
    .filter(day => day !== null && day !== undefined)
    .sort()
    .at(-1)!;
  await entail(ctx, {
    kind: 'CONTRACT',
    enterpriseId,
    datedOn,
    document: `合同 ${contractNumber}:${offeringName}`,
    fileIds,
    conversionId,
    uploadedById: (await ctx.db.existsBy(User, { id: recordedById })) ? recordedById : null,
  });
}

/** The level from which a judgement on the spot shows that an enterprise has transformed. */
const provingLevel = 2;

/** A judgement on the spot at level two or above becomes evidence that waits for another to verify it. Told twice, it does nothing more. */
export async function proposeAssessment(ctx: Context, assessmentId: string): Promise<void> {
  if (await ctx.db.existsBy(Evidence, { assessmentId })) return;
  const { kind, level, enterpriseId, asOf, fileIds, submittedById } = await ctx.db.findOneByOrFail(Assessment, { id: assessmentId });
  if (kind !== 'ONSITE' || level < provingLevel) return;
  await entail(ctx, {
    kind: 'ONSITE_LEVEL2',
    enterpriseId,
    datedOn: asOf,
    document: `现场评定:${['', '一', '二', '三', '四'][level]}级`,
    fileIds,
    assessmentId,
    uploadedById: submittedById ?? null,
  });
}

type Entailed = Pick<Evidence, 'kind' | 'datedOn' | 'document' | 'fileIds' | 'uploadedById' | 'conversionId' | 'assessmentId'>;
/** Evidence that follows from what was verified elsewhere: numbered here, of the enterprise as it is today. */
async function entail(ctx: Context, { enterpriseId, ...said }: Entailed & { enterpriseId: string }): Promise<void> {
  const { uscc, district } = await ctx.db.findOneByOrFail(Enterprise, { id: enterpriseId });
  const today = await ctx.today();
  const { months } = await ruleOn(ctx, today);
  await insert(ctx, Evidence, {
    ...said,
    number: newNumber(today),
    enterpriseId,
    uscc,
    district,
    expiresAt: expiryOf(said.datedOn, months),
  });
}

type Effect = (ctx: Context, evidence: Evidence, note: string | undefined) => Promise<Cargo['set']>;
const effects: Record<string, Effect> = {
  async VERIFY(ctx, { kind, uploadedById }) {
    if (isSamePerson(ctx.actor, uploadedById)) throw refuse('FORBIDDEN', 'SAME_PERSON');
    if (kind === 'SELF') throw refuse('BAD_USER_INPUT', 'SELF_NEVER_COUNTS');
    return { verifiedById: ctx.actor.id, verifiedByUnit: unitOf(ctx), verifiedOn: await ctx.today() };
  },
  async REVOKE(ctx, _, note) {
    return { revokedOn: await ctx.today(), revokedReason: note!.trim().slice(0, 500) };
  },
};

/** Moves evidence: who verifies is never who brought it; a revocation counts from today on. */
export async function advanceEvidence(ctx: Context, id: string, action: string, note?: string): Promise<Evidence> {
  const subject = await seen(ctx, Evidence, id);
  const from = evidenceLifecycle.moves[action as keyof typeof evidenceLifecycle.moves].from as readonly string[];
  const set =
    from.includes(subject.state) && (note?.trim() || action !== 'REVOKE') ? await effects[action]?.(ctx, subject, note) : undefined;
  return advance(ctx, Evidence, evidenceLifecycle, id, action, { note, set });
}

/** The bureau an officer verifies for, as it signs. */
function unitOf({ actor }: Context): string {
  const district = loadReference().districts.find(({ code }) => code === actor.district);
  return `${district?.nameZh ?? '市'}工信局`;
}

/** Evidence belongs to the district its enterprise lies in today, and to the enterprise's record once there is one. */
export const followEnterprises = (ctx: Context, enterpriseId: string | null = null): Promise<unknown> =>
  ctx.query(
    `update evidence v set enterprise_id = e.id, district = e.district from enterprise e
     where e.uscc = v.uscc and ($1::uuid is null or e.id = $1) and (v.enterprise_id is null or v.district is distinct from e.district)`,
    [enterpriseId],
  );
