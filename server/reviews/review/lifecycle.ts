import { lifecycle } from '../../kernel/lifecycle.ts';

export const reviewLifecycle = lifecycle({
  entity: 'Review',
  states: ['ASSIGNED', 'ACCEPTED', 'SUBMITTED', 'DECLINED', 'RECUSED'],
  moves: {
    ACCEPT: { from: ['ASSIGNED'], to: 'ACCEPTED', by: ['EXPERT'] },
    SUBMIT: { from: ['ACCEPTED'], to: 'SUBMITTED', by: ['EXPERT'], via: 'Marks' },
    DECLINE: { from: ['ASSIGNED'], to: 'DECLINED', by: ['EXPERT'], note: 'required' },
    RECUSE: { from: ['ASSIGNED', 'ACCEPTED'], to: 'RECUSED', by: ['EXPERT'], note: 'required' },
    TAKE_BACK: { from: ['ASSIGNED', 'ACCEPTED'], to: 'DECLINED', by: ['OFFICER'], note: 'required' },
  },
});
