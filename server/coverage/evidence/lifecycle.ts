import { lifecycle } from '../../kernel/lifecycle.ts';

export const evidenceLifecycle = lifecycle({
  entity: 'Evidence',
  states: ['PROPOSED', 'VERIFIED', 'REJECTED', 'EXPIRED', 'REVOKED'],
  moves: {
    VERIFY: { from: ['PROPOSED'], to: 'VERIFIED', by: ['DISTRICT', 'OFFICER'] },
    REJECT: { from: ['PROPOSED'], to: 'REJECTED', by: ['DISTRICT', 'OFFICER'], note: 'required' },
    REVOKE: { from: ['VERIFIED', 'EXPIRED'], to: 'REVOKED', by: ['DISTRICT', 'OFFICER'], note: 'required' },
    EXPIRE: { from: ['VERIFIED'], to: 'EXPIRED', at: 'expiresAt' },
  },
});
