import { Check, Column } from 'typeorm';
import { CreatedAt, Day, Id, Input, Moment, Money, Noun, partial, Ref, Refs, State, Text, Version } from '../../kernel/fields.ts';
import { conversionLifecycle } from './lifecycle.ts';

/**
 * The purchase that a trial led to. One trial has one; it is recorded by one of the two parties and confirmed by the
 * district, never by who recorded it.
 */
@Noun('The purchase that a trial led to')
@Check('CONVERSION_SECOND_PERSON', 'verified_by_id is null or verified_by_id <> recorded_by_id')
export class Conversion {
  @Id() id!: string;
  @Ref('Trial', { about: 'The trial that led to it', unique: 'CONVERSION_ALREADY_RECORDED' }) trialId!: string;
  @Ref('Offering', { about: 'What was bought' }) offeringId!: string;
  @Text({ about: 'Name of what was bought', max: 120 }) offeringName!: string;
  @Ref('Enterprise', { about: 'Who bought' }) enterpriseId!: string;
  @Text({ about: 'Name of the enterprise', max: 120 }) enterpriseName!: string;
  @Ref('Provider', { about: 'Who sold' }) providerId!: string;
  @Text({ about: 'Name of the provider', max: 120 }) providerName!: string;
  @Text({ about: 'Code of the district that verifies it', max: 6, index: true }) district!: string;
  @Text({ about: 'Number of the contract', max: 60 }) contractNumber!: string;
  @Day({ about: 'Day of signature' }) signedOn!: string;
  @Money({ about: 'Amount of the contract, CNY' }) amount!: string;
  @Day({ about: 'Day of the first payment', optional: true }) paidOn?: string | null;
  @Day({ about: 'Day of going live', optional: true }) goLiveOn?: string | null;
  @Refs({ about: 'Files that prove it: contract, invoice or payment, screens', most: 20 }) fileIds!: string[];
  @Column('uuid') recordedById!: string;
  @Text({ about: 'Whose word it is: ENTERPRISE or PROVIDER', max: 20 }) recordedByRole!: string;
  @Column('uuid', { nullable: true }) verifiedById?: string | null;
  @Moment({ about: 'When it was confirmed or rejected', optional: true }) verifiedAt?: Date | null;
  @State(conversionLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

/** What was signed, paid and put to use. */
@Input('The purchase that a trial led to')
export class ConversionInput {
  @Ref('Trial', { about: 'The trial that led to it' }) trialId!: string;
  @Text({ about: 'Number of the contract', max: 60 }) contractNumber!: string;
  @Day({ about: 'Day of signature' }) signedOn!: string;
  @Money({ about: 'Amount of the contract, CNY' }) amount!: string;
  @Day({ about: 'Day of the first payment', optional: true }) paidOn?: string | null;
  @Day({ about: 'Day of going live', optional: true }) goLiveOn?: string | null;
  @Refs({ about: 'Files that prove it, at least one', most: 20 }) fileIds!: string[];
}

@Input('What may be corrected before it is verified')
export class ConversionAmendment {
  @Text({ about: 'Number of the contract', max: 60 }) contractNumber!: string;
  @Day({ about: 'Day of signature' }) signedOn!: string;
  @Money({ about: 'Amount of the contract, CNY' }) amount!: string;
  @Day({ about: 'Day of the first payment', optional: true }) paidOn?: string | null;
  @Day({ about: 'Day of going live', optional: true }) goLiveOn?: string | null;
  @Refs({ about: 'Files that prove it, at least one', most: 20 }) fileIds!: string[];
}
export const ConversionPatch = partial(ConversionAmendment, 'ConversionPatch', 'What is corrected; what is left out stays');
