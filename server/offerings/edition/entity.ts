import { Index } from 'typeorm';
import { solutionKind } from '../../calls/entity.ts';
import { Choice, Count, CreatedAt, Day, Id, Json, Moment, Money, Noun, Ref, Text, Texts } from '../../kernel/fields.ts';
import { Excluded } from '../../solutions/solution/entity.ts';

/**
 * What an offering said to the public, from one change to the next. The database itself writes it, whoever changes the
 * offering and however; a trial names the one it was applied for under.
 */
@Noun('An offering as it stood from one change of its terms to the next; it never changes')
@Index('OFFERING_EDITION_TAKEN', ['offeringId', 'number'], { unique: true })
export class OfferingEdition {
  @Id() id!: string;
  @Ref('Offering', { about: 'Of which offering', index: false }) offeringId!: string;
  @Count({ about: 'The how manieth: 1 is what was listed', min: 1 }) number!: number;
  @Ref('Provider', { about: 'Who supplies it' }) providerId!: string;
  @Text({ about: 'Name of the provider', max: 120 }) providerName!: string;
  @Text({ about: 'Name of the product or solution', max: 120 }) name!: string;
  @Choice(solutionKind, { about: 'What is supplied' }) kind!: string;
  @Text({ about: 'Code of the main scenario, S01 to S16', max: 3 }) mainScenario!: string;
  @Texts({ about: 'Codes of all scenarios it serves, S01 to S16' }) scenarios!: string[];
  @Texts({ about: 'GB/T 4754-2017 divisions it is meant for, two digits each' }) divisions!: string[];
  @Text({ about: 'The pain it relieves', max: 500, optional: true }) painPoint?: string | null;
  @Count({ about: 'Length of the free trial, days' }) freeDays!: number;
  @Count({ about: 'How many enterprises may try at once' }) seats!: number;
  @Count({ about: 'How many may try in all; without bound when empty', optional: true }) seatsTotal?: number | null;
  @Texts({ about: 'What the free trial includes' }) included!: string[];
  @Json(() => Excluded, { about: 'What it does not include, with prices; empty is all free', list: true }) excluded!: Excluded[];
  @Count({ about: 'Within how many working days after acceptance the trial starts' }) startWithinDays!: number;
  @Money({ about: 'Price of a year after the trial, CNY' }) priceAfter!: string;
  @Text({ about: 'How the trial ends', max: 1000, optional: true }) exitTerms?: string | null;
  @Day({ about: 'Last day on the list' }) validTo!: string;
  @Moment({ about: 'From when on the public sees it' }) visibleFrom!: Date;
  @CreatedAt() createdAt!: Date;
}

/** What of an edition can be brought back. How long the offering is listed is another matter, and who supplies it too. */
export const revertible = [
  ...['name', 'mainScenario', 'scenarios', 'divisions', 'painPoint', 'freeDays', 'seats', 'seatsTotal'],
  ...['included', 'excluded', 'startWithinDays', 'priceAfter', 'exitTerms'],
] as const;
