import { Check, Index } from 'typeorm';
import {
  Choice,
  Count,
  CreatedAt,
  Day,
  enumOf,
  Flag,
  Id,
  Input,
  Moment,
  Noun,
  partial,
  Ref,
  State,
  Text,
  Version,
} from '../../kernel/fields.ts';
import { openStates, trialLifecycle } from './lifecycle.ts';

export const notConvertedReason = enumOf(
  'NotConvertedReason',
  ['DOES_NOT_FIT', 'DATA_TOO_HARD', 'NO_STAFF', 'PRICE', 'PROVIDER_SILENT', 'SECURITY', 'OTHER', 'NO_ANSWER'],
  'Why a trial led to no purchase',
);

/**
 * An enterprise tries an offering for free.
 *
 * `providerId`, `district` and `platformId` are copied when the trial is applied for: they decide who may see the row, and
 * the policy reads one flat row at a time. Names and contacts are copied too, since who must call must be able to,
 * whatever else of the other party is not theirs to read. The days are days in Shanghai; `endsOn` is no longer part of it.
 */
@Noun('A free trial of an offering by an enterprise')
@Index('TRIAL_ALREADY_OPEN', ['offeringId', 'enterpriseId'], {
  unique: true,
  where: `state in (${openStates.map(state => `'${state}'`).join(', ')})`,
})
@Index('trial_offering_waiting_idx', ['offeringId', 'appliedAt'], { where: "state = 'WAITING'" })
@Check(
  'TRIAL_DAYS',
  "(state not in ('RUNNING', 'ENDED', 'CONVERTED', 'NOT_CONVERTED')) or (starts_on is not null and ends_on is not null and ends_at is not null and outcome_due_at is not null)",
)
@Check('TRIAL_EXTENSION', 'extended_days between 0 and 30')
export class Trial {
  @Id() id!: string;
  @Ref('Offering', { about: 'What is tried' }) offeringId!: string;
  /** Filled in by the database. */
  @Ref('OfferingEdition', { about: 'What the offering said when it was applied for', optional: true, index: false })
  editionId?: string | null;
  @Text({ about: 'Name of what is tried', max: 120 }) offeringName!: string;
  @Ref('Enterprise', { about: 'Who tries' }) enterpriseId!: string;
  @Text({ about: 'Name of the enterprise', max: 120 }) enterpriseName!: string;
  @Ref('Provider', { about: 'Who supplies it' }) providerId!: string;
  @Text({ about: 'Name of the provider', max: 120 }) providerName!: string;
  @Text({ about: 'Code of the district of the enterprise when it applied', max: 6, index: true }) district!: string;
  @Text({ about: 'The partner platform it came through', optional: true, max: 64, index: true }) platformId?: string | null;
  @Text({ about: 'What the enterprise wants to reach', max: 500 }) goal!: string;
  @Text({ about: 'Person at the enterprise', optional: true, max: 60, personal: true }) enterpriseContactName?: string | null;
  @Text({ about: 'Telephone of that person', optional: true, max: 30, personal: true }) enterpriseContactPhone?: string | null;
  @Text({ about: 'Person at the provider', optional: true, max: 60, personal: true }) providerContactName?: string | null;
  @Text({ about: 'Telephone of that person', optional: true, max: 30, personal: true }) providerContactPhone?: string | null;
  @Count({ about: 'Length of the trial when it was applied for, days', min: 1, max: 3650 }) freeDays!: number;
  @Moment({ about: 'When it was applied for', start: 'now' }) appliedAt!: Date;
  @Moment({ about: 'By when the provider should answer: the end of the second working day', optional: true, index: true })
  replyDueAt?: Date | null;
  @Moment({ about: 'Until when a seat is held for who has waited', optional: true, index: true }) heldUntil?: Date | null;
  @Moment({ about: 'When the provider accepted', optional: true }) acceptedAt?: Date | null;
  @Day({ about: 'First day', optional: true, index: true }) startsOn?: string | null;
  @Day({ about: 'The day after the last', optional: true }) endsOn?: string | null;
  @Count({ about: 'Days added by the one extension, at most 30', start: 0, max: 30 }) extendedDays!: number;
  @Moment({ about: 'When it ends or has ended', optional: true, index: true }) endsAt?: Date | null;
  @Moment({ about: 'Until when a purchase or a reason against it may be recorded: 90 days after the end', optional: true, index: true })
  outcomeDueAt?: Date | null;
  @Choice(notConvertedReason, { about: 'Why nothing was bought', optional: true, index: true }) notConvertedReason?: string | null;
  @Text({ about: 'More about that reason', optional: true, max: 500 }) notConvertedNote?: string | null;
  @State(trialLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('What an enterprise says when it applies for a trial')
export class TrialInput {
  @Ref('Offering', { about: 'What it wants to try' }) offeringId!: string;
  @Text({ about: 'What it wants to reach', max: 500 }) goal!: string;
  @Flag({ about: 'Whether it waits for a seat when all are taken; refused with QUOTA_EXHAUSTED otherwise' }) waitIfFull: boolean = false;
  @Text({
    about: 'Unified social credit code of the enterprise; only for a partner platform, which applies on its behalf',
    optional: true,
    max: 64,
  })
  enterpriseUscc?: string | null;
  @Text({ about: 'Person to talk to; that of the enterprise when left out', optional: true, max: 60, personal: true }) contactName?:
    | string
    | null;
  @Text({ about: 'Telephone of that person', optional: true, max: 30, personal: true }) contactPhone?: string | null;
}

@Input('What the enterprise may correct while the trial is open')
export class TrialAmendment {
  @Text({ about: 'What it wants to reach', max: 500 }) goal!: string;
  @Text({ about: 'Person at the enterprise', optional: true, max: 60, personal: true }) enterpriseContactName?: string | null;
  @Text({ about: 'Telephone of that person', optional: true, max: 30, personal: true }) enterpriseContactPhone?: string | null;
}
export const TrialPatch = partial(TrialAmendment, 'TrialPatch', 'What the enterprise corrects; what is left out stays');
