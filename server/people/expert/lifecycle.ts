import { lifecycle } from '../../kernel/lifecycle.ts';

export const expertLifecycle = lifecycle({
  entity: 'Expert',
  states: ['ACTIVE', 'RESTING'],
  moves: {
    REST: { from: ['ACTIVE'], to: 'RESTING', by: ['OFFICER'], note: 'required' },
    RETURN: { from: ['RESTING'], to: 'ACTIVE', by: ['OFFICER'] },
  },
});
