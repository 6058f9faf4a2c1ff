import { lifecycle } from '../../kernel/lifecycle.ts';

/** Only the clock ends a notice: there is no move by which anybody could end it early. */
export const noticeLifecycle = lifecycle({
  entity: 'Notice',
  states: ['DRAFT', 'PUBLISHED', 'ENDED', 'DROPPED'],
  moves: {
    PUBLISH: { from: ['DRAFT'], to: 'PUBLISHED', by: ['OFFICER'] },
    DROP: { from: ['DRAFT'], to: 'DROPPED', by: ['OFFICER'] },
    END: { from: ['PUBLISHED'], to: 'ENDED', at: 'endsAt' },
  },
});
