import { lifecycle } from '../../kernel/lifecycle.ts';

/** An application starts as APPLIED with a seat, or as WAITING when it was willing to wait for one. */
export const trialLifecycle = lifecycle({
  entity: 'Trial',
  states: [
    'APPLIED',
    'WAITING',
    'OFFERED',
    'ACCEPTED',
    'RUNNING',
    'ENDED',
    'CONVERTED',
    'NOT_CONVERTED',
    'DECLINED',
    'WITHDRAWN',
    'TERMINATED',
  ],
  starts: ['APPLIED', 'WAITING'],
  moves: {
    OFFER: { from: ['WAITING'], to: 'OFFERED', entailed: true },
    TAKE: { from: ['OFFERED'], to: 'APPLIED', by: ['ENTERPRISE', 'PARTNER'] },
    LAPSE: { from: ['OFFERED'], to: 'WITHDRAWN', at: 'heldUntil' },
    ACCEPT: { from: ['APPLIED'], to: 'ACCEPTED', by: ['PROVIDER'] },
    DECLINE: { from: ['APPLIED'], to: 'DECLINED', by: ['PROVIDER'], note: 'required' },
    WITHDRAW: { from: ['WAITING', 'OFFERED', 'APPLIED', 'ACCEPTED'], to: 'WITHDRAWN', by: ['ENTERPRISE', 'PARTNER'] },
    DROP: { from: ['WAITING', 'OFFERED', 'APPLIED'], to: 'WITHDRAWN', entailed: true },
    START: { from: ['ACCEPTED'], to: 'RUNNING', by: ['PROVIDER'] },
    FINISH: { from: ['RUNNING'], to: 'ENDED', by: ['ENTERPRISE'] },
    END: { from: ['RUNNING'], to: 'ENDED', at: 'endsAt' },
    TERMINATE: { from: ['ACCEPTED', 'RUNNING'], to: 'TERMINATED', by: ['ENTERPRISE', 'PROVIDER', 'OFFICER'], note: 'required' },
    CONVERT: { from: ['RUNNING', 'ENDED'], to: 'CONVERTED', by: ['ENTERPRISE', 'PROVIDER'], via: 'Conversion' },
    NOT_CONVERT: { from: ['ENDED'], to: 'NOT_CONVERTED', by: ['ENTERPRISE', 'DISTRICT'], via: 'NotConverting' },
    CLOSE: { from: ['ENDED'], to: 'NOT_CONVERTED', at: 'outcomeDueAt' },
  },
});

const seated: readonly string[] = ['OFFERED', 'APPLIED', 'ACCEPTED', 'RUNNING'];
/** Whether a trial in this state holds a seat of its offering. */
export const holdsSeat = (state: string): boolean => seated.includes(state);
export const openStates = ['WAITING', ...seated] as const;
