import { lifecycle } from '../../kernel/lifecycle.ts';

export const expertDrawLifecycle = lifecycle({
  entity: 'ExpertDraw',
  states: ['PLANNED', 'RELEASED', 'DISCARDED'],
  moves: {
    RELEASE: { from: ['PLANNED'], to: 'RELEASED', by: ['OFFICER'] },
    DISCARD: { from: ['PLANNED'], to: 'DISCARDED', by: ['OFFICER'], note: 'required' },
  },
});
