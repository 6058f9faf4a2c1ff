import { lifecycle } from '../../kernel/lifecycle.ts';

export const assessmentSchemeLifecycle = lifecycle({
  entity: 'AssessmentScheme',
  states: ['PROPOSED', 'APPROVED', 'REJECTED'],
  moves: {
    APPROVE: { from: ['PROPOSED'], to: 'APPROVED', by: ['LEADER', 'OFFICER'], second: 'proposedById' },
    REJECT: { from: ['PROPOSED'], to: 'REJECTED', by: ['LEADER', 'OFFICER'], note: 'required' },
  },
});
