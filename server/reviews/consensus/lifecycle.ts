import { lifecycle } from '../../kernel/lifecycle.ts';

export const consensusLifecycle = lifecycle({
  entity: 'ConsensusSheet',
  states: ['OPEN', 'SETTLED'],
  moves: {
    SETTLE: { from: ['OPEN'], to: 'SETTLED', by: ['EXPERT'], via: 'Consensus' },
  },
});
