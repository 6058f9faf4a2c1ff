import { Field, ID } from 'type-graphql';
import { Check, Column, Index } from 'typeorm';
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
  Noun,
  Ref,
  State,
  Text,
  Texts,
  Value,
  Version,
} from '../../kernel/fields.ts';
import { listProposalLifecycle } from './lifecycle.ts';

/** A line of a published list, as it was printed. */
@Value('A line of a published list, as it stood on the day of publication')
export class ListEntry {
  @Count({ about: 'Number of the line, from 1', min: 1 }) no!: number;
  @Field(() => ID, { description: 'The offering it became' }) offeringId!: string;
  @Text({ about: 'Name of the product or solution' }) product!: string;
  @Text({ about: 'Name of the provider' }) provider!: string;
  @Text({ about: 'Unified social credit code of the provider' }) uscc!: string;
  @Choice(solutionKind, { about: 'What is supplied' }) kind!: string;
  @Text({ about: 'Code of the main scenario' }) mainScenario!: string;
  @Texts({ about: 'GB/T 4754-2017 divisions it is meant for' }) industries!: string[];
  @Count({ about: 'Length of the free trial, days' }) freeDays!: number;
  @Count({ about: 'Seats at once' }) seats!: number;
  @Count({ about: 'Within how many working days after acceptance the trial starts' }) startWithinDays!: number;
  @Text({ about: 'Price of a year after the trial, CNY' }) priceAfter!: string;
  @Day({ about: 'Last day on the list' }) validTo!: string;
}

/**
 * A version of the city's service list: every offering in force on the day it was published, under its number.
 *
 * It never changes: the API's role may only insert, and the database refuses everybody else. `hash` is the SHA-256 of the
 * canonical JSON of number, title, days and entries, so that a copy can be proved to be the one that was published.
 */
@Noun('A numbered version of the service list; once published it never changes')
@Check('SERVICE_LIST_TWO_PEOPLE', 'proposed_by_id <> published_by_id')
export class ServiceList {
  @Id() id!: string;
  @Count({ about: 'Number of the list: 1, 2, 3 … without a gap', min: 1, unique: 'SERVICE_LIST_NUMBER_TAKEN' }) number!: number;
  @Ref('Call', { about: 'The call whose result it adds', optional: true }) callId?: string | null;
  @Ref('ListProposal', { about: 'The proposal it was published from', optional: true }) proposalId?: string | null;
  @Text({ about: 'Title', max: 200 }) title!: string;
  @Moment({ about: 'When it was published', index: true }) publishedAt!: Date;
  @Day({ about: 'First day of validity' }) validFrom!: string;
  @Day({ about: 'Last day of validity of what it adds' }) validTo!: string;
  @Json(() => ListEntry, { about: 'The lines of the list', list: true }) entries!: ListEntry[];
  @Text({ about: 'SHA-256 over the canonical JSON of the list, hexadecimal', max: 64 }) hash!: string;
  @Column('uuid') proposedById!: string;
  @Text({ about: 'Who proposed it', max: 60, internal: true }) proposedBy!: string;
  @Column('uuid') publishedById!: string;
  @Text({ about: 'Who published it: a second person', max: 60, internal: true }) publishedBy!: string;
}

/** The first of the two signatures under a list. */
@Index('LIST_ALREADY_PROPOSED', ['callId'], { unique: true, where: "state = 'PROPOSED'" })
@Noun('A proposal to publish the service list, waiting for the second signature')
export class ListProposal {
  @Id() id!: string;
  @Ref('Call', { about: 'The call whose result is to be listed' }) callId!: string;
  @Text({ about: 'Title of the list', max: 200 }) title!: string;
  @Day({ about: 'First day of validity' }) validFrom!: string;
  @Day({ about: 'Last day of validity of what it adds' }) validTo!: string;
  @Column('uuid') proposedById!: string;
  @Text({ about: 'Who proposed it', max: 60 }) proposedBy!: string;
  @State(listProposalLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const ListProposalInput = inputOf(ListProposal, 'ListProposalInput', 'What a proposed list is called and how long it holds', [
  'callId',
  'title',
  'validFrom',
  'validTo',
]);
export type ListProposalInput = InstanceType<typeof ListProposalInput>;
