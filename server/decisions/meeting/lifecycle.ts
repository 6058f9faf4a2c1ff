import { lifecycle } from '../../kernel/lifecycle.ts';

/** A meeting is opened with a quorum present, and its minutes stand still once they are signed. */
export const meetingLifecycle = lifecycle({
  entity: 'Meeting',
  states: ['PLANNED', 'OPEN', 'CLOSED', 'SIGNED', 'CANCELLED'],
  moves: {
    OPEN: { from: ['PLANNED'], to: 'OPEN', by: ['OFFICER'] },
    CLOSE: { from: ['OPEN'], to: 'CLOSED', by: ['OFFICER'] },
    SIGN: { from: ['CLOSED'], to: 'SIGNED', by: ['OFFICER', 'LEADER'] },
    CANCEL: { from: ['PLANNED'], to: 'CANCELLED', by: ['OFFICER'], note: 'required' },
  },
});

export const motionLifecycle = lifecycle({
  entity: 'Motion',
  states: ['PUT', 'CARRIED', 'REJECTED', 'WITHDRAWN'],
  moves: {
    CARRY: { from: ['PUT'], to: 'CARRIED', by: ['OFFICER'], via: 'Ballot' },
    REJECT: { from: ['PUT'], to: 'REJECTED', by: ['OFFICER'], via: 'Ballot' },
    WITHDRAW: { from: ['PUT'], to: 'WITHDRAWN', by: ['OFFICER'], note: 'required' },
  },
});
