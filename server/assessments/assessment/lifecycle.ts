import { lifecycle } from '../../kernel/lifecycle.ts';

/** A draft may still be corrected. A newer one that is verified follows an older, which stays readable. */
export const assessmentLifecycle = lifecycle({
  entity: 'Assessment',
  states: ['DRAFT', 'SUBMITTED', 'VERIFIED', 'REJECTED', 'SUPERSEDED'],
  moves: {
    SUBMIT: { from: ['DRAFT', 'REJECTED'], to: 'SUBMITTED', by: ['ENTERPRISE', 'DISTRICT', 'OFFICER'] },
    VERIFY: { from: ['SUBMITTED'], to: 'VERIFIED', by: ['DISTRICT', 'OFFICER'], second: 'submittedById' },
    REJECT: { from: ['SUBMITTED'], to: 'REJECTED', by: ['DISTRICT', 'OFFICER'], note: 'required' },
    SUPERSEDE: { from: ['VERIFIED'], to: 'SUPERSEDED', entailed: true },
  },
});
