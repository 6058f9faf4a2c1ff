import { InputType } from 'type-graphql';
import { Check, Column, Index } from 'typeorm';
import {
  Choice,
  Count,
  CreatedAt,
  enumOf,
  Flag,
  Id,
  Input,
  inputOf,
  Json,
  Moment,
  Noun,
  partial,
  Ref,
  State,
  Text,
  Value,
  Version,
} from '../../kernel/fields.ts';
import { resultStanding } from '../../reviews/result/values.ts';
import { decisionOutcome } from '../decision/entity.ts';
import { meetingLifecycle, motionLifecycle } from './lifecycle.ts';

export const attendance = enumOf('Attendance', ['INVITED', 'PRESENT', 'ABSENT'], 'Whether a member has come');
export const recusalBasis = enumOf(
  'RecusalBasis',
  ['EMPLOYER', 'EMAIL_DOMAIN', 'CASE_CUSTOMER', 'OTHER', 'DECLARED'],
  'Why a member has no vote on a submission',
);
export const voteValue = enumOf('VoteValue', ['FOR', 'AGAINST', 'ABSTAIN'], 'How a member has voted');

/** The panel comes together on a call. Whoever is not of the bureau learns nothing of it. */
@Noun('A meeting of the panel on a call: who was there, who had no vote on what, what was resolved, and the minutes')
@Check('MEETING_MINUTES_MISSING', `"state" <> 'SIGNED' or "minutes_hash" is not null`)
export class Meeting {
  @Id() id!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Text({ about: 'Number of its minutes; decisions refer to it', max: 100, unique: 'MEETING_NUMBER_TAKEN' }) number!: string;
  @Text({ about: 'Title', max: 200 }) title!: string;
  @Text({ about: 'Where it is held', max: 200, optional: true }) place?: string | null;
  @Moment({ about: 'When it is held', index: true }) heldAt!: Date;
  @Text({ about: 'Who presides: name', max: 60, optional: true }) chair?: string | null;
  @Count({ about: 'Members who must be present, and have a vote on what is resolved', min: 1, max: 100 }) quorum!: number;
  @Text({ about: 'The minutes: drafted when the meeting is closed, and kept as they are once signed', max: 100_000, optional: true })
  minutes?: string | null;
  @Text({ about: 'SHA-256 of meeting, attendance, recusals, resolutions, votes and minutes as signed, hex', max: 64, optional: true })
  minutesHash?: string | null;
  @Text({ about: 'Who signed the minutes', max: 60, optional: true }) signedBy?: string | null;
  @Moment({ about: 'When they were signed', optional: true }) signedAt?: Date | null;
  @State(meetingLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const MeetingInput = inputOf(
  Meeting,
  'MeetingInput',
  'A meeting of the panel',
  ['callId', 'number', 'title', 'heldAt', 'quorum'],
  ['place', 'chair'],
);
export type MeetingInput = InstanceType<typeof MeetingInput>;

const Changing = inputOf(Meeting, 'MeetingChange', 'What changes in a meeting', [
  'number',
  'title',
  'heldAt',
  'quorum',
  'place',
  'chair',
  'minutes',
]);
export const MeetingPatch = partial(
  Changing,
  'MeetingPatch',
  'What changes in a meeting: before it is held all but the minutes, afterwards the minutes only',
);
export type MeetingPatch = InstanceType<typeof MeetingPatch>;

@Noun('A member of a meeting')
@Index('MEETING_MEMBER_TWICE', ['meetingId', 'expertId'], { unique: true, where: 'expert_id is not null' })
export class MeetingMember {
  @Id() id!: string;
  @Ref('Meeting', { about: 'The meeting' }) meetingId!: string;
  @Ref('Expert', { about: 'The expert; empty for somebody who is none', optional: true }) expertId?: string | null;
  @Text({ about: 'Name', max: 60, personal: true }) name!: string;
  @Choice(attendance, { about: 'Whether the member has come', start: 'INVITED' }) attendance!: string;
  @CreatedAt() createdAt!: Date;
}

@Input('A member of a meeting: an expert of the pool, or somebody else by name')
export class MeetingMemberInput {
  @Ref('Expert', { about: 'The expert; empty for somebody who is none', optional: true }) expertId?: string | null;
  @Text({ about: 'Name of somebody who is no expert of the pool', max: 60, optional: true }) name?: string | null;
}

@Noun('A member has no vote on a submission')
@Index('RECUSAL_TWICE', ['memberId', 'submissionId'], { unique: true })
export class Recusal {
  @Id() id!: string;
  @Ref('Meeting', { about: 'The meeting' }) meetingId!: string;
  @Ref('MeetingMember', { about: 'Who has no vote' }) memberId!: string;
  @Ref('Submission', { about: 'On what' }) submissionId!: string;
  @Choice(recusalBasis, { about: 'How that is known: computed, or declared' }) basis!: string;
  @Text({ about: 'Why, where it is declared', max: 1000, optional: true }) reason?: string | null;
  @Flag({ about: 'Whether the system has found it', start: false }) computed!: boolean;
  @CreatedAt() createdAt!: Date;
}
export const RecusalInput = inputOf(Recusal, 'RecusalInput', 'A member declares an interest', ['memberId', 'submissionId', 'reason']);
export type RecusalInput = InstanceType<typeof RecusalInput>;

@Value('How one member has voted')
@InputType('VoteInput', { description: 'How one member has voted' })
export class Vote {
  @Ref('MeetingMember', { about: 'The member' }) memberId!: string;
  @Choice(voteValue, { about: 'How' }) vote!: string;
}

/** What is resolved on one submission. It may differ from the ranking, and then says why. */
@Noun('What a meeting is to resolve on a submission, with its votes')
@Index('MOTION_ALREADY_PUT', ['meetingId', 'submissionId'], { unique: true, where: "state <> 'WITHDRAWN'" })
@Check('MOTION_REASON_REQUIRED', '"differs" = false or "reason" is not null')
export class Motion {
  @Id() id!: string;
  @Ref('Meeting', { about: 'The meeting' }) meetingId!: string;
  @Ref('Submission', { about: 'On what' }) submissionId!: string;
  @Choice(decisionOutcome, { about: 'What is proposed' }) outcome!: string;
  @Choice(resultStanding, { about: 'Where the submission stood to the cut line; empty when it was not marked', optional: true })
  standing?: string | null;
  @Count({ about: 'Its rank when the motion was put', optional: true }) rank?: number | null;
  @Flag({ about: 'Whether the motion differs from the ranking', start: false }) differs!: boolean;
  @Text({ about: 'Why; required where it differs from the ranking', max: 2000, optional: true }) reason?: string | null;
  @Count({ about: 'Votes for', start: 0 }) inFavour!: number;
  @Count({ about: 'Votes against', start: 0 }) against!: number;
  @Count({ about: 'Abstentions', start: 0 }) abstained!: number;
  @Json(() => Vote, { about: 'Who has voted how', list: true }) votes!: Vote[];
  @State(motionLifecycle) state!: string;
  @Column('timestamptz', { nullable: true }) votedAt?: Date | null;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
export const MotionInput = inputOf(
  Motion,
  'MotionInput',
  'What is put to the meeting',
  ['meetingId', 'submissionId', 'outcome'],
  ['reason'],
);
export type MotionInput = InstanceType<typeof MotionInput>;
