import { lifecycle } from '../../kernel/lifecycle.ts';

export const userLifecycle = lifecycle({
  entity: 'User',
  states: ['ACTIVE', 'DISABLED'],
  moves: {
    DISABLE: { from: ['ACTIVE'], to: 'DISABLED', by: ['SYSTEM_ADMIN'], note: 'required' },
    ENABLE: { from: ['DISABLED'], to: 'ACTIVE', by: ['SYSTEM_ADMIN'] },
  },
});
