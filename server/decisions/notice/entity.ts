import { Check, Index } from 'typeorm';
import {
  Choice,
  Count,
  CreatedAt,
  Day,
  Id,
  Input,
  Json,
  Moment,
  Noun,
  partial,
  Ref,
  State,
  Text,
  Texts,
  Value,
  Version,
} from '../../kernel/fields.ts';
import { providerKind } from '../../people/provider/entity.ts';
import { noticeLifecycle } from './lifecycle.ts';

/** The result of a call stands in public for working days, during which anybody may object. */
@Noun('The public notice of a result: it stands for working days, during which anybody may object')
@Check('NOTICE_PERIOD_INVALID', '"last_day" >= "first_day"')
@Index('NOTICE_ALREADY_MADE', ['callId'], { unique: true, where: "state <> 'DROPPED'" })
export class Notice {
  @Id() id!: string;
  @Text({ about: 'Document number of the notice', max: 60, unique: 'NOTICE_NUMBER_TAKEN' }) number!: string;
  @Ref('Call', { about: 'The call whose result it is' }) callId!: string;
  @Text({ about: 'Title', max: 200 }) title!: string;
  @Text({ about: 'On what it is based: the call, the meeting and its minutes', max: 2000 }) basis!: string;
  @Text({ about: 'How to object: where, to whom, by telephone or mail', max: 2000 }) howToObject!: string;
  @Day({ about: 'First day, counted when it is worked' }) firstDay!: string;
  @Day({ about: 'Last day, by the calendar of working days' }) lastDay!: string;
  @Count({ about: 'Working days it stands', min: 1, max: 100 }) workingDays!: number;
  @Moment({ about: 'From when the public sees it: the beginning of its first day', index: true }) visibleFrom!: Date;
  @Moment({ about: 'When it ends: midnight after its last day, exclusive', index: true }) endsAt!: Date;
  @Ref('Attachment', { about: 'The notice as a document, made once when it was published', optional: true }) fileId?: string | null;
  @State(noticeLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

/** What an entry promises, as it was filed; a past call that was imported may lack some of it. */
@Value('What an entry of a notice promises, as it was filed')
export class NoticeTerms {
  @Text({ about: 'Unified social credit code of the provider', optional: true }) uscc?: string | null;
  @Texts({ about: 'GB/T 4754-2017 divisions it is meant for' }) divisions!: string[];
  @Count({ about: 'Length of the free trial, days', optional: true }) freeDays?: number | null;
  @Count({ about: 'Seats at once', optional: true }) seats?: number | null;
  @Count({ about: 'Within how many working days after acceptance the trial starts', optional: true }) startWithinDays?: number | null;
  @Text({ about: 'Price of a year after the trial, CNY', optional: true }) priceAfter?: string | null;
  @Count({ about: 'How many cases of real use were named' }) cases!: number;
}

/** One submission in a notice, as the public reads it: copied, so that a notice never changes. */
@Noun('One submission in a public notice')
@Index('NOTICE_ENTRY_ONCE', ['noticeId', 'submissionId'], { unique: true })
export class NoticeEntry {
  @Id() id!: string;
  @Ref('Notice', { about: 'The notice' }) noticeId!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Count({ about: 'Place in the notice, from 1', min: 1 }) place!: number;
  @Ref('Submission', { about: 'What was selected', internal: true }) submissionId!: string;
  @Text({ about: 'Name of the provider', max: 120 }) provider!: string;
  @Text({ about: 'Name of the product', max: 200 }) product!: string;
  @Text({ about: 'Code of the main scenario', max: 3, index: true }) scenario!: string;
  @Choice(providerKind, { about: 'Kind of provider', index: true }) kind!: string;
  @Moment({ about: 'From when the public sees it', index: true }) visibleFrom!: Date;
  @Json(() => NoticeTerms, { about: 'What it promises', optional: true }) terms?: NoticeTerms | null;
  @Moment({ about: 'When its notice ends, exclusive' }) endsAt!: Date;
}

@Input('The public notice of a result')
export class NoticeInput {
  @Ref('Call', { about: 'The call whose result it is' }) callId!: string;
  @Text({ about: 'Document number of the notice', max: 60 }) number!: string;
  @Text({ about: 'Title', max: 200 }) title!: string;
  @Text({ about: 'On what it is based: the call, the meeting and its minutes', max: 2000 }) basis!: string;
  @Text({ about: 'How to object: where, to whom, by telephone or mail', max: 2000 }) howToObject!: string;
  @Day({ about: 'First day, counted when it is worked' }) firstDay!: string;
}
export const NoticePatch = partial(NoticeInput, 'NoticePatch', 'What changes in a notice that is not yet published');
export type NoticePatch = InstanceType<typeof NoticePatch>;
