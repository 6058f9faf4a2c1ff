import { advance, seen, shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { insert } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { callResult } from '../../reviews/result/report.ts';
import type { Decision } from '../decision/entity.ts';
import { proposeDecisions } from '../decision/service.ts';
import { Meeting, MeetingMember, Motion, type MotionInput, Recusal, type Vote } from './entity.ts';
import { motionLifecycle } from './lifecycle.ts';
import { holdMeeting, needQuorum } from './service.ts';

/** Puts a motion to an open meeting. One that differs from the ranking says why. */
export async function putMotion(ctx: Context, input: MotionInput): Promise<Motion> {
  const meeting = await holdMeeting(ctx, input.meetingId, ['OPEN']);
  ctx.permit('update', meeting);
  const [submission] = await ctx.query(`select from submission where id = $1 and call_id = $2 and state = 'ADMITTED'`, [
    input.submissionId,
    meeting.callId,
  ]);
  if (!submission) throw refuse('BAD_USER_INPUT', 'SUBMISSION_NOT_DECIDABLE');
  const { items } = await callResult(ctx, meeting.callId);
  const found = items.find(({ submissionId }) => submissionId === input.submissionId);
  const differs = (input.outcome === 'SELECTED') !== (found?.standing === 'SEATED');
  const reason = input.reason?.trim() || null;
  if (differs && !reason) throw refuse('BAD_USER_INPUT', 'MOTION_REASON_REQUIRED');
  return insert(ctx, Motion, { ...input, reason, differs, standing: found?.standing, rank: found?.rank });
}

/**
 * Records how the members have voted on a motion, once and for good. Refused below quorum: those present who have a vote on it
 * are counted. It is carried by more than half of the votes given, abstentions among them.
 */
export async function castVotes(ctx: Context, id: string, votes: readonly Vote[]): Promise<Motion> {
  const motion = await seen(ctx, Motion, id);
  const { meetingId, submissionId } = motion;
  const meeting = await holdMeeting(ctx, meetingId, ['OPEN']);
  ctx.permit('update', meeting);
  const members = new Map((await ctx.db.findBy(MeetingMember, { meetingId })).map(member => [member.id, member]));
  const recused = new Set((await ctx.db.findBy(Recusal, { meetingId, submissionId })).map(({ memberId }) => memberId));
  const seenTwice = new Set<string>();
  for (const { memberId } of votes) {
    const member = members.get(memberId);
    if (!member) throw refuse('BAD_USER_INPUT', 'MEMBER_UNKNOWN');
    if (recused.has(memberId)) throw refuse('CONFLICT_OF_INTEREST', 'VOTE_RECUSED', { member: member.name });
    if (member.attendance !== 'PRESENT') throw refuse('BAD_USER_INPUT', 'VOTE_ABSENT', { member: member.name });
    if (seenTwice.has(memberId)) throw refuse('BAD_USER_INPUT', 'VOTE_TWICE', { member: member.name });
    seenTwice.add(memberId);
  }
  needQuorum(meeting, [...members.values()].filter(member => member.attendance === 'PRESENT' && !recused.has(member.id)).length);
  needQuorum(meeting, votes.length);
  const count = (value: string) => votes.filter(({ vote }) => vote === value).length;
  const tally = { inFavour: count('FOR'), against: count('AGAINST'), abstained: count('ABSTAIN') };
  const carried = 2 * tally.inFavour > votes.length;
  await shift(ctx, Motion, motionLifecycle, motion, carried ? 'CARRY' : 'REJECT', {
    details: tally,
    set: { ...tally, votes: votes.map(({ memberId, vote }) => ({ memberId, vote })), votedAt: await ctx.now() },
  });
  return ctx.need(Motion, id);
}

export async function advanceMotion(ctx: Context, id: string, action: string, note?: string): Promise<Motion> {
  const { meetingId } = await seen(ctx, Motion, id);
  // Without a reason it is refused for that, whatever becomes of the meeting.
  if (note?.trim()) await holdMeeting(ctx, meetingId, ['OPEN']);
  return advance(ctx, Motion, motionLifecycle, id, action, { note });
}

/** Makes pending decisions of what a meeting has carried, under the number of its signed minutes. What was decided already is left. */
export async function proposeResolved(ctx: Context, meetingId: string): Promise<Decision[]> {
  const meeting = await seen(ctx, Meeting, meetingId);
  if (meeting.state !== 'SIGNED') throw refuse('ILLEGAL_STATE', 'MINUTES_NOT_SIGNED', { state: meeting.state });
  const carried = await ctx.query<{ id: string; outcome: 'SELECTED' | 'NOT_SELECTED'; reason: string | null }>(
    `select m.submission_id as id, m.outcome, m.reason from motion m join submission s on s.id = m.submission_id
     where m.meeting_id = $1 and m.state = 'CARRIED' and s.state = 'ADMITTED'
       and not exists (select from decision d where d.submission_id = s.id and d.state not in ('CLEARED', 'REVERSED')) order by m.id`,
    [meetingId],
  );
  if (carried.length === 0) throw refuse('ILLEGAL_STATE', 'DECISIONS_EMPTY');
  const made: Decision[] = [];
  const groups = new Map<string, typeof carried>();
  for (const row of carried)
    groups.set(`${row.outcome} ${row.reason ?? ''}`, [...(groups.get(`${row.outcome} ${row.reason ?? ''}`) ?? []), row]);
  for (const rows of groups.values()) {
    const { outcome, reason } = rows[0]!;
    const ids = rows.map(({ id }) => id);
    made.push(...(await proposeDecisions(ctx, meeting.callId, ids, { outcome, minutesNumber: meeting.number, reason })));
  }
  return made;
}
