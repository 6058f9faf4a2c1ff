import { Column } from 'typeorm';
import { CreatedAt, Day, Id, Input, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { objectionLifecycle } from './lifecycle.ts';

/** Somebody objects, by name and with grounds, to one entry while its notice stands. The answer is published, the name never. */
@Noun('An objection to an entry of a public notice; its answer is published without the name of who objected')
export class Objection {
  @Id() id!: string;
  @Text({ about: 'Receipt number, given at once', max: 30, unique: 'OBJECTION_RECEIPT_TAKEN', internal: true }) receiptNumber!: string;
  @Ref('Notice', { about: 'The notice' }) noticeId!: string;
  @Ref('NoticeEntry', { about: 'The entry objected to' }) entryId!: string;
  @Ref('Submission', { about: 'What the entry stands for', internal: true }) submissionId!: string;
  @Ref('Provider', { about: 'Whose it is', internal: true }) providerId!: string;
  @Text({ about: 'Who objects: name of a person', max: 60, personal: true }) name!: string;
  @Text({ about: 'For which organisation, if for one', max: 120, optional: true, personal: true }) organisation?: string | null;
  @Text({ about: 'How to reach the person', max: 200, personal: true }) contact!: string;
  @Text({ about: 'What is wrong, and how one can tell', max: 5000, personal: true }) grounds!: string;
  @Ref('Attachment', { about: 'A file that proves it', optional: true, internal: true }) fileId?: string | null;
  @Day({ about: 'By when it is to be accepted or found inadmissible: a term of working days', optional: true, index: true })
  acceptDueDay?: string | null;
  @Day({ about: 'By when it is to be answered: a term of working days', index: true }) dueDay!: string;
  @Column('uuid', { nullable: true }) handlerId?: string | null;
  @Text({ about: 'The officer who deals with it', max: 60, optional: true, internal: true }) handler?: string | null;
  @Column('uuid', { nullable: true }) proposedById?: string | null;
  @Text({ about: 'Who proposed to uphold it', max: 60, optional: true, internal: true }) proposedBy?: string | null;
  @Column('uuid', { nullable: true }) confirmedById?: string | null;
  @Text({ about: 'Who confirmed that it is upheld: a second person', max: 60, optional: true, internal: true }) confirmedBy?: string | null;
  @Text({ about: 'The answer with its reasons; published', max: 2000, optional: true }) answer?: string | null;
  @Moment({ about: 'When it was answered', optional: true }) answeredAt?: Date | null;
  @Column('text', { nullable: true }) ipHash?: string | null;
  @Column('text', { nullable: true }) secretHash?: string | null;
  @State(objectionLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('An objection: who, against what, on which grounds')
export class ObjectionInput {
  @Ref('NoticeEntry', { about: 'The entry objected to' }) entryId!: string;
  @Text({ about: 'Who objects: name of a person', max: 60 }) name!: string;
  @Text({ about: 'For which organisation, if for one', max: 120, optional: true }) organisation?: string | null;
  @Text({ about: 'How to reach the person: a telephone number or a mail address', max: 200 }) contact!: string;
  @Text({ about: 'What is wrong, and how one can tell: at least 10 characters', max: 5000 }) grounds!: string;
  @Ref('Attachment', { about: 'A file that proves it', optional: true }) fileId?: string | null;
}
