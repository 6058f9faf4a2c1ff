import { Advancing, HavingHistory } from '../../kernel/advancing.ts';
import { Edges, many, one } from '../../kernel/edges.ts';
import { Creating, Updating, update } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Provider } from '../../people/provider/entity.ts';
import { Offering } from '../offering/entity.ts';
import { KeyField, KeyFieldPatch, OfferingChange, OfferingChangeInput } from './entity.ts';
import { offeringChangeLifecycle } from './lifecycle.ts';
import { advanceChange, proposeChange } from './service.ts';

export const changeResolvers = [
  Listing(OfferingChange, {
    filter: ['state', 'offeringId', 'providerId', 'createdAt'],
    search: ['offeringName', 'reason'],
    sort: ['createdAt', 'decidedAt', 'state'],
  }),
  Creating(OfferingChange, OfferingChangeInput, proposeChange),
  ...Advancing(OfferingChange, offeringChangeLifecycle, advanceChange),
  Edges(OfferingChange, {
    offering: one(() => Offering, 'What is to change; null when it is no longer yours to see'),
    provider: one(() => Provider, 'Who supplies it; null when not yours to see'),
  }),
  Edges(Offering, {
    proposedChanges: many(() => OfferingChange, 'Changes of it that were proposed, the oldest first, as far as you may see them', {
      of: 'offeringId',
      first: 25,
    }),
  }),
  Listing(KeyField, { filter: ['field', 'key'], sort: ['field', 'createdAt'] }),
  Updating(KeyField, KeyFieldPatch, (ctx, id, version, input) => update<KeyField>(ctx, KeyField, id, version, input)),
  HavingHistory(KeyField),
];
