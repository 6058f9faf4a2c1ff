import { Column, Index } from 'typeorm';
import {
  Choice,
  CreatedAt,
  enumOf,
  Flag,
  Id,
  Input,
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
} from '../../kernel/fields.ts';
import { OfferingPatch } from '../offering/entity.ts';
import { offeringChangeLifecycle } from './lifecycle.ts';

@Value('A field that is to change, with its value before and after as text')
export class ProposedChange {
  @Text({ about: 'Name of the field' }) field!: string;
  @Text({ about: 'Value before, as text', optional: true }) before?: string | null;
  @Text({ about: 'Value after, as text', optional: true }) after?: string | null;
}

/** The queue: what somebody wants to change of an offering, held against what stands in public. */
@Noun('A change of an offering that waits for a second person; what is published stays until it is approved')
@Index('OFFERING_CHANGE_WAITS', ['offeringId'], { unique: true, where: "state = 'PROPOSED'" })
export class OfferingChange {
  @Id() id!: string;
  @Ref('Offering', { about: 'What is to change' }) offeringId!: string;
  @Text({ about: 'Name of the offering when the change was proposed', max: 120 }) offeringName!: string;
  @Ref('Provider', { about: 'Who supplies it' }) providerId!: string;
  @Text({ about: 'Why', max: 500, optional: true }) reason?: string | null;
  @Json(() => ProposedChange, { about: 'What is to change, field by field', list: true }) changes!: ProposedChange[];
  /** The values themselves, before and after. */
  @Column('jsonb') was!: Record<string, unknown>;
  @Column('jsonb') will!: Record<string, unknown>;
  @Column('uuid') proposedById!: string;
  @Text({ about: 'Who proposed it', max: 60 }) proposedBy!: string;
  @Text({ about: 'Who approved or refused it', max: 60, optional: true, internal: true }) decidedBy?: string | null;
  @Moment({ about: 'When that was', optional: true }) decidedAt?: Date | null;
  @State(offeringChangeLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('What is to change of an offering, and why')
export class OfferingChangeInput {
  @Ref('Offering', { about: 'What is to change' }) offeringId!: string;
  @Text({ about: 'Why', max: 500, optional: true }) reason?: string | null;
  @Json(() => OfferingPatch, { about: 'The new values; what is left out stays' }) input!: InstanceType<typeof OfferingPatch>;
}

/** The fields of an offering that can be changed. */
export const offeringField = enumOf(
  'OfferingField',
  [
    ...(['name', 'mainScenario', 'scenarios', 'divisions', 'painPoint', 'freeDays', 'seats', 'seatsTotal', 'included'] as const),
    ...(['excluded', 'startWithinDays', 'priceAfter', 'exitTerms', 'validTo'] as const),
  ],
  'A field of an offering that can be changed',
);

/** Which fields are key is data: what an officer changes of them waits for a second person. */
@Noun('Whether changes of a field of offerings wait for a second person')
export class KeyField {
  @Id() id!: string;
  @Choice(offeringField, { about: 'The field', unique: 'KEY_FIELD_TAKEN' }) field!: string;
  @Flag({ about: 'Whether a change of it waits for approval', start: true }) key!: boolean;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
export const KeyFieldInput = inputOf(KeyField, 'KeyFieldInput', 'Whether a field is key', ['key']);
export const KeyFieldPatch = partial(KeyFieldInput, 'KeyFieldPatch', 'What changes of a key field');
/** Key until somebody says otherwise: all but how many may try, and how long it is listed. */
export const notKey: readonly string[] = ['seats', 'seatsTotal', 'validTo'];
