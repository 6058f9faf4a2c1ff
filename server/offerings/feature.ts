import type { Feature } from '../kernel/feature.ts';
import { catalogueResolvers } from './catalogue/resolver.ts';
import { KeyField, OfferingChange } from './change/entity.ts';
import { offeringChangeLifecycle } from './change/lifecycle.ts';
import { changeResolvers } from './change/resolver.ts';
import { fillKeyFields } from './change/service.ts';
import { OfferingEdition } from './edition/entity.ts';
import { editionResolvers } from './edition/resolver.ts';
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
  entities: [ListProposal, ServiceList, Offering, OfferingEdition, OfferingChange, KeyField, Reversal],
  lifecycles: [listProposalLifecycle, offeringLifecycle, offeringChangeLifecycle, reversalLifecycle],
  policy: offeringsPolicy,
  resolvers: [...listResolvers, ...offeringResolvers, ...editionResolvers, ...changeResolvers, ...catalogueResolvers, ...reversalResolvers],
  appendOnly: [ServiceList],
  readOnly: [OfferingEdition],
  fill: fillKeyFields,
  tick: settleOfferings,
};
