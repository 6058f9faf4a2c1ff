import { Index } from 'typeorm';
import { Count, CreatedAt, Flag, Id, inputOf, Moment, Noun, Ref, Refs, Text } from '../../kernel/fields.ts';

/** What the bureau adds to a call after it was announced (补充通知). It is never changed: a later one says what else is different. */
@Noun('What was added to a call after it was announced')
@Index('ADDENDUM_NUMBER_TAKEN', ['callId', 'number'], { unique: true })
export class Addendum {
  @Id() id!: string;
  @Ref('Call', { about: 'The call', index: false }) callId!: string;
  @Count({ about: 'Which addendum of the call, from 1' }) number!: number;
  @Text({ about: 'Title', max: 200 }) title!: string;
  @Text({ about: 'What is added or put right', max: 20_000 }) text!: string;
  @Refs({ about: 'Files; everybody may read them', most: 10 }) fileIds!: string[];
  @Text({ about: 'Name of the officer who published it', max: 60 }) publishedBy!: string;
  @CreatedAt() createdAt!: Date;
}
export const AddendumInput = inputOf(Addendum, 'AddendumInput', 'What is added to a call', ['callId', 'title', 'text'], ['fileIds']);
export type AddendumInput = InstanceType<typeof AddendumInput>;

/** That an addendum has reached one of those who file, and when it was read. Who files is sealed, and so is this. */
@Noun('That an addendum has reached an applicant, and when it was read')
@Index('ADDENDUM_RECEIVED', ['addendumId', 'providerId'], { unique: true })
export class AddendumReceipt {
  @Id() id!: string;
  @Ref('Addendum', { about: 'The addendum', index: false }) addendumId!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Provider', { about: 'The applicant' }) providerId!: string;
  @Flag({ about: 'Whether the applicant has read it', start: false }) read!: boolean;
  @Moment({ about: 'When it was read first, by the clock of the database', optional: true }) readAt?: Date | null;
  @Text({ about: 'Who read it', max: 60, optional: true }) readBy?: string | null;
  @Moment({ about: 'Until then the bureau sees counts only' }) unsealsAt!: Date;
  @CreatedAt() createdAt!: Date;
}
