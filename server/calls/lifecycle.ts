import { lifecycle } from '../kernel/lifecycle.ts';

/**
 * A draft never opens by itself: `announcedFor` is empty until an officer announces the call, and then holds the instant
 * at which the clock opens it. After that nobody needs to be there for it to open and to close.
 */
export const callLifecycle = lifecycle({
  entity: 'Call',
  states: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING', 'NOTICE', 'CONCLUDED', 'CANCELLED'],
  moves: {
    OPEN: { from: ['DRAFT'], to: 'OPEN', at: 'announcedFor' },
    CLOSE: { from: ['OPEN'], to: 'CLOSED', at: 'closesAt' },
    REVIEW: { from: ['CLOSED'], to: 'REVIEWING', by: ['OFFICER'] },
    NOTICE: { from: ['REVIEWING'], to: 'NOTICE', by: ['OFFICER'], via: 'Notice' },
    CONCLUDE: { from: ['NOTICE'], to: 'CONCLUDED', by: ['OFFICER'] },
    CANCEL: { from: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'], to: 'CANCELLED', by: ['OFFICER'], note: 'required' },
  },
});
