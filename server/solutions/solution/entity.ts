import { InputType } from 'type-graphql';
import { Column } from 'typeorm';
import { solutionKind } from '../../calls/entity.ts';
import {
  Choice,
  Choices,
  Count,
  CreatedAt,
  Day,
  enumOf,
  Flag,
  Id,
  inputOf,
  Json,
  Moment,
  Money,
  Noun,
  partial,
  Ref,
  Refs,
  Text,
  Texts,
  Value,
  Version,
} from '../../kernel/fields.ts';

export const deployment = enumOf('Deployment', ['SAAS', 'ON_PREMISES', 'EDGE'], 'Where a product runs');

@Value('What a trial shall achieve, and how that is seen')
@InputType('SuccessMeasureInput', { description: 'What a trial shall achieve, and how that is seen' })
export class SuccessMeasure {
  @Text({ about: 'What is measured', max: 60 }) name!: string;
  @Text({ about: 'Unit', max: 20 }) unit!: string;
  @Text({ about: 'Change that may be expected within the trial', max: 100 }) expected!: string;
  @Text({ about: 'How it is measured', max: 200 }) how!: string;
}

@Value('An enterprise where the product is in real use')
@InputType('SolutionCaseInput', { description: 'An enterprise where the product is in real use' })
export class SolutionCase {
  @Text({ about: 'Name of the enterprise', max: 120 }) enterpriseName!: string;
  @Text({ about: 'Its USCC, normalised', max: 18, optional: true }) uscc?: string | null;
  @Day({ about: 'Since when', optional: true }) since?: string | null;
  @Text({ about: 'What came of it', max: 500 }) result!: string;
}

@Value('Whom to ask about a case')
@InputType('CaseContactInput', { description: 'Whom to ask about a case' })
export class CaseContact {
  @Text({ about: 'Name of the enterprise, as in the case', max: 120 }) enterpriseName!: string;
  @Text({ about: 'Person', max: 60 }) person!: string;
  @Text({ about: 'Telephone', max: 30 }) phone!: string;
  @Flag({ about: 'Whether that person has agreed to be asked' }) consents!: boolean;
}

@Value('Something the free trial does not include, with its price')
@InputType('ExcludedInput', { description: 'Something the free trial does not include, with its price' })
export class Excluded {
  @Text({ about: 'What it is', max: 100 }) name!: string;
  @Money({ about: 'Price, CNY' }) price!: string;
}

/**
 * A product or solution, kept by its provider from call to call. A submission freezes a copy of it.
 *
 * `unsealsAt` seals the live row for the bureau as long as a call in which it takes part is sealed.
 */
@Noun('A product or solution of a provider, with the free trial it offers')
export class Solution {
  @Id() id!: string;
  @Ref('Provider', { about: 'Who offers it' }) providerId!: string;
  @Text({ about: 'Name', max: 120 }) name!: string;
  @Text({ about: 'Release of the product, as the provider counts', max: 40, optional: true }) release?: string | null;
  @Choice(solutionKind, { about: 'What is offered' }) kind!: string;
  @Text({ about: 'Main scenario, S01 to S16', max: 3 }) mainScenario!: string;
  @Texts({ about: 'All scenarios, S01 to S16, the main one among them', max: 3, most: 16 }) scenarios!: string[];
  @Texts({ about: 'GB/T 4754 divisions it is made for, two digits', max: 2, most: 100 }) divisions!: string[];
  @Text({ about: 'The pain it relieves', max: 200, optional: true }) painPoint?: string | null;
  @Text({ about: 'What it does', max: 500, optional: true }) functions?: string | null;
  @Choices(deployment, { about: 'Where it can run' }) deployments!: string[];
  @Texts({ about: 'Interfaces and protocols, such as OPC UA or REST', max: 60, most: 30 }) interfaces!: string[];
  @Text({ about: 'What the plant must have', max: 500, optional: true }) prerequisites?: string | null;
  @Json(() => SuccessMeasure, { about: 'What the trial shall achieve', list: true }) measures!: SuccessMeasure[];
  @Json(() => SolutionCase, { about: 'Where it is in real use', list: true }) cases!: SolutionCase[];
  @Json(() => CaseContact, { about: 'Whom to ask about the cases', list: true, optional: true, personal: true }) caseContacts?:
    | CaseContact[]
    | null;
  @Money({ about: 'List price of the first year, CNY', optional: true }) listPrice?: string | null;
  @Money({ about: 'Price after the trial for those who tried, CNY; may not rise for 12 months', optional: true }) priceAfter?:
    | string
    | null;
  @Count({ about: 'Free period, days', min: 1, max: 3650, optional: true }) freeDays?: number | null;
  @Count({ about: 'Enterprises that may try at once', min: 1, max: 100_000, optional: true }) seats?: number | null;
  @Count({ about: 'Working days from approval to first use', max: 365, optional: true }) startWithinDays?: number | null;
  @Texts({ about: 'What the free trial includes', max: 100, most: 50 }) included!: string[];
  @Json(() => Excluded, { about: 'What it does not include, with prices; empty is all free', list: true }) excluded!: Excluded[];
  @Text({ about: 'How the trial ends: return and deletion of data, taking back hardware', max: 1000, optional: true }) exitTerms?:
    | string
    | null;
  @Refs({ about: 'Files: licence, software copyright, test reports, letters, commitments', most: 30 }) fileIds!: string[];
  @Flag({ about: 'Whether the provider offers it no more', start: false, index: true }) retired!: boolean;
  @Moment({ about: 'When the bureau may read it: no call in which it takes part is sealed', optional: true }) unsealsAt?: Date | null;
  @Ref('User', { about: 'The officer who typed it for the provider; empty where the provider did', optional: true, index: false })
  typedById?: string | null;
  /** The imports that made or changed it. */
  @Column('uuid', { array: true, default: '{}' }) factIds!: string[];
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const SolutionInput = inputOf(
  Solution,
  'SolutionInput',
  'What a provider says of a solution',
  [
    'name',
    'release',
    'kind',
    'mainScenario',
    'painPoint',
    'functions',
    'prerequisites',
    'caseContacts',
    'listPrice',
    'priceAfter',
    'freeDays',
    'seats',
    'startWithinDays',
    'exitTerms',
  ],
  ['scenarios', 'divisions', 'deployments', 'interfaces', 'measures', 'cases', 'included', 'excluded', 'fileIds', 'retired'],
);
export type SolutionInput = InstanceType<typeof SolutionInput>;
export const SolutionPatch = partial(SolutionInput, 'SolutionPatch', 'What changes in a solution; what is left out stays');
export type SolutionPatch = InstanceType<typeof SolutionPatch>;
