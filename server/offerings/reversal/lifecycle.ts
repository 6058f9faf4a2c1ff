import { lifecycle } from '../../kernel/lifecycle.ts';

/** What two people have released two people take back. */
export const reversalLifecycle = lifecycle({
  entity: 'Reversal',
  states: ['PROPOSED', 'CONFIRMED', 'WITHDRAWN'],
  moves: {
    CONFIRM: { from: ['PROPOSED'], to: 'CONFIRMED', by: ['OFFICER', 'LEADER'], second: 'proposedById' },
    WITHDRAW: { from: ['PROPOSED'], to: 'WITHDRAWN', by: ['OFFICER', 'LEADER'], note: 'required' },
  },
});
