import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { Edges, many, one } from '../../kernel/edges.ts';
import { Listing } from '../../kernel/listing.ts';
import { Offering } from '../offering/entity.ts';
import { OfferingEdition } from './entity.ts';
import { revertOffering } from './service.ts';

@Resolver(() => Offering)
class EditionResolver {
  @Mutation(() => Offering, {
    description: 'Brings the terms of an earlier edition back; the seats cannot be fewer than those who try now',
  })
  revertOffering(
    @Arg('id', () => ID, { description: 'The offering' }) id: string,
    @Arg('edition', () => Int, { description: 'The number of the edition to return to' }) edition: number,
    @Arg('note', () => String, { description: 'Why; kept in the history' }) note: string,
    @Ctx() ctx: Context,
  ): Promise<Offering> {
    return revertOffering(ctx, id, edition, note);
  }
}

export const editionResolvers = [
  Listing(OfferingEdition, { filter: ['offeringId', 'number', 'providerId', 'createdAt'], sort: ['number', 'createdAt'] }),
  EditionResolver,
  Edges(OfferingEdition, { offering: one(() => Offering, 'Of which offering; null when it is no longer yours to see') }),
  Edges(Offering, {
    editions: many(() => OfferingEdition, 'What it has said to the public, from the first on', {
      of: 'offeringId',
      sort: 'number',
      first: 25,
    }),
  }),
];
