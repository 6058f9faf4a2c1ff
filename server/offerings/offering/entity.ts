import { Check } from 'typeorm';
import { solutionKind } from '../../calls/entity.ts';
import {
  Choice,
  Count,
  CreatedAt,
  Day,
  Id,
  inputOf,
  Json,
  Moment,
  Money,
  Noun,
  partial,
  Ref,
  State,
  Text,
  Texts,
  Version,
} from '../../kernel/fields.ts';
import { Excluded } from '../../solutions/solution/entity.ts';
import { offeringLifecycle } from './lifecycle.ts';

/**
 * An entry of the service list that enterprises may try for free.
 *
 * What it is stands as it was when it was listed: a later version of the solution is no part of it. `seatsTaken` counts
 * the trials that hold a seat now, `seatsUsed` those that ran and have given theirs back; both follow the trials and
 * leave `version` alone, so that an officer who edits is not in the way of those who apply.
 */
@Noun('An entry of the service list, which enterprises may try for free')
@Check('OFFERING_SEATS_BELOW_TAKEN', 'seats_taken <= seats')
@Check('OFFERING_TOTAL_BELOW_USED', 'seats_total is null or seats_taken + seats_used <= seats_total')
@Check('OFFERING_SEATS_NEGATIVE', 'seats_taken >= 0 and seats_used >= 0')
export class Offering {
  @Id() id!: string;
  @Ref('ServiceList', { about: 'The list that brought it into the catalogue' }) listId!: string;
  @Count({ about: 'Number of that list', min: 1, index: true }) listNumber!: number;
  @Ref('Submission', { about: 'What was selected; empty for an entry of old', optional: true, unique: 'OFFERING_ALREADY_LISTED' })
  submissionId?: string | null;
  @Ref('Solution', { about: 'The solution as its provider keeps it', optional: true }) solutionId?: string | null;
  @Ref('Provider', { about: 'Who supplies it' }) providerId!: string;
  @Text({ about: 'Name of the provider when it was listed', max: 120 }) providerName!: string;
  @Text({ about: 'Unified social credit code of the provider', max: 18 }) providerUscc!: string;
  @Text({ about: 'Name of the product or solution', max: 120 }) name!: string;
  @Choice(solutionKind, { about: 'What is supplied', index: true }) kind!: string;
  @Text({ about: 'Code of the main scenario, S01 to S16', max: 3, index: true }) mainScenario!: string;
  @Texts({ about: 'Codes of all scenarios it serves, S01 to S16' }) scenarios!: string[];
  @Texts({ about: 'GB/T 4754-2017 divisions it is meant for, two digits each' }) divisions!: string[];
  @Text({ about: 'The pain it relieves', max: 500, optional: true }) painPoint?: string | null;
  @Count({ about: 'Length of the free trial, days', min: 1, max: 3650 }) freeDays!: number;
  @Count({ about: 'How many enterprises may try at once', max: 100_000 }) seats!: number;
  @Count({ about: 'How many hold a seat now', start: 0 }) seatsTaken!: number;
  @Count({ about: 'How many have tried and given the seat back', start: 0 }) seatsUsed!: number;
  @Count({ about: 'How many may try in all; without bound when empty', optional: true, max: 1_000_000 }) seatsTotal?: number | null;
  @Texts({ about: 'What the free trial includes', max: 100, most: 50 }) included!: string[];
  @Json(() => Excluded, { about: 'What it does not include, with prices; empty is all free', list: true }) excluded!: Excluded[];
  @Count({ about: 'Within how many working days after acceptance the trial starts', min: 0, max: 250 }) startWithinDays!: number;
  @Money({ about: 'Price of a year after the trial, CNY' }) priceAfter!: string;
  @Text({ about: 'How the trial ends: return and deletion of data, taking back hardware', max: 1000, optional: true }) exitTerms?:
    | string
    | null;
  @Day({ about: 'Last day on the list' }) validTo!: string;
  @Moment({ about: 'When it leaves the list: 00:00 in Shanghai after the last day', index: true }) expiresAt!: Date;
  @Moment({ about: 'From when on the public sees it' }) visibleFrom!: Date;
  /** Kept by the database: see `OfferingEdition`. */
  @Count({ about: 'How many editions of its terms there have been', start: 1, min: 1 }) edition!: number;
  /** Kept by the database, of the tables of codes. */
  @Text({ about: 'Names of its scenarios and divisions in both languages, by which it is found', max: 20_000, optional: true })
  keywords?: string | null;
  @State(offeringLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

/** What may change of a listed offering after publication; who supplies it, and in what form, may not. */
export const OfferingInput = inputOf(Offering, 'OfferingInput', 'What may change of an offering after publication', [
  'name',
  'mainScenario',
  'scenarios',
  'divisions',
  'painPoint',
  'freeDays',
  'seats',
  'seatsTotal',
  'included',
  'excluded',
  'startWithinDays',
  'priceAfter',
  'exitTerms',
  'validTo',
]);
export type OfferingInput = InstanceType<typeof OfferingInput>;
export const OfferingPatch = partial(OfferingInput, 'OfferingPatch', 'Terms of an offering to change; what is left out stays');
