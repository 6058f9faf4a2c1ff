import { lifecycle } from '../../kernel/lifecycle.ts';

export const invitationLifecycle = lifecycle({
  entity: 'Invitation',
  states: ['OPEN', 'ACCEPTED', 'EXPIRED', 'REVOKED'],
  moves: {
    ACCEPT: { from: ['OPEN'], to: 'ACCEPTED', entailed: true },
    REVOKE: { from: ['OPEN'], to: 'REVOKED', by: ['SYSTEM_ADMIN', 'OFFICER', 'PROVIDER', 'ENTERPRISE'] },
    EXPIRE: { from: ['OPEN'], to: 'EXPIRED', at: 'expiresAt' },
  },
});
