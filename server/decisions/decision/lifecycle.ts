import { lifecycle } from '../../kernel/lifecycle.ts';

export const decisionLifecycle = lifecycle({
  entity: 'Decision',
  states: ['PENDING', 'RELEASED', 'CLEARED', 'REVERSED'],
  moves: {
    RELEASE: { from: ['PENDING'], to: 'RELEASED', by: ['OFFICER', 'LEADER'], via: 'Release' },
    CLEAR: { from: ['PENDING'], to: 'CLEARED', by: ['OFFICER'] },
    REVERSE: { from: ['RELEASED'], to: 'REVERSED', by: ['OFFICER'], via: 'Reversal' },
  },
});

/** Two people sign; what the first has signed stands still until the second signs or the first signature is taken back. */
export const releaseLifecycle = lifecycle({
  entity: 'Release',
  states: ['SIGNED', 'RELEASED', 'TAKEN_BACK'],
  moves: {
    RELEASE: { from: ['SIGNED'], to: 'RELEASED', by: ['OFFICER', 'LEADER'], via: 'Release', second: 'firstSignerId' },
    TAKE_BACK: { from: ['SIGNED'], to: 'TAKEN_BACK', by: ['OFFICER', 'LEADER'], note: 'required' },
  },
});
