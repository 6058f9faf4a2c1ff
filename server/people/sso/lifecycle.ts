import { lifecycle } from '../../kernel/lifecycle.ts';

export const linkedIdentityLifecycle = lifecycle({
  entity: 'LinkedIdentity',
  states: ['ACTIVE', 'ENDED'],
  moves: { END: { from: ['ACTIVE'], to: 'ENDED', by: ['SECURITY_ADMIN'], note: 'required' } },
});
