import { lifecycle } from '../../kernel/lifecycle.ts';

/**
 * One administrator proposes an account, the other approves its role; nobody signs in before. An account that nobody has
 * used for long is disabled by the clock, and comes back the way a new one comes: proposed and approved.
 */
export const userLifecycle = lifecycle({
  entity: 'User',
  states: ['PROPOSED', 'ACTIVE', 'DISABLED', 'REJECTED'],
  moves: {
    APPROVE: { from: ['PROPOSED'], to: 'ACTIVE', by: ['SECURITY_ADMIN'], second: 'proposedById' },
    REJECT: { from: ['PROPOSED'], to: 'REJECTED', by: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'], note: 'required' },
    DISABLE: {
      from: ['ACTIVE'],
      to: 'DISABLED',
      by: ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'PROVIDER', 'ENTERPRISE'],
      note: 'required',
      second: 'id',
    },
    ENABLE: { from: ['DISABLED', 'REJECTED'], to: 'PROPOSED', by: ['SYSTEM_ADMIN'] },
    IDLE: { from: ['ACTIVE'], to: 'DISABLED', at: 'idleAt' },
    LEAVE: { from: ['ACTIVE'], to: 'DISABLED', entailed: true },
  },
});
