import { Column, Index } from 'typeorm';
import {
  Choice,
  Count,
  CreatedAt,
  enumOf,
  Flag,
  Id,
  inputOf,
  Moment,
  Noun,
  partial,
  Ref,
  State,
  Text,
  Texts,
  Version,
} from '../kernel/fields.ts';
import { kinds } from './kinds.ts';
import { letterLifecycle } from './lifecycle.ts';

export const letterKind = enumOf('LetterKind', Object.keys(kinds), 'What a letter is about');
export const letterChannel = enumOf('LetterChannel', ['INBOX'], 'How a letter reaches whom it is to');

/** What letters of a kind say. Staff change it; letters that are written already stay as they are. */
@Noun('What letters of a kind say: words with named variables between double braces')
export class LetterTemplate {
  @Id() id!: string;
  @Choice(letterKind, { about: 'What such a letter is about', unique: 'LETTER_TEMPLATE_TAKEN' }) kind!: string;
  @Text({ about: 'Subject', max: 200 }) subject!: string;
  @Text({ about: 'Text', max: 5000 }) text!: string;
  @Texts({ about: 'Names that subject and text may use', max: 20 }) variables!: string[];
  @Flag({ about: 'Whether such letters are written at all', start: true }) active!: boolean;
  @Flag({ about: 'Whether such a letter goes at once; else an officer looks at it first', start: false }) automatic!: boolean;
  @Version() version!: number;
}
export const LetterTemplateInput = inputOf(LetterTemplate, 'LetterTemplateInput', 'What letters of a kind say', [
  'subject',
  'text',
  'active',
  'automatic',
]);
export const LetterTemplatePatch = partial(
  LetterTemplateInput,
  'LetterTemplatePatch',
  'What changes in a template; what is left out stays',
);
export type LetterTemplatePatch = InstanceType<typeof LetterTemplatePatch>;

/** A letter to an organisation. It is written once for each cause, and read in the panel. */
@Noun('A letter to a provider about a submission: a draft, in the outbox, sent, or not to be delivered')
@Index('LETTER_ONCE', ['factId', 'kind'], { unique: true })
@Index('letter_call_state_idx', ['callId', 'state'])
export class Letter {
  @Id() id!: string;
  @Choice(letterKind, { about: 'What it is about', index: true }) kind!: string;
  @Ref('Provider', { about: 'To whom' }) providerId!: string;
  @Text({ about: 'To whom: name of the organisation when it was written', max: 120 }) toName!: string;
  @Ref('Submission', { about: 'About which submission' }) submissionId!: string;
  @Ref('Call', { about: 'Of which call', index: false }) callId!: string;
  @Text({ about: 'Subject', max: 200 }) subject!: string;
  @Text({ about: 'Text', max: 5000 }) text!: string;
  @Column('uuid') factId!: string;
  @State(letterLifecycle) state!: string;
  @Count({ about: 'How often its delivery was tried', start: 0, min: 0 }) tries!: number;
  @Moment({ about: 'When delivery is tried again', optional: true }) retryAt?: Date | null;
  @Moment({ about: 'When it was delivered', optional: true, index: true }) sentAt?: Date | null;
  @Moment({ about: 'When the organisation opened it first', optional: true }) readAt?: Date | null;
  @Text({ about: 'Who opened it first', max: 60, optional: true }) readBy?: string | null;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
export const LetterInput = inputOf(Letter, 'LetterInput', 'What one letter says', ['subject', 'text']);
export const LetterPatch = partial(LetterInput, 'LetterPatch', 'What changes in a letter that is not sent yet; what is left out stays');
export type LetterPatch = InstanceType<typeof LetterPatch>;

/** One attempt to deliver a letter. */
@Noun('One attempt to deliver a letter')
@Index('LETTER_ATTEMPT_ONCE', ['letterId', 'ordinal'], { unique: true })
export class LetterAttempt {
  @Id() id!: string;
  @Ref('Letter', { about: 'The letter', index: false }) letterId!: string;
  @Count({ about: 'Which attempt, from 1', min: 1 }) ordinal!: number;
  @Choice(letterChannel, { about: 'How' }) channel!: string;
  @Moment({ about: 'When', start: 'now' }) at!: Date;
  @Text({ about: 'Why it was not delivered; empty when it was', max: 500, optional: true }) error?: string | null;
}
