import { lifecycle } from '../../kernel/lifecycle.ts';

export const objectionLifecycle = lifecycle({
  entity: 'Objection',
  states: ['FILED', 'ACCEPTED', 'UPHELD', 'DISMISSED', 'INADMISSIBLE'],
  moves: {
    ACCEPT: { from: ['FILED'], to: 'ACCEPTED', by: ['OFFICER'] },
    REJECT: { from: ['FILED'], to: 'INADMISSIBLE', by: ['OFFICER'], note: 'required' },
    UPHOLD: { from: ['ACCEPTED'], to: 'UPHELD', by: ['OFFICER'], note: 'required' },
    DISMISS: { from: ['ACCEPTED'], to: 'DISMISSED', by: ['OFFICER'], note: 'required' },
  },
});
