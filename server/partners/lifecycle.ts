import { lifecycle } from '../kernel/lifecycle.ts';

export const apiKeyLifecycle = lifecycle({
  entity: 'ApiKey',
  states: ['PROPOSED', 'ACTIVE', 'REVOKED', 'EXPIRED'],
  starts: ['PROPOSED', 'ACTIVE'],
  moves: {
    APPROVE: { from: ['PROPOSED'], to: 'ACTIVE', by: ['SECURITY_ADMIN', 'LEADER'], second: 'createdById' },
    REVOKE: { from: ['PROPOSED', 'ACTIVE'], to: 'REVOKED', by: ['SECURITY_ADMIN'], note: 'required' },
    EXPIRE: { from: ['PROPOSED', 'ACTIVE'], to: 'EXPIRED', at: 'expiresAt' },
  },
});
