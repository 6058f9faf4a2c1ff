import { lifecycle } from '../kernel/lifecycle.ts';

/** What one import has brought goes at one stroke, so one person asks for it and another does it. */
export const importLifecycle = lifecycle({
  entity: 'Import',
  states: ['IN_FORCE', 'UNDO_ASKED', 'UNDONE'],
  moves: {
    ASK_UNDO: { from: ['IN_FORCE'], to: 'UNDO_ASKED', by: ['OFFICER'], note: 'required' },
    UNDO: { from: ['UNDO_ASKED'], to: 'UNDONE', by: ['OFFICER', 'LEADER'], second: 'undoAskedById' },
    KEEP: { from: ['UNDO_ASKED'], to: 'IN_FORCE', by: ['OFFICER', 'LEADER'] },
  },
});
