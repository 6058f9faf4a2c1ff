import { lifecycle } from '../../kernel/lifecycle.ts';

export const listProposalLifecycle = lifecycle({
  entity: 'ListProposal',
  states: ['PROPOSED', 'PUBLISHED', 'WITHDRAWN'],
  moves: {
    PUBLISH: { from: ['PROPOSED'], to: 'PUBLISHED', by: ['OFFICER', 'LEADER'], via: 'ServiceList', second: 'proposedById' },
    WITHDRAW: { from: ['PROPOSED'], to: 'WITHDRAWN', by: ['OFFICER', 'LEADER'], note: 'required' },
  },
});
