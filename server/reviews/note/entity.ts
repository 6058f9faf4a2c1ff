import { CreatedAt, Id, inputOf, Noun, Ref, Text } from '../../kernel/fields.ts';

/** What the bureau notes for itself. It is never a message: applicants and experts have no rule on it. */
@Noun('A note that the bureau makes of a submission for itself; never changed')
export class InternalNote {
  @Id() id!: string;
  @Ref('Submission', { about: 'The submission' }) submissionId!: string;
  @Text({ about: 'The note', max: 2000 }) text!: string;
  @Text({ about: 'Who wrote it', max: 60 }) authorName!: string;
  @CreatedAt() createdAt!: Date;
}
export const InternalNoteInput = inputOf(InternalNote, 'InternalNoteInput', 'A note of the bureau', ['submissionId', 'text']);
export type InternalNoteInput = InstanceType<typeof InternalNoteInput>;
