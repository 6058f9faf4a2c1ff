import { InputType } from 'type-graphql';
import { Check, Column } from 'typeorm';
import {
  Choice,
  Choices,
  Count,
  CreatedAt,
  Flag,
  Id,
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
} from '../kernel/fields.ts';
import { providerKind } from '../people/provider/entity.ts';
import { CallForm, solutionKind } from './formShape.ts';
import { callLifecycle } from './lifecycle.ts';
import { peerMarks, Rubric, scoreDisclosure } from './rubric.ts';

export { solutionKind };

@Value('How many submissions of a kind of provider and an industry a call selects')
@InputType('SeatRuleInput', { description: 'How many submissions of a kind of provider and an industry a call selects' })
export class SeatRule {
  @Choice(providerKind, { about: 'Kind of provider; any when left out', optional: true }) kind?: string | null;
  @Text({ about: 'GB/T 4754 division, two digits; any when left out', max: 2, optional: true }) division?: string | null;
  @Count({ about: 'Fewest', max: 10_000 }) min!: number;
  @Count({ about: 'Most', max: 10_000 }) max!: number;
}

@Value('The shortest free trial that a kind of product may offer')
@InputType('TrialMinimumInput', { description: 'The shortest free trial that a kind of product may offer' })
export class TrialMinimum {
  @Choice(solutionKind, { about: 'Kind of product' }) kind!: string;
  @Count({ about: 'Shortest free period, days', min: 1, max: 3650 }) days!: number;
}

@Value('The office that answers questions about a call')
@InputType('CallContactInput', { description: 'The office that answers questions about a call' })
export class CallContact {
  @Text({ about: 'Office', max: 100 }) office!: string;
  @Text({ about: 'Telephone of the office', max: 60, optional: true }) telephone?: string | null;
  @Text({ about: 'Mail of the office', max: 120, optional: true }) mail?: string | null;
  @Text({ about: 'Address of the office', max: 200, optional: true }) address?: string | null;
  @Text({ about: 'Where to complain', max: 100, optional: true }) complaints?: string | null;
}

/**
 * The bureau calls for products and solutions. Everything that differs between calls is data here: a new call needs no code.
 *
 * `lastNumber` counts the filed submissions under the row's lock, so their numbers have no gap. `unsealsAt` is the last
 * instant at which anybody may still file: the closing, or the latest extension granted before it.
 */
@Noun('A call for products and solutions: who may file what, until when, and how it is judged')
@Check('CALL_WINDOW_INVALID', '"closes_at" > "opens_at"')
export class Call {
  @Id() id!: string;
  @Text({ about: 'Short code, such as C2024A; numbers of submissions begin with it', max: 20, unique: 'CALL_CODE_TAKEN' }) code!: string;
  @Text({ about: 'Document number of the notice', max: 60, optional: true }) number?: string | null;
  @Text({ about: 'Title of the notice' }) title!: string;
  @Text({ about: 'Title in English', max: 300, optional: true }) titleEn?: string | null;
  @Text({ about: 'The notice itself', max: 50_000, optional: true }) text?: string | null;
  @Text({ about: 'The notice in English', max: 50_000, optional: true }) textEn?: string | null;
  @Json(() => CallContact, { about: 'Whom to ask', optional: true }) contact?: CallContact | null;
  @Moment({ about: 'When filing begins, to the second; a fraction is dropped', index: true }) opensAt!: Date;
  @Moment({ about: 'When filing ends, to the second and exclusive; a fraction is dropped', index: true }) closesAt!: Date;
  @Moment({ about: 'When the announced call opens by itself; empty while nobody has announced it', optional: true })
  announcedFor?: Date | null;
  @Moment({ about: 'When its submissions may first be read: no applicant can file any more' }) unsealsAt!: Date;
  @State(callLifecycle) state!: string;
  @Choices(solutionKind, { about: 'Kinds of product that may be filed' }) kinds!: string[];
  @Json(() => CallForm, { about: 'What those who file are asked: fields, files and conditions' }) form!: CallForm;
  @Json(() => Rubric, { about: 'How submissions are marked' }) rubric!: Rubric;
  @Count({ about: 'Raised by one with every change of the rubric', start: 1 }) rubricVersion!: number;
  @Moment({ about: 'When the first mark was given; from then on the rubric stays', optional: true }) rubricFrozenAt?: Date | null;
  @Json(() => SeatRule, { about: 'How many are selected, per kind of provider and industry', list: true }) seats!: SeatRule[];
  @Json(() => TrialMinimum, { about: 'Shortest free trial, per kind of product', list: true }) trialMinimums!: TrialMinimum[];
  @Count({ about: 'Working days in which a returned submission can be corrected', start: 5, min: 1, max: 100 }) correctionDays!: number;
  @Count({ about: 'Working days that the result stands in public notice', start: 5, min: 1, max: 100 }) noticeDays!: number;
  @Count({ about: 'Working days in which an objection is accepted or found inadmissible', start: 2, min: 1, max: 100 })
  objectionAcceptDays!: number;
  @Count({ about: 'Working days in which an objection is decided', start: 10, min: 1, max: 100 }) objectionDays!: number;
  @Choice(scoreDisclosure, { about: 'What applicants learn of their marks', start: 'NONE' }) disclosure!: string;
  @Choice(peerMarks, { about: "When experts see each other's marks", start: 'NEVER' }) peerMarks!: string;
  @Flag({ about: 'A past call that was imported: its deadlines, caps and fields no longer bind; conflicts of interest do', start: false })
  historical!: boolean;
  @Column('int', { default: 0 }) lastNumber!: number;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const CallInput = inputOf(
  Call,
  'CallInput',
  'What a call says',
  ['code', 'number', 'title', 'titleEn', 'text', 'textEn', 'contact', 'opensAt', 'closesAt', 'kinds', 'rubric'],
  ['form', 'seats', 'trialMinimums', 'correctionDays', 'noticeDays', 'objectionAcceptDays', 'objectionDays', 'disclosure', 'peerMarks'],
);
export type CallInput = InstanceType<typeof CallInput>;
export const CallPatch = partial(CallInput, 'CallPatch', 'What changes in a call; what is left out stays');
export type CallPatch = InstanceType<typeof CallPatch>;

/** One applicant may file later. Never changed: a longer one is a new record. */
@Noun('A later deadline for one applicant: who granted it is in its history')
export class Extension {
  @Id() id!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Provider', { about: 'The applicant' }) providerId!: string;
  @Moment({ about: 'Until when this applicant may file, exclusive; a fraction of a second is dropped' }) until!: Date;
  @Text({ about: 'Why', max: 1000 }) reason!: string;
  @Text({ about: 'Name of the officer who granted it', max: 60 }) grantedBy!: string;
  @CreatedAt() createdAt!: Date;
}

export const ExtensionInput = inputOf(Extension, 'ExtensionInput', 'A later deadline for one applicant', [
  'callId',
  'providerId',
  'until',
  'reason',
]);
export type ExtensionInput = InstanceType<typeof ExtensionInput>;
