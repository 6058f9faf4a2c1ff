import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { advance } from '../../kernel/advance.ts';
import { Advancing, HavingHistory } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Creating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Offering } from '../offering/entity.ts';
import { ListProposal, ListProposalInput, ServiceList } from './entity.ts';
import { listProposalLifecycle } from './lifecycle.ts';
import { proposeList } from './service.ts';

/** Lists do not read offerings when they are printed, but an offering can name the list that brought it. */
@Resolver(() => Offering)
class OfferingListResolver {
  @FieldResolver(() => ServiceList, { nullable: true, description: 'The list that brought it into the catalogue' })
  list(@Root() offering: Offering, @Ctx() ctx: Context): Promise<ServiceList | null> {
    return ctx.load(ServiceList, offering.listId);
  }
}

export const listResolvers = [
  Listing(ServiceList, { filter: ['number', 'publishedAt', 'validFrom', 'validTo'], search: ['title'], sort: ['number', 'publishedAt'] }),
  HavingHistory(ServiceList),
  Listing(ListProposal, { filter: ['state', 'createdAt'], search: ['title'], sort: ['createdAt', 'state'] }),
  Creating(ListProposal, ListProposalInput, proposeList),
  ...Advancing(ListProposal, listProposalLifecycle, (ctx, id, action, note) =>
    advance(ctx, ListProposal, listProposalLifecycle, id, action, { note }),
  ),
  OfferingListResolver,
];
