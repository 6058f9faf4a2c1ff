import { lifecycle } from '../../kernel/lifecycle.ts';

/** One of the two administrators asks for it, the other one decides. */
export const roleChangeLifecycle = lifecycle({
  entity: 'RoleChange',
  states: ['PROPOSED', 'APPROVED', 'REJECTED'],
  moves: {
    APPROVE: { from: ['PROPOSED'], to: 'APPROVED', by: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'], second: 'proposedById' },
    REJECT: { from: ['PROPOSED'], to: 'REJECTED', by: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'], note: 'required' },
  },
});
