import { lifecycle } from '../kernel/lifecycle.ts';

/** A letter waits to be looked at, then in the outbox; what could not be delivered is tried again by the clock, or by hand. */
export const letterLifecycle = lifecycle({
  entity: 'Letter',
  states: ['DRAFT', 'QUEUED', 'SENT', 'FAILED', 'DROPPED'],
  moves: {
    SEND: { from: ['DRAFT'], to: 'QUEUED', by: ['OFFICER'] },
    DROP: { from: ['DRAFT', 'FAILED'], to: 'DROPPED', by: ['OFFICER'], note: 'required' },
    DELIVER: { from: ['QUEUED'], to: 'SENT', entailed: true },
    FAIL: { from: ['QUEUED'], to: 'FAILED', entailed: true },
    RETRY: { from: ['FAILED'], to: 'QUEUED', by: ['OFFICER'] },
    AGAIN: { from: ['FAILED'], to: 'QUEUED', at: 'retryAt' },
  },
});
