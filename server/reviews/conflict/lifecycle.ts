import { lifecycle } from '../../kernel/lifecycle.ts';

export const conflictLifecycle = lifecycle({
  entity: 'Conflict',
  states: ['IN_FORCE', 'LIFTED'],
  moves: {
    LIFT: { from: ['IN_FORCE'], to: 'LIFTED', by: ['OFFICER'], note: 'required' },
  },
});
