import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { advance } from '../../kernel/advance.ts';
import { Advancing, HavingHistory } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Edges, one } from '../../kernel/edges.ts';
import { Creating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Offering } from '../offering/entity.ts';
import { ListDiff, listDiff } from './diff.ts';
import { ListProposal, ListProposalInput, ServiceList } from './entity.ts';
import { listProposalLifecycle } from './lifecycle.ts';
import { ListPreview, previewList } from './preview.ts';
import { publishList } from './publishing.ts';
import { proposeList } from './service.ts';

@Resolver(() => ServiceList)
class ServiceListResolver {
  @Mutation(() => ServiceList, {
    description:
      'Signs second under the proposed list of a call and publishes it; FORBIDDEN for who proposed it, ILLEGAL_STATE while the notice stands, VERSION_CONFLICT when the list is no longer what was seen',
  })
  publishServiceList(
    @Arg('callId', () => ID, { description: 'The call whose result is listed' }) callId: string,
    @Arg('fingerprint', () => String, { nullable: true, description: 'The fingerprint of the preview that is signed' })
    fingerprint: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<ServiceList> {
    return publishList(ctx, callId, fingerprint);
  }

  @Query(() => ListPreview, {
    nullable: true,
    description: 'The service list as it would be published now; null when no list of the call is proposed',
  })
  serviceListPreview(
    @Arg('callId', () => ID, { description: 'The call whose result is listed' }) callId: string,
    @Ctx() ctx: Context,
  ): Promise<ListPreview | null> {
    return previewList(ctx, callId);
  }

  @Query(() => ListDiff, { description: 'What one published list has that another has not' })
  serviceListDiff(
    @Arg('from', () => Int, { description: 'Number of the list to compare from' }) from: number,
    @Arg('to', () => Int, { description: 'Number of the list to compare to' }) to: number,
    @Ctx() ctx: Context,
  ): Promise<ListDiff> {
    return listDiff(ctx, from, to);
  }
}

export const listResolvers = [
  Listing(ServiceList, {
    filter: ['number', 'callId', 'publishedAt', 'validFrom', 'validTo'],
    search: ['title'],
    sort: ['number', 'publishedAt'],
  }),
  HavingHistory(ServiceList),
  Listing(ListProposal, { filter: ['state', 'callId', 'createdAt'], search: ['title'], sort: ['createdAt', 'state'] }),
  Creating(ListProposal, ListProposalInput, proposeList),
  ...Advancing(ListProposal, listProposalLifecycle, (ctx, id, action, note) =>
    advance(ctx, ListProposal, listProposalLifecycle, id, action, { note }),
  ),
  ServiceListResolver,
  // An offering does not know the lists, but can name the one that brought it.
  Edges(Offering, { list: one(() => ServiceList, 'The list that brought it into the catalogue') }),
];
