import { InputType } from 'type-graphql';
import { Column, Index } from 'typeorm';
import { Count, CreatedAt, Day, Flag, Id, Input, Moment, Noun, Quantity, Ref, State, Text, Value, Version } from '../../kernel/fields.ts';
import { reviewLifecycle } from './lifecycle.ts';

@Value('The mark of one criterion')
@InputType('MarkInput', { description: 'The mark of one criterion' })
export class Mark {
  @Text({ about: 'Code of the criterion', max: 30 }) criterion!: string;
  @Quantity({ about: 'The mark, points', digits: 2, min: 0 }) mark!: string;
  @Text({ about: 'Why', max: 1000, optional: true }) note?: string | null;
}

/**
 * One expert marks one submission. Once submitted it never changes, which the database sees to: a correction is a review
 * of its own that names the one it replaces.
 *
 * Marks, total, comment and findings are plain columns, and no fields: they reach the wire only through resolvers that
 * ask whether their time has come, and no filter, order or history can tell of them.
 */
@Noun('One expert marks one submission, blind')
@Index('REVIEW_ALREADY_ASSIGNED', ['submissionId', 'expertId'], { unique: true, where: 'replaces_id is null' })
@Index('review_call_state_idx', ['callId', 'state'])
@Index('review_due_idx', ['dueOn'], { where: "state in ('ASSIGNED', 'ACCEPTED') and due_on is not null" })
export class Review {
  @Id() id!: string;
  @Text({ about: 'Number of the paper in this call; it tells nothing of the provider', max: 20 }) number!: string;
  @Ref('ReviewPaper', { about: 'What the expert reads; empty for a review of the past', optional: true }) paperId?: string | null;
  @Ref('Submission', { about: 'What is marked', internal: true }) submissionId!: string;
  @Ref('Expert', { about: 'Who marks' }) expertId!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Review', { about: 'The submitted review that this one corrects', optional: true, unique: 'REVIEW_ALREADY_CORRECTED' }) replacesId?:
    | string
    | null;
  @Count({ about: 'Version of the rubric by which it was marked; 0 as long as it is not', start: 0 }) rubricVersion!: number;
  @Column('jsonb', { default: '[]' }) marks!: Mark[];
  @Column('text', { array: true, default: '{}' }) vetoes!: string[];
  @Column('numeric', { precision: 19, scale: 4, nullable: true }) total?: string | null;
  @Column('text', { nullable: true }) comment?: string | null;
  /** The import that brought a review of the past: its history shows that fact. */
  @Column('uuid', { array: true, default: '{}' }) factIds!: string[];
  @Ref('Review', { about: 'The review that has taken the place of this one', optional: true, index: false }) substituteId?: string | null;
  @Day({ about: 'Day by which it is due', optional: true }) dueOn?: string | null;
  @Flag({ about: 'Whether a conflict of interest has come up, so that the expert reads it no more', start: false }) barred!: boolean;
  /** Of which day before or after the due one its expert was last reminded. */
  @Column('text', { nullable: true }) remindedOf?: string | null;
  @State(reviewLifecycle) state!: string;
  @Moment({ about: 'When it was submitted', optional: true }) submittedAt?: Date | null;
  @Moment({ about: 'When an officer has shown its expert the original', optional: true }) revealedAt?: Date | null;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('One expert is given one submission by name, outside a draw')
export class ReviewInput {
  @Ref('Submission', { about: 'What is to be marked' }) submissionId!: string;
  @Ref('Expert', { about: 'Who is to mark it' }) expertId!: string;
}
