import { lifecycle } from '../../kernel/lifecycle.ts';

/** What removes an entry is decided by two people: one says that the objection holds, another confirms it. */
export const objectionLifecycle = lifecycle({
  entity: 'Objection',
  states: ['FILED', 'ACCEPTED', 'PROPOSED', 'UPHELD', 'DISMISSED', 'INADMISSIBLE'],
  moves: {
    ACCEPT: { from: ['FILED'], to: 'ACCEPTED', by: ['OFFICER'] },
    REJECT: { from: ['FILED'], to: 'INADMISSIBLE', by: ['OFFICER'], note: 'required' },
    UPHOLD: { from: ['ACCEPTED'], to: 'PROPOSED', by: ['OFFICER'], note: 'required' },
    CONFIRM: { from: ['PROPOSED'], to: 'UPHELD', by: ['OFFICER', 'LEADER'], second: 'proposedById' },
    SEND_BACK: { from: ['PROPOSED'], to: 'ACCEPTED', by: ['OFFICER', 'LEADER'], note: 'required' },
    DISMISS: { from: ['ACCEPTED'], to: 'DISMISSED', by: ['OFFICER'], note: 'required' },
  },
});

/** Where an objection is not answered yet, so that its entry cannot be listed. */
export const openObjection = ['FILED', 'ACCEPTED', 'PROPOSED'] as const;
