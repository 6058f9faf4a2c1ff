import { Call } from '../../calls/entity.ts';
import { advance, seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create, insert, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { record, recordAll } from '../../kernel/journal.ts';
import { Expert } from '../../people/expert/entity.ts';
import { clashesOf } from '../../reviews/conflict/clashes.ts';
import {
  Meeting,
  type MeetingInput,
  MeetingMember,
  type MeetingMemberInput,
  type MeetingPatch,
  Motion,
  Recusal,
  type RecusalInput,
} from './entity.ts';
import { meetingLifecycle } from './lifecycle.ts';
import { draftMinutes, hashOf } from './minutes.ts';

/** Takes the meeting's row, so that attendance, recusals, votes and signing follow one another. */
export async function holdMeeting(ctx: Context, id: string, states: readonly string[]): Promise<Meeting> {
  await ctx.query('select from meeting where id = $1 for update', [id]);
  const meeting = await seen(ctx, Meeting, id);
  if (!states.includes(meeting.state)) throw refuse('ILLEGAL_STATE', undefined, { state: meeting.state });
  return meeting;
}

const presentOf = (ctx: Context, meetingId: string) => ctx.db.findBy(MeetingMember, { meetingId, attendance: 'PRESENT' });

/** Refuses what would be done with fewer than the quorum. */
export function needQuorum({ quorum }: Meeting, present: number): void {
  if (present < quorum) throw refuse('ILLEGAL_STATE', 'QUORUM_MISSING', { quorum, present });
}

export async function createMeeting(ctx: Context, input: MeetingInput): Promise<Meeting> {
  const call = await ctx.need(Call, input.callId);
  if (!['CLOSED', 'REVIEWING'].includes(call.state)) throw refuse('ILLEGAL_STATE', undefined, { state: call.state });
  return create(ctx, Meeting, input);
}

/** Invites members, as long as the meeting has not been closed. What the system knows of their interests stands as recusals at once. */
export async function inviteMembers(ctx: Context, meetingId: string, members: readonly MeetingMemberInput[]): Promise<Meeting> {
  const meeting = await holdMeeting(ctx, meetingId, ['PLANNED', 'OPEN']);
  ctx.permit('update', meeting);
  await invite(ctx, meeting, members);
  return ctx.need(Meeting, meetingId);
}

async function invite(ctx: Context, { id: meetingId, callId }: Meeting, members: readonly MeetingMemberInput[]): Promise<void> {
  if (members.length > 100) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'members' });
  if (members.length === 0) return;
  const experts = new Map(
    (await Promise.all(members.flatMap(({ expertId }) => (expertId ? [ctx.need(Expert, expertId)] : [])))).map(it => [it.id, it]),
  );
  const made = members.map(({ expertId, name }) => {
    const called = expertId ? experts.get(expertId)!.name : name?.trim();
    if (!called) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'members' });
    return ctx.db.create(MeetingMember, { id: newId(), meetingId, expertId: expertId ?? null, name: called, attendance: 'INVITED' });
  });
  await ctx.db.insert(MeetingMember, made);
  await recordAll(
    ctx,
    'MeetingMember.CREATE',
    made.map(subject => ({
      subject,
      changes: (['expertId', 'name'] as const).map(field => ({ field, after: subject[field] })),
      details: { meeting: meetingId },
    })),
  );
  await recuseKnown(ctx, meetingId, callId, made);
}

/** Writes down the interests that are known now. They are never taken back within a meeting. */
async function recuseKnown(ctx: Context, meetingId: string, callId: string, members: readonly MeetingMember[]): Promise<void> {
  const byExpert = new Map(members.flatMap(member => (member.expertId ? [[member.expertId, member.id]] : [])));
  if (byExpert.size === 0) return;
  const items = await ctx.query<{ id: string }>(`select id from submission where call_id = $1 and state = 'ADMITTED'`, [callId]);
  const clashes = await clashesOf(
    ctx,
    items.map(({ id }) => id),
    [...byExpert.keys()],
  );
  const known = new Set((await ctx.db.findBy(Recusal, { meetingId })).map(({ memberId, submissionId }) => `${memberId} ${submissionId}`));
  const found = new Map(clashes.map(clash => [`${byExpert.get(clash.expertId)} ${clash.submissionId}`, clash]));
  const made = [...found].flatMap(([key, { expertId, submissionId, basis }]) =>
    known.has(key)
      ? []
      : [ctx.db.create(Recusal, { ...{ id: newId(), meetingId, memberId: byExpert.get(expertId)!, submissionId, basis, computed: true } })],
  );
  if (made.length === 0) return;
  await ctx.db.insert(Recusal, made);
  await recordAll(
    ctx,
    'Recusal.CREATE',
    made.map(subject => ({
      subject,
      changes: (['memberId', 'submissionId', 'basis'] as const).map(field => ({ field, after: subject[field] })),
    })),
  );
}

/** A member declares an interest in a submission, as long as it has not been voted on. */
export async function declareRecusal(ctx: Context, { memberId, submissionId, reason }: RecusalInput): Promise<Recusal> {
  const member = await ctx.need(MeetingMember, memberId);
  const { meetingId } = member;
  const meeting = await holdMeeting(ctx, meetingId, ['PLANNED', 'OPEN']);
  ctx.permit('update', meeting);
  const [submission] = await ctx.query('select from submission where id = $1 and call_id = $2', [submissionId, meeting.callId]);
  if (!submission) throw refuse('BAD_USER_INPUT', 'SUBMISSION_NOT_DECIDABLE');
  const voted = await ctx.db.existsBy(Motion, [
    { meetingId, submissionId, state: 'CARRIED' },
    { meetingId, submissionId, state: 'REJECTED' },
  ]);
  if (voted) throw refuse('ILLEGAL_STATE', 'MOTION_DECIDED');
  return insert(ctx, Recusal, { meetingId, memberId, submissionId, reason, basis: 'DECLARED', computed: false });
}

/** Says who has come; everybody else has not. */
export async function recordAttendance(ctx: Context, meetingId: string, present: readonly string[]): Promise<Meeting> {
  const meeting = await holdMeeting(ctx, meetingId, ['PLANNED', 'OPEN']);
  ctx.permit('update', meeting);
  const members = await ctx.db.findBy(MeetingMember, { meetingId });
  const here = new Set(present);
  if (present.some(id => !members.some(member => member.id === id))) throw refuse('BAD_USER_INPUT', 'MEMBER_UNKNOWN');
  await ctx.query(`update meeting_member set attendance = case when id = any($2) then 'PRESENT' else 'ABSENT' end where meeting_id = $1`, [
    meetingId,
    present,
  ]);
  const changed = members.filter(({ id, attendance }) => attendance !== (here.has(id) ? 'PRESENT' : 'ABSENT'));
  await recordAll(
    ctx,
    'MeetingMember.ATTEND',
    changed.map(subject => ({
      subject,
      changes: [{ field: 'attendance', before: subject.attendance, after: here.has(subject.id) ? 'PRESENT' : 'ABSENT' }],
    })),
  );
  await record(ctx, 'Meeting.ATTENDANCE', meeting, { details: { present: here.size, members: members.length } });
  return ctx.need(Meeting, meetingId);
}

const planning: readonly (keyof MeetingPatch)[] = ['number', 'title', 'heldAt', 'quorum', 'place', 'chair'];

export async function updateMeeting(ctx: Context, id: string, version: number, patch: MeetingPatch): Promise<Meeting> {
  const { state } = await holdMeeting(ctx, id, ['PLANNED', 'OPEN', 'CLOSED', 'SIGNED', 'CANCELLED']);
  if (state === 'SIGNED') throw refuse('ILLEGAL_STATE', 'MEETING_SIGNED');
  const wrong = (Object.keys(patch) as (keyof MeetingPatch)[]).find(
    key => patch[key] !== undefined && (planning.includes(key) ? state !== 'PLANNED' : state !== 'CLOSED'),
  );
  if (wrong) throw refuse('ILLEGAL_STATE', 'MEETING_FIELD_FIXED', { field: wrong, state });
  return update<Meeting>(ctx, Meeting, id, version, patch);
}

/** Opening needs a quorum, closing that everything put was voted on; closing drafts the minutes, signing freezes and hashes them. */
export async function advanceMeeting(ctx: Context, id: string, action: string, note?: string): Promise<Meeting> {
  await ctx.query('select from meeting where id = $1 for update', [id]);
  const meeting = await seen(ctx, Meeting, id);
  let set: Record<string, unknown> = {};
  if (action === 'OPEN' && meeting.state === 'PLANNED') {
    needQuorum(meeting, (await presentOf(ctx, id)).length);
    await recuseKnown(ctx, id, meeting.callId, await ctx.db.findBy(MeetingMember, { meetingId: id }));
  }
  if (action === 'CLOSE' && meeting.state === 'OPEN') {
    if (await ctx.db.existsBy(Motion, { meetingId: id, state: 'PUT' })) throw refuse('ILLEGAL_STATE', 'MOTION_OPEN');
    set = { minutes: await draftMinutes(ctx, meeting) };
  }
  if (action === 'SIGN' && meeting.state === 'CLOSED') {
    if (!meeting.minutes?.trim()) throw refuse('BAD_USER_INPUT', 'MEETING_MINUTES_MISSING');
    set = { minutesHash: await hashOf(ctx, meeting), signedBy: ctx.actor.name, signedAt: await ctx.now() };
  }
  return advance(ctx, Meeting, meetingLifecycle, id, action, { note, set });
}
