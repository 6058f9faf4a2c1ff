import { Call } from '../../calls/entity.ts';
import { Decision } from '../../decisions/decision/entity.ts';
import { Advancing } from '../../kernel/advancing.ts';
import { Edges, one } from '../../kernel/edges.ts';
import { Creating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Provider } from '../../people/provider/entity.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { Reversal, ReversalInput } from './entity.ts';
import { reversalLifecycle } from './lifecycle.ts';
import { advanceReversal, proposeReversal } from './service.ts';

export const reversalResolvers = [
  Edges(Reversal, {
    decision: one(() => Decision, 'The decision that is reversed'),
    submission: one(() => Submission, 'What it was about'),
    call: one(() => Call, 'The call'),
    provider: one(() => Provider, 'Who filed it'),
  }),
  Listing(Reversal, {
    filter: ['callId', 'submissionId', 'providerId', 'outcome', 'state'],
    search: ['minutesNumber', 'reason'],
    sort: ['createdAt', 'confirmedAt'],
  }),
  Creating(Reversal, ReversalInput, proposeReversal),
  ...Advancing(Reversal, reversalLifecycle, advanceReversal),
];
