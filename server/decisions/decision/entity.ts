import { Field, Int } from 'type-graphql';
import { Check, Column, Index } from 'typeorm';
import { Choice, Count, CreatedAt, enumOf, Id, Moment, Noun, Ref, State, Text, Value, Version } from '../../kernel/fields.ts';
import { GraphQLDecimal } from '../../kernel/scalars.ts';
import { decisionLifecycle, releaseLifecycle } from './lifecycle.ts';

export const decisionOutcome = enumOf('DecisionOutcome', ['SELECTED', 'NOT_SELECTED'], 'What was decided');

@Value('What an applicant learns of the marks, as far as the call discloses it, once the decision is released')
export class DisclosedScore {
  @Field(() => GraphQLDecimal, { nullable: true, description: 'Total by the rules of the call, points' }) total?: string | null;
  @Field(() => Int, { nullable: true, description: 'Place among all that were marked; empty where the call does not disclose it' }) rank?:
    | number
    | null;
  @Field(() => Int, { nullable: true, description: 'How many were marked; empty where the call does not disclose it' }) ranked?:
    | number
    | null;
}

/** What the bureau has decided on a submission. Nobody but the bureau knows of it before it is released. */
@Noun('What the bureau has decided on a submission; unknown outside it until released')
@Index('DECISION_ALREADY_MADE', ['submissionId'], { unique: true, where: "state not in ('CLEARED', 'REVERSED')" })
@Index('decision_call_state_idx', ['callId', 'state'])
export class Decision {
  @Id() id!: string;
  @Ref('Submission', { about: 'What was decided on' }) submissionId!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Provider', { about: 'Who filed it' }) providerId!: string;
  @Choice(decisionOutcome, { about: 'What was decided', index: true }) outcome!: string;
  @Text({ about: 'Number of the minutes of the meeting that decided', max: 100 }) minutesNumber!: string;
  @Text({ about: 'Why, in words the applicant will read', max: 2000, optional: true }) reason?: string | null;
  @Ref('Release', { about: 'The release it went out with', optional: true }) releaseId?: string | null;
  /** What the marks came to when it was released: told as far as the call discloses it, and kept when marks or verdicts change later. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true }) total?: string | null;
  @Column('int', { nullable: true }) rank?: number | null;
  @Column('int', { nullable: true }) ranked?: number | null;
  @State(decisionLifecycle) state!: string;
  @Moment({ about: 'When it was released', optional: true }) releasedAt?: Date | null;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

/** The pending decisions of a call go out together, at one moment, by two people. */
@Noun('The release of all pending decisions of a call, signed by two people')
@Index('RELEASE_ALREADY_SIGNED', ['callId'], { unique: true, where: "state = 'SIGNED'" })
@Check('SAME_PERSON', '"second_signer_id" is null or "second_signer_id" <> "first_signer_id"')
@Check('RELEASE_NEEDS_TWO', `"state" <> 'RELEASED' or "second_signer_id" is not null`)
export class Release {
  @Id() id!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Count({ about: 'How many decisions were signed', min: 1 }) decisions!: number;
  @Count({ about: 'How many of them select', min: 0 }) selected!: number;
  @Column('uuid') firstSignerId!: string;
  @Text({ about: 'Who signed first', max: 60 }) firstSigner!: string;
  @Moment({ about: 'When the first signature was given', start: 'now' }) firstSignedAt!: Date;
  @Column('uuid', { nullable: true }) secondSignerId?: string | null;
  @Text({ about: 'Who signed second', max: 60, optional: true }) secondSigner?: string | null;
  @Moment({ about: 'When the second signature released them', optional: true }) secondSignedAt?: Date | null;
  @State(releaseLifecycle) state!: string;
  @Version() version!: number;
}
