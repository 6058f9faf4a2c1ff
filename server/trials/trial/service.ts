import { In } from 'typeorm';
import { addWorkingDays } from '../../calendar/service.ts';
import { advance, type Cargo, seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { stateSql } from '../../kernel/lifecycle.ts';
import { type CatalogueEntry, catalogueEntry, dayAfter, holdOffering, takeSeat } from '../../offerings/offering/service.ts';
import { Enterprise } from '../../people/enterprise/entity.ts';
import { explainUscc } from '../../people/uscc.ts';
import { Trial, type TrialAmendment, type TrialInput } from './entity.ts';
import { openStates, trialLifecycle } from './lifecycle.ts';
import { followSeat, lineOf, offerSeats, onTrialsOf } from './seats.ts';

const replyDays = 2;
const longestExtension = 30;
const daysForOutcome = 90;

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
const outcomeDue = (endsAt: Date): Date => new Date(endsAt.getTime() + daysForOutcome * 86_400_000);
const replyDue = async (ctx: Context): Promise<Date> => dayAfter(await addWorkingDays(ctx, await ctx.today(), replyDays));

/** The days of a trial: whole days in Shanghai, the end exclusive. */
export function daysOfTrial(startsOn: string, days: number) {
  const endsOn = plusDays(startsOn, days);
  return { startsOn, endsOn, endsAt: startOf(endsOn), outcomeDueAt: outcomeDue(startOf(endsOn)) };
}

/** What ending a trial now changes: today is its last day. */
export async function endingNow(ctx: Context) {
  const endsAt = await ctx.now();
  return { endsOn: plusDays(await ctx.today(), 1), endsAt, outcomeDueAt: outcomeDue(endsAt) };
}

/**
 * An enterprise applies, or a partner platform on its behalf. The seat is taken in the same transaction, so the quota cannot
 * be passed. Refuses NOT_FOUND for what is not in the catalogue, QUOTA_EXHAUSTED when all seats are taken and nobody wants
 * to wait, DUPLICATE_APPLICATION while another trial of it is open.
 */
export async function applyForTrial(ctx: Context, input: TrialInput): Promise<Trial> {
  const { offeringId, waitIfFull } = input;
  const enterprise = await applicant(ctx, input);
  const entry = await catalogueEntry(ctx, offeringId);
  if (!entry) throw refuse('NOT_FOUND', 'OFFERING_NOT_LISTED');
  const { overdue, waiting } = await lineOf(ctx, offeringId);
  // Who comes too late need not queue with those who take seats: this instant's answer is as good as a later one's.
  if (!entry.free && !overdue && !waitIfFull) throw await full(ctx, offeringId, enterprise.id);
  const replyDueAt = await replyDue(ctx);
  // While nothing waits to be put in order, the one statement that takes the seat is all the lock it needs.
  if (entry.free && !overdue && !waiting && (await takeSeat(ctx, offeringId))) return apply(ctx, input, enterprise, entry, replyDueAt);
  if (!entry.free && !overdue) {
    await holdOffering(ctx, offeringId);
    const still = await catalogueEntry(ctx, offeringId);
    if (still?.free === false && !(await lineOf(ctx, offeringId)).overdue) return apply(ctx, input, enterprise, still, null);
  }
  return onTrialsOf(ctx, offeringId, async () => {
    await offerSeats(ctx, offeringId);
    const seated = await takeSeat(ctx, offeringId);
    if (!seated && !(await catalogueEntry(ctx, offeringId))) throw refuse('NOT_FOUND', 'OFFERING_NOT_LISTED');
    if (!seated && !waitIfFull) throw await full(ctx, offeringId, enterprise.id);
    return apply(ctx, input, enterprise, entry, seated ? replyDueAt : null);
  });
}

/** Makes the trial, with copies of what its two parties are called and how they are reached; without a seat it waits. */
async function apply(
  ctx: Context,
  input: TrialInput,
  enterprise: Enterprise,
  entry: CatalogueEntry,
  replyDueAt: Date | null,
): Promise<Trial> {
  return create(ctx, Trial, {
    offeringId: input.offeringId,
    offeringName: entry.name,
    providerId: entry.providerId,
    providerName: entry.providerName,
    providerContactName: entry.contactName,
    providerContactPhone: entry.contactPhone,
    enterpriseId: enterprise.id,
    enterpriseName: enterprise.name,
    district: enterprise.district,
    enterpriseContactName: input.contactName ?? enterprise.contactName ?? null,
    enterpriseContactPhone: input.contactPhone ?? enterprise.contactPhone ?? null,
    platformId: ctx.actor.role === 'PARTNER' ? (ctx.actor.platformId ?? null) : null,
    freeDays: entry.freeDays,
    goal: input.goal,
    replyDueAt,
    state: replyDueAt ? 'APPLIED' : 'WAITING',
  });
}

/** Who is to try: the own enterprise, or the one whose code a partner names. */
async function applicant(ctx: Context, { enterpriseUscc }: TrialInput): Promise<Enterprise> {
  if (ctx.actor.role !== 'PARTNER') {
    if (enterpriseUscc) throw refuse('BAD_USER_INPUT', 'NOT_ON_BEHALF');
    if (!ctx.actor.enterpriseId) throw refuse('FORBIDDEN');
    return ctx.need(Enterprise, ctx.actor.enterpriseId);
  }
  if (!enterpriseUscc) throw refuse('BAD_USER_INPUT', 'ENTERPRISE_NEEDED');
  const explained = explainUscc(enterpriseUscc);
  const enterprise = explained.ok ? await ctx.db.findOneBy(Enterprise, { uscc: explained.uscc }) : null;
  if (!enterprise) throw refuse('BAD_USER_INPUT', 'ENTERPRISE_UNKNOWN');
  return enterprise;
}

/** Who has one already is told so, rather than that all seats are taken. */
async function full(ctx: Context, offeringId: string, enterpriseId: string) {
  const open = await ctx.db.existsBy(Trial, { offeringId, enterpriseId, state: In([...openStates]) });
  return open ? refuse('DUPLICATE_APPLICATION', 'TRIAL_ALREADY_OPEN') : refuse('QUOTA_EXHAUSTED', 'TRIAL_SEATS_FULL');
}

/** What a move changes beside the state. */
const brings: Record<string, (ctx: Context, trial: Trial) => Promise<Partial<Trial>>> = {
  TAKE: async ctx => ({ replyDueAt: await replyDue(ctx), heldUntil: null }),
  ACCEPT: async ctx => ({ acceptedAt: await ctx.now() }),
  START: async (ctx, { freeDays }) => daysOfTrial(await ctx.today(), freeDays),
  FINISH: endingNow,
  TERMINATE: async (ctx, { state }) => (state === 'RUNNING' ? endingNow(ctx) : {}),
  CONVERT: async (ctx, { state }) => (state === 'RUNNING' ? endingNow(ctx) : {}),
};

/** Moves a trial; a seat it no longer holds comes back in the same transaction and is offered to who waits. */
export async function advanceTrial(ctx: Context, id: string, action: string, cargo: Cargo = {}): Promise<Trial> {
  const { offeringId } = await seen(ctx, Trial, id);
  return onTrialsOf(ctx, offeringId, async () => {
    const trial = await seen(ctx, Trial, id);
    const set = { ...cargo.set, ...(await brings[action]?.(ctx, trial)) };
    const moved = await advance(ctx, Trial, trialLifecycle, id, action, { ...cargo, set });
    await followSeat(ctx, offeringId, trial.state, moved.state);
    return moved;
  });
}

/** Adds days to a running trial: once, at most thirty. The accepting statement itself asks whether it still runs. */
export async function extendTrial(ctx: Context, id: string, days: number, reason: string): Promise<Trial> {
  if (days < 1 || days > longestExtension) throw refuse('BAD_USER_INPUT', 'EXTENSION_TOO_LONG', { max: longestExtension });
  if (!isCleanText(reason) || reason.trim() === '' || reason.length > 500) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  const trial = await seen(ctx, Trial, id);
  if (trial.state !== 'RUNNING') throw refuse('ILLEGAL_STATE', undefined, { state: trial.state, action: 'EXTEND' });
  if (trial.extendedDays > 0) throw refuse('ILLEGAL_STATE', 'EXTENDED_ALREADY');
  const { endsOn, endsAt, outcomeDueAt } = daysOfTrial(trial.startsOn!, trial.freeDays + days);
  const { affected } = await ctx.db
    .createQueryBuilder()
    .update(Trial)
    .set({ endsOn, endsAt, outcomeDueAt, extendedDays: days, version: () => 'version + 1' })
    .where('id = :id and extended_days = 0', { id })
    .andWhere(`${stateSql(trialLifecycle)} = 'RUNNING'`)
    .execute();
  if (!affected) throw refuse('ILLEGAL_STATE', undefined, { action: 'EXTEND' });
  const changes = [
    { field: 'endsOn', before: trial.endsOn, after: endsOn },
    { field: 'extendedDays', before: 0, after: days },
  ];
  Object.assign(trial, { endsOn, endsAt, outcomeDueAt, extendedDays: days, version: trial.version + 1 });
  await record(ctx, 'Trial.EXTEND', trial, { note: reason, changes });
  return trial;
}

/** The enterprise corrects its goal or its contact while the trial is open. */
export async function amendTrial(ctx: Context, id: string, version: number, changes: Partial<TrialAmendment>): Promise<Trial> {
  const { state } = await seen(ctx, Trial, id);
  if (!(openStates as readonly string[]).includes(state)) throw refuse('ILLEGAL_STATE', undefined, { state });
  return update<Trial>(ctx, Trial, id, version, changes);
}
