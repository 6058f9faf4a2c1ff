import { In } from 'typeorm';
import { advance, shiftAll } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText, newId } from '../../kernel/fields.ts';
import { recordAll } from '../../kernel/journal.ts';
import { callResult, reviewResults } from '../../reviews/result/report.ts';
import { openReviewsOf } from '../../reviews/review/phase.ts';
import { Decision, Release } from './entity.ts';
import { decisionLifecycle, releaseLifecycle } from './lifecycle.ts';

export interface Proposal {
  outcome: 'SELECTED' | 'NOT_SELECTED';
  minutesNumber: string;
  reason?: string | null;
}

/** Takes the call's row, so that proposing, signing and publishing follow one another. Answers with its state. */
export async function lockCall(ctx: Context, callId: string): Promise<string> {
  const [call] = await ctx.query<{ state: string }>('select state from call where id = $1 for update', [callId]);
  if (!call) throw refuse('NOT_FOUND');
  return call.state;
}

/** Refuses while a first signature stands: what somebody has signed does not change under the hand. */
export async function refuseSigned(ctx: Context, callId: string): Promise<void> {
  if (await ctx.db.existsBy(Release, { callId, state: 'SIGNED' })) throw refuse('ILLEGAL_STATE', 'RELEASE_ALREADY_SIGNED');
}

const said = (text: string | null | undefined, max: number) => Boolean(text?.trim()) && isCleanText(text) && [...text!].length <= max;

/**
 * Notes what a meeting has decided, for many submissions at once. Nobody outside learns of it before the release.
 *
 * Selecting needs a call that is being reviewed; what was left over can be turned down until the call is concluded.
 */
export async function proposeDecisions(
  ctx: Context,
  callId: string,
  submissionIds: readonly string[],
  { outcome, minutesNumber, reason }: Proposal,
): Promise<Decision[]> {
  const ids = [...new Set(submissionIds)];
  if (ids.length === 0 || ids.length > 1000) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'submissionIds' });
  if (!said(minutesNumber, 100)) throw refuse('BAD_USER_INPUT', 'MINUTES_REQUIRED');
  if (reason && !said(reason, 2000)) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'reason' });
  const state = await lockCall(ctx, callId);
  if (state !== 'REVIEWING' && !(state === 'NOTICE' && outcome === 'NOT_SELECTED')) throw refuse('ILLEGAL_STATE', undefined, { state });
  await refuseSigned(ctx, callId);
  const open = await openReviewsOf(ctx, callId);
  if (open > 0) throw refuse('ILLEGAL_STATE', 'MARKS_NOT_IN', { open });
  const found = await ctx.query<{ id: string; provider_id: string }>(
    `select id, provider_id from submission where id = any($1) and call_id = $2 and state = 'ADMITTED' for update`,
    [ids, callId],
  );
  if (found.length !== ids.length) throw refuse('BAD_USER_INPUT', 'SUBMISSION_NOT_DECIDABLE');
  const made = found.map(({ id, provider_id: providerId }) =>
    ctx.db.create(Decision, {
      ...{ id: newId(), submissionId: id, callId, providerId, outcome, state: 'PENDING' },
      ...{ minutesNumber: minutesNumber.trim(), reason: reason?.trim() || null },
    }),
  );
  await ctx.db.insert(Decision, made as never[]);
  await recordAll(
    ctx,
    'Decision.PROPOSE',
    made.map(subject => ({
      subject,
      changes: (['submissionId', 'outcome', 'minutesNumber', 'reason'] as const).map(field => ({ field, after: subject[field] })),
    })),
  );
  return ctx.db.find(Decision, { where: { id: In(made.map(({ id }) => id)) }, order: { id: 'asc' } });
}

/** Proposes to select all that pass by the result and have no decision yet. */
export async function proposePassing(ctx: Context, callId: string, minutesNumber: string): Promise<Decision[]> {
  const passing = (await reviewResults(ctx, callId)).filter(result => result.passing).map(({ submissionId }) => submissionId);
  const decided = await ctx.query<{ id: string }>(
    `select submission_id as id from decision where call_id = $1 and state not in ('CLEARED', 'REVERSED') and submission_id = any($2)`,
    [callId, passing],
  );
  const known = new Set(decided.map(({ id }) => id));
  const open = passing.filter(id => !known.has(id));
  if (open.length === 0) throw refuse('ILLEGAL_STATE', 'DECISIONS_EMPTY');
  return proposeDecisions(ctx, callId, open, { outcome: 'SELECTED', minutesNumber });
}

export interface Cut {
  /** All that pass, those of them within the seats, or those of them among the best. */
  by: 'PASSING' | 'SEATS' | 'TOP';
  top?: number | null;
  minutesNumber: string;
  /** Whether all others that are undecided are turned down, with this reason. */
  others: boolean;
  reason?: string | null;
}

/** Proposes along a cut line of the ranking; what has a decision already is left as it is. However many they are, it is a handful of statements. */
export async function proposeByRanking(ctx: Context, callId: string, { by, top, minutesNumber, others, reason }: Cut): Promise<Decision[]> {
  if ((by === 'TOP') !== Boolean(top && top > 0)) throw refuse('BAD_USER_INPUT', 'CUT_INVALID');
  const { items } = await callResult(ctx, callId);
  const within = (item: (typeof items)[number]) => (by === 'SEATS' ? item.standing === 'SEATED' : by === 'TOP' ? item.rank <= top! : true);
  const chosen = new Set(items.filter(item => item.passing && within(item)).map(({ submissionId }) => submissionId));
  const undecided = await ctx.query<{ id: string }>(
    `select s.id from submission s where s.call_id = $1 and s.state = 'ADMITTED'
       and not exists (select from decision d where d.submission_id = s.id and d.state not in ('CLEARED', 'REVERSED')) order by s.number, s.id`,
    [callId],
  );
  const of = (selected: boolean) => undecided.flatMap(({ id }) => (chosen.has(id) === selected ? [id] : []));
  const [selected, rest] = [of(true), others ? of(false) : []];
  if (selected.length + rest.length === 0) throw refuse('ILLEGAL_STATE', 'DECISIONS_EMPTY');
  return [
    ...(selected.length ? await proposeDecisions(ctx, callId, selected, { outcome: 'SELECTED', minutesNumber }) : []),
    ...(rest.length ? await proposeDecisions(ctx, callId, rest, { outcome: 'NOT_SELECTED', minutesNumber, reason }) : []),
  ];
}

/** Takes back pending decisions of these submissions; of all of the call when none are named. Answers with how many. */
export async function clearDecisions(ctx: Context, callId: string, submissionIds?: readonly string[] | null): Promise<number> {
  await lockCall(ctx, callId);
  await refuseSigned(ctx, callId);
  const pending = await ctx.query<{ id: string }>(
    `select id from decision where call_id = $1 and state = 'PENDING' and ($2::uuid[] is null or submission_id = any($2))`,
    [callId, submissionIds ?? null],
  );
  if (pending.length === 0) throw refuse('ILLEGAL_STATE', 'DECISIONS_EMPTY');
  const ids = pending.map(({ id }) => id);
  await shiftAll(ctx, Decision, decisionLifecycle, ids, 'CLEAR');
  return ids.length;
}

export async function advanceDecision(ctx: Context, id: string, action: string, note?: string): Promise<Decision> {
  const decision = await ctx.need(Decision, id);
  await lockCall(ctx, decision.callId);
  await refuseSigned(ctx, decision.callId);
  return advance(ctx, Decision, decisionLifecycle, id, action, { note });
}

export async function advanceRelease(ctx: Context, id: string, action: string, note?: string): Promise<Release> {
  const { callId } = await ctx.need(Release, id);
  await lockCall(ctx, callId);
  return advance(ctx, Release, releaseLifecycle, id, action, { note });
}
