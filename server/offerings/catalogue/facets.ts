import { Allow } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { solutionKind } from '../../calls/entity.ts';
import { type Condition, spelled } from '../../kernel/conditions.ts';
import { refuse } from '../../kernel/errors.ts';
import { enumOf, isCleanText, Value } from '../../kernel/fields.ts';
import { listingOf } from '../../kernel/listing.ts';
import { snake } from '../../kernel/naming.ts';
import { type Actor, allowed } from '../../kernel/policy.ts';
import type { Statement } from '../../kernel/reporting.ts';
import { ruleCondition } from '../../kernel/rows.ts';
import { conditionsOf } from '../../kernel/selection.ts';
import { Offering } from '../offering/entity.ts';
import { full, inCatalogueNow } from './conditions.ts';

export const catalogueFacet = enumOf(
  'CatalogueFacet',
  ['ALL', 'SCENARIO', 'KIND', 'DIVISION', 'FREE', 'PRICE', 'AVAILABLE'],
  'What the catalogue is narrowed by; ALL counts what is left of it',
);

@Value('How many offerings a choice would leave, the other choices made as they are')
export class FacetCount {
  @Field(() => catalogueFacet.type, { description: 'What is chosen by' }) facet!: string;
  @Field(() => String, { description: 'The choice: a code, a kind, days at least, a price at most; true for a free seat' }) value!: string;
  @Field(() => Int, { description: 'How many offerings it would leave' }) count!: number;
}

@InputType('CatalogueChoice', { description: 'What is chosen in the catalogue: all that is named must hold' })
export class CatalogueChoice {
  @Allow() @Field(() => [String], { nullable: true, description: 'Serves any of these scenarios, S01 to S16' }) scenarios?: string[];
  @Allow() @Field(() => [solutionKind.type], { nullable: true, description: 'Is any of these kinds' }) kinds?: string[];
  @Allow() @Field(() => [String], { nullable: true, description: 'Is meant for any of these divisions' }) divisions?: string[];
  @Allow() @Field(() => Int, { nullable: true, description: 'Is free for so many days at least' }) freeDays?: number;
  @Allow() @Field(() => Int, { nullable: true, description: 'Costs at most so much a year afterwards, CNY' }) priceAfter?: number;
  @Allow() @Field(() => Boolean, { nullable: true, description: 'Has a seat free now' }) available?: boolean;
}

export interface FacetsAsked {
  choice?: CatalogueChoice | null;
  search?: string | null;
}

/** Bounds that people choose among: days at least, price at most. */
const days = [30, 60, 90];
const prices = [10_000, 50_000, 100_000, 300_000];

interface Facet {
  facet: string;
  /** Where the choices of a row come from, as `v`. */
  from: string;
  /** Whether what was chosen of it holds; undefined when nothing was. */
  chosen: (choice: CatalogueChoice) => Condition | undefined;
}
const anyOf = (column: string, values: readonly string[] | null | undefined): Condition | undefined =>
  values?.length ? { sql: column, parameters: { values } } : undefined;
const bounds = (values: readonly number[], holds: string) =>
  `cross join lateral (select b::text from unnest(array[${values.join(', ')}]) b where ${holds}) c(v)`;

const facets: readonly Facet[] = [
  {
    facet: 'SCENARIO',
    from: 'cross join lateral unnest(it.scenarios) c(v)',
    chosen: ({ scenarios }) => anyOf('it.scenarios && :values', scenarios),
  },
  { facet: 'KIND', from: 'cross join lateral (values (it.kind)) c(v)', chosen: ({ kinds }) => anyOf('it.kind = any(:values)', kinds) },
  {
    facet: 'DIVISION',
    from: 'cross join lateral unnest(it.divisions) c(v)',
    chosen: ({ divisions }) => anyOf('it.divisions && :values', divisions),
  },
  {
    facet: 'FREE',
    from: bounds(days, 'it.free_days >= b'),
    chosen: ({ freeDays }) =>
      typeof freeDays === 'number' ? { sql: 'it.freeDays >= :least', parameters: { least: freeDays } } : undefined,
  },
  {
    facet: 'PRICE',
    from: bounds(prices, 'it.price_after <= b'),
    chosen: ({ priceAfter }) =>
      typeof priceAfter === 'number' ? { sql: 'it.priceAfter <= :most', parameters: { most: priceAfter } } : undefined,
  },
  {
    facet: 'AVAILABLE',
    from: `cross join lateral (select 'true' where it.free) c(v)`,
    chosen: ({ available }) => (available ? { sql: `${full} is not true` } : undefined),
  },
];

/**
 * How many offerings of the catalogue each choice would leave: one statement. Of a facet, what was chosen in all the others
 * holds, so that its numbers say what another choice in it would find. The words searched are those of the list.
 */
export function facetsReport({ choice, search }: FacetsAsked, actor: Actor): Statement {
  const given = choice ?? {};
  if (![given.scenarios, given.divisions].every(codes => (codes ?? []).length <= 100 && (codes ?? []).every(isCleanText)))
    throw refuse('BAD_USER_INPUT', 'TEXT_INVALID');
  const values: unknown[] = [];
  const asSql = ({ sql, parameters = {} }: Condition) =>
    spelled(
      sql,
      property => `it.${snake(property)}`,
      name => `$${values.push(parameters[name])}${Array.isArray(parameters[name]) ? '::text[]' : ''}`,
    );
  const { offer } = listingOf('Offering')!;
  const conditions = [
    ruleCondition('Offering', allowed(actor, 'read', 'Offering')),
    ...conditionsOf({ actor }, Offering, offer, { search }),
  ];
  const within = [inCatalogueNow, ...conditions.flatMap(condition => (condition ? [condition] : []))]
    .map(condition => (typeof condition === 'string' ? { sql: condition } : condition))
    .map(asSql)
    .join(' and ');
  const chosen = facets.flatMap(({ facet, chosen }) => {
    const condition = chosen(given);
    return condition ? [{ facet, sql: `${asSql(condition)} as by_${facet.toLowerCase()}` }] : [];
  });
  const whole = chosen.map(({ facet }) => `it.by_${facet.toLowerCase()}`);
  const others = (own: string) => whole.filter(name => name !== `it.by_${own.toLowerCase()}`).join(' and ') || 'true';
  const parts = facets.map(
    ({ facet, from }) =>
      `select '${facet}' as facet, c.v as value, count(*)::int as count from found it ${from} where ${others(facet)} group by c.v`,
  );
  const text = `
    with found as materialized (
      select it.scenarios, it.kind, it.divisions, it.free_days, it.price_after, ${asSql({ sql: full })} is not true as free${chosen.map(({ sql }) => `, ${sql}`).join('')}
      from inside.offering it where ${within})
    select 'ALL' as facet, '' as value, count(*)::int as count from found it where ${others('')}
    union all ${parts.join(' union all ')} order by facet, value`;
  return { text, values };
}
