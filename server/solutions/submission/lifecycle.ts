import { lifecycle } from '../../kernel/lifecycle.ts';

export const submissionLifecycle = lifecycle({
  entity: 'Submission',
  states: ['DRAFT', 'SUBMITTED', 'RETURNED', 'ADMITTED', 'SELECTED', 'NOTICED', 'HELD', 'LISTED', 'REFUSED', 'NOT_SELECTED', 'WITHDRAWN'],
  moves: {
    SUBMIT: { from: ['DRAFT'], to: 'SUBMITTED', by: ['PROVIDER', 'OFFICER'] },
    RESUBMIT: { from: ['RETURNED'], to: 'SUBMITTED', by: ['PROVIDER'] },
    WITHDRAW: { from: ['DRAFT', 'SUBMITTED'], to: 'WITHDRAWN', by: ['PROVIDER'], note: 'required' },
    ADMIT: { from: ['SUBMITTED'], to: 'ADMITTED', by: ['OFFICER'] },
    RETURN: { from: ['SUBMITTED'], to: 'RETURNED', by: ['OFFICER'], via: 'Correction' },
    REFUSE: { from: ['SUBMITTED'], to: 'REFUSED', by: ['OFFICER'], note: 'required' },
    TAKE_OUT: { from: ['SUBMITTED', 'RETURNED', 'ADMITTED'], to: 'WITHDRAWN', by: ['OFFICER'], note: 'required' },
    LAPSE: { from: ['RETURNED'], to: 'WITHDRAWN', at: 'correctionDueAt' },
    DROP: { from: ['DRAFT', 'SUBMITTED', 'RETURNED', 'ADMITTED', 'SELECTED'], to: 'WITHDRAWN', entailed: true },
    SELECT: { from: ['ADMITTED'], to: 'SELECTED', by: ['OFFICER'], via: 'Decision' },
    NOT_SELECT: { from: ['ADMITTED'], to: 'NOT_SELECTED', by: ['OFFICER'], via: 'Decision' },
    NOTICE: { from: ['SELECTED'], to: 'NOTICED', by: ['OFFICER'], via: 'Notice' },
    HOLD: { from: ['NOTICED'], to: 'HELD', by: ['OFFICER'], via: 'Objection' },
    RELEASE: { from: ['HELD'], to: 'NOTICED', by: ['OFFICER'], via: 'Objection' },
    UPHOLD: { from: ['HELD'], to: 'NOT_SELECTED', by: ['OFFICER'], via: 'Objection' },
    REVERSE: { from: ['SELECTED', 'NOTICED', 'HELD', 'LISTED'], to: 'NOT_SELECTED', entailed: true },
    REOPEN: { from: ['NOT_SELECTED'], to: 'ADMITTED', entailed: true },
    LIST: { from: ['NOTICED'], to: 'LISTED', by: ['OFFICER'], via: 'ServiceList' },
  },
});
