import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Call } from '../../calls/entity.ts';
import { Advancing, HavingHistory } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Edges, many, one } from '../../kernel/edges.ts';
import { Creating, Updating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Expert } from '../../people/expert/entity.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { Decision } from '../decision/entity.ts';
import {
  Meeting,
  MeetingInput,
  MeetingMember,
  MeetingMemberInput,
  MeetingPatch,
  Motion,
  MotionInput,
  Recusal,
  RecusalInput,
  Vote,
} from './entity.ts';
import { meetingLifecycle, motionLifecycle } from './lifecycle.ts';
import { advanceMotion, castVotes, proposeResolved, putMotion } from './motions.ts';
import { advanceMeeting, createMeeting, declareRecusal, inviteMembers, recordAttendance, updateMeeting } from './service.ts';

@Resolver(() => Meeting)
class MeetingResolver {
  @Mutation(() => Meeting, { description: 'Invites members; what is known of their interests stands as recusals at once' })
  inviteMembers(
    @Arg('meetingId', () => ID, { description: 'The meeting' }) meetingId: string,
    @Arg('members', () => [MeetingMemberInput], { description: 'Who, up to 100' }) members: MeetingMemberInput[],
    @Ctx() ctx: Context,
  ): Promise<Meeting> {
    return inviteMembers(ctx, meetingId, members);
  }

  @Mutation(() => Meeting, { description: 'Says who has come to a meeting; all others have not' })
  recordAttendance(
    @Arg('meetingId', () => ID, { description: 'The meeting' }) meetingId: string,
    @Arg('present', () => [ID], { description: 'Members who are there' }) present: string[],
    @Ctx() ctx: Context,
  ): Promise<Meeting> {
    return recordAttendance(ctx, meetingId, present);
  }

  @Mutation(() => Motion, {
    description: 'Records the votes on a motion, once and for good; refused below quorum, and for a member who is recused or absent',
  })
  castVotes(
    @Arg('id', () => ID, { description: 'The motion' }) id: string,
    @Arg('votes', () => [Vote], { description: 'How each member has voted' }) votes: Vote[],
    @Ctx() ctx: Context,
  ): Promise<Motion> {
    return castVotes(ctx, id, votes);
  }

  @Mutation(() => [Decision], { description: 'Makes pending decisions of what a meeting has carried, once its minutes are signed' })
  proposeResolved(@Arg('meetingId', () => ID, { description: 'The meeting' }) meetingId: string, @Ctx() ctx: Context): Promise<Decision[]> {
    return proposeResolved(ctx, meetingId);
  }
}

export const meetingResolvers = [
  MeetingResolver,
  Edges(Meeting, {
    call: one(() => Call, 'The call'),
    members: many(() => MeetingMember, 'Who is invited', { of: 'meetingId' }),
    recusals: many(() => Recusal, 'Who has no vote on what', { of: 'meetingId' }),
    motions: many(() => Motion, 'What was put to it', { of: 'meetingId' }),
  }),
  Listing(Meeting, {
    filter: ['callId', 'state', 'heldAt', 'number'],
    search: ['number', 'title'],
    sort: ['heldAt', 'createdAt', 'number'],
  }),
  Creating(Meeting, MeetingInput, createMeeting),
  Updating(Meeting, MeetingPatch, updateMeeting),
  ...Advancing(Meeting, meetingLifecycle, advanceMeeting),
  Edges(MeetingMember, { expert: one(() => Expert, 'The expert'), meeting: one(() => Meeting, 'The meeting') }),
  HavingHistory(MeetingMember),
  Edges(Recusal, {
    meeting: one(() => Meeting, 'The meeting'),
    member: one(() => MeetingMember, 'Who has no vote'),
    submission: one(() => Submission, 'On what'),
  }),
  Creating(Recusal, RecusalInput, declareRecusal),
  Edges(Motion, { meeting: one(() => Meeting, 'The meeting'), submission: one(() => Submission, 'On what') }),
  Creating(Motion, MotionInput, putMotion),
  ...Advancing(Motion, motionLifecycle, advanceMotion),
];
