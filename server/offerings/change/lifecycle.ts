import { lifecycle } from '../../kernel/lifecycle.ts';

/** What is to change of an offering in public waits for a second person; what stands stays until then. */
export const offeringChangeLifecycle = lifecycle({
  entity: 'OfferingChange',
  states: ['PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN'],
  moves: {
    APPROVE: { from: ['PROPOSED'], to: 'APPROVED', by: ['OFFICER', 'LEADER'], second: 'proposedById' },
    REFUSE: { from: ['PROPOSED'], to: 'REFUSED', by: ['OFFICER', 'LEADER'], note: 'required', second: 'proposedById' },
    WITHDRAW: { from: ['PROPOSED'], to: 'WITHDRAWN', by: ['OFFICER', 'PROVIDER'] },
  },
});
