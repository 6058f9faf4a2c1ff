import { lifecycle } from '../../kernel/lifecycle.ts';

/** The note of an answer is the answer: from then on everybody reads it, who asked no sooner than others. */
export const questionLifecycle = lifecycle({
  entity: 'Question',
  states: ['ASKED', 'ANSWERED', 'DECLINED'],
  moves: {
    ANSWER: { from: ['ASKED'], to: 'ANSWERED', by: ['OFFICER'], note: 'required' },
    DECLINE: { from: ['ASKED'], to: 'DECLINED', by: ['OFFICER'], note: 'required' },
  },
});
