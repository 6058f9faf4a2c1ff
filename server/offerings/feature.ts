import type { Feature } from '../kernel/feature.ts';
import { ListProposal, ServiceList } from './list/entity.ts';
import { listProposalLifecycle } from './list/lifecycle.ts';
import { listResolvers } from './list/resolver.ts';
import { Offering } from './offering/entity.ts';
import { offeringLifecycle } from './offering/lifecycle.ts';
import { offeringResolvers } from './offering/resolver.ts';
import { settleOfferings } from './offering/service.ts';
import { offeringsPolicy } from './policy.ts';

export const offerings: Feature = {
  name: 'offerings',
  entities: [ListProposal, ServiceList, Offering],
  lifecycles: [listProposalLifecycle, offeringLifecycle],
  policy: offeringsPolicy,
  resolvers: [...listResolvers, ...offeringResolvers],
  appendOnly: [ServiceList],
  tick: settleOfferings,
};
