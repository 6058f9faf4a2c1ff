import { lifecycle } from '../../kernel/lifecycle.ts';

export const offeringLifecycle = lifecycle({
  entity: 'Offering',
  states: ['LISTED', 'SUSPENDED', 'DELISTED', 'EXPIRED'],
  moves: {
    SUSPEND: { from: ['LISTED'], to: 'SUSPENDED', by: ['OFFICER', 'PROVIDER'], note: 'required' },
    RESUME: { from: ['SUSPENDED'], to: 'LISTED', by: ['OFFICER'] },
    DELIST: { from: ['LISTED', 'SUSPENDED'], to: 'DELISTED', by: ['OFFICER'], note: 'required' },
    RENEW: { from: ['LISTED', 'EXPIRED'], to: 'LISTED', by: ['OFFICER'], via: 'Renewal' },
    EXPIRE: { from: ['LISTED', 'SUSPENDED'], to: 'EXPIRED', at: 'expiresAt' },
  },
});
