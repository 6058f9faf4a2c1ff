import { lifecycle } from '../kernel/lifecycle.ts';

export const apiKeyLifecycle = lifecycle({
  entity: 'ApiKey',
  states: ['ACTIVE', 'REVOKED', 'EXPIRED'],
  moves: {
    REVOKE: { from: ['ACTIVE'], to: 'REVOKED', by: ['SECURITY_ADMIN'], note: 'required' },
    EXPIRE: { from: ['ACTIVE'], to: 'EXPIRED', at: 'expiresAt' },
  },
});
