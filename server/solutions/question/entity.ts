import { CreatedAt, Id, inputOf, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { questionLifecycle } from './lifecycle.ts';

/** A question about a call. Everybody reads it with its answer; who has asked only the bureau knows. */
@Noun('A question about a call, which everybody reads with its answer')
export class Question {
  @Id() id!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Provider', { about: 'Who asks; the public never learns it', internal: true }) providerId!: string;
  @Text({ about: 'What is asked, without names', max: 1000 }) text!: string;
  @State(questionLifecycle) state!: string;
  @Text({ about: 'The answer, the same for everybody', max: 2000, optional: true }) answer?: string | null;
  @Moment({ about: 'When it was answered or declined', optional: true, index: true }) answeredAt?: Date | null;
  @Text({ about: 'Why it is not answered, for who asked', max: 2000, optional: true }) reason?: string | null;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
export const QuestionInput = inputOf(Question, 'QuestionInput', 'A question about a call', ['callId', 'text']);
export type QuestionInput = InstanceType<typeof QuestionInput>;
