import type { Feature } from '../kernel/feature.ts';
import { ListProposal, ServiceList } from './list/entity.ts';
import { listProposalLifecycle } from './list/lifecycle.ts';
import { listResolvers } from './list/resolver.ts';
import { Offering } from './offering/entity.ts';
import { offeringLifecycle } from './offering/lifecycle.ts';
import { offeringResolvers } from './offering/resolver.ts';
import { settleOfferings } from './offering/service.ts';
import { offeringsPolicy } from './policy.ts';
import { Reversal } from './reversal/entity.ts';
import { reversalLifecycle } from './reversal/lifecycle.ts';
import { reversalResolvers } from './reversal/resolver.ts';

export const offerings: Feature = {
  name: 'offerings',
  entities: [ListProposal, ServiceList, Offering, Reversal],
  lifecycles: [listProposalLifecycle, offeringLifecycle, reversalLifecycle],
  policy: offeringsPolicy,
  resolvers: [...listResolvers, ...offeringResolvers, ...reversalResolvers],
  appendOnly: [ServiceList],
  tick: settleOfferings,
};
