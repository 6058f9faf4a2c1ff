import { lifecycle } from '../../kernel/lifecycle.ts';

export const conversionLifecycle = lifecycle({
  entity: 'Conversion',
  states: ['RECORDED', 'VERIFIED', 'REJECTED'],
  moves: {
    VERIFY: { from: ['RECORDED'], to: 'VERIFIED', by: ['DISTRICT', 'OFFICER'] },
    REJECT: { from: ['RECORDED'], to: 'REJECTED', by: ['DISTRICT', 'OFFICER'], note: 'required' },
    RESUBMIT: { from: ['REJECTED'], to: 'RECORDED', by: ['ENTERPRISE', 'PROVIDER'] },
  },
});
