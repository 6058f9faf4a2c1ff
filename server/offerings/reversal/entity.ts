import { Check, Column, Index } from 'typeorm';
import { decisionOutcome } from '../../decisions/decision/entity.ts';
import { Choice, CreatedAt, Id, inputOf, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { reversalLifecycle } from './lifecycle.ts';

/** A released decision that is taken back: the decision stays as it was released, and says that it was reversed. */
@Noun('The reversal of a released decision, proposed by one person and confirmed by another')
@Index('REVERSAL_ALREADY_PROPOSED', ['decisionId'], { unique: true, where: "state <> 'WITHDRAWN'" })
@Check('REVERSAL_NEEDS_TWO', `"state" <> 'CONFIRMED' or "confirmed_by_id" is not null`)
export class Reversal {
  @Id() id!: string;
  @Ref('Decision', { about: 'The decision that is reversed' }) decisionId!: string;
  @Ref('Submission', { about: 'What it was about' }) submissionId!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Provider', { about: 'Who filed it' }) providerId!: string;
  @Choice(decisionOutcome, { about: 'What had been decided' }) outcome!: string;
  @Text({ about: 'Number of the minutes of the meeting that decided to reverse', max: 100 }) minutesNumber!: string;
  @Text({ about: 'Why, in words the applicant will read', max: 2000 }) reason!: string;
  @Column('uuid') proposedById!: string;
  @Text({ about: 'Who proposed it', max: 60, internal: true }) proposedBy!: string;
  @Column('uuid', { nullable: true }) confirmedById?: string | null;
  @Text({ about: 'Who confirmed it: a second person', optional: true, max: 60, internal: true }) confirmedBy?: string | null;
  @Moment({ about: 'When it was confirmed', optional: true }) confirmedAt?: Date | null;
  @State(reversalLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const ReversalInput = inputOf(Reversal, 'ReversalInput', 'Which decision is to be reversed, and why', [
  'decisionId',
  'minutesNumber',
  'reason',
]);
export type ReversalInput = InstanceType<typeof ReversalInput>;
