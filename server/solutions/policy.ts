import { roles } from '../../schema/roles.ts';
import { all, each, either, my, type Policy, reached, where } from '../kernel/policy.ts';
import { submissionLifecycle } from './submission/lifecycle.ts';

/** What an officer types for an applicant, that officer goes on seeing; to all others it is sealed. */
const typed = where({ typedById: my('id') });
const own = where({ providerId: my('providerId') });
/** What has been filed, once nobody can file any more. */
const unsealed = { state: submissionLifecycle.states.filter(state => state !== 'DRAFT'), unsealsAt: reached } as const;

export const solutionsPolicy: Policy = {
  entities: {
    Solution: {
      read: {
        ...each(['LEADER', 'AUDITOR'], where({ unsealsAt: reached })),
        OFFICER: either(where({ unsealsAt: reached }), typed),
        PROVIDER: own,
      },
      create: { PROVIDER: own },
      update: { PROVIDER: own },
      // Past calls are imported; a call that closes later seals what was filed for longer.
      entails: { create: each(['OFFICER'], all), update: each(['OFFICER'], all) },
      fields: { caseContacts: { PROVIDER: 'clear', OFFICER: 'masked' } },
    },
    Submission: {
      read: {
        ...each(['LEADER', 'AUDITOR'], where(unsealed)),
        OFFICER: either(where(unsealed), typed),
        DISTRICT: where({ ...unsealed, district: my('district') }),
        PROVIDER: own,
      },
      create: { PROVIDER: own },
      move: { OFFICER: all, PROVIDER: own },
      // Past calls are imported; the second signature under decisions or a list is a leader's.
      entails: { create: each(['OFFICER'], all), update: each(['LEADER'], all) },
    },
    Draft: {
      read: { PROVIDER: own, OFFICER: typed },
      create: { PROVIDER: own, OFFICER: typed },
      update: { PROVIDER: own, OFFICER: typed },
      // Nobody types for an applicant any more once the clock, the bureau or a cancelled call has ended it.
      fields: { content: { PROVIDER: 'clear', OFFICER: 'clear' } },
    },
    // Read with the submission, and proved by whoever has its receipt.
    Filing: { follows: true },
    // What was added to a call is for everybody who reads the call.
    Addendum: { read: each(roles, all), create: { OFFICER: all } },
    AddendumReceipt: {
      read: { ...each(['OFFICER', 'LEADER', 'AUDITOR'], where({ unsealsAt: reached })), PROVIDER: own },
      entails: { create: { OFFICER: all, PROVIDER: own }, update: { OFFICER: all, PROVIDER: own } },
    },
    Question: {
      read: {
        ...each(roles, where({ state: 'ANSWERED' })),
        ...each(['OFFICER', 'LEADER', 'AUDITOR'], all),
        PROVIDER: either(where({ state: 'ANSWERED' }), own),
      },
      create: { PROVIDER: own },
      move: { OFFICER: all },
      fields: { providerId: each(['OFFICER', 'LEADER', 'AUDITOR'], 'clear') },
    },
    Correction: {
      read: { ...each(['OFFICER', 'LEADER', 'AUDITOR'], all), PROVIDER: own },
      create: { OFFICER: all },
    },
  },
  operations: {
    beginSubmission: ['PROVIDER', 'OFFICER'],
    readAddendum: ['PROVIDER'],
    saveDraft: ['PROVIDER', 'OFFICER'],
    submissionFaults: ['PROVIDER', 'OFFICER'],
    checkReceipt: roles.filter(role => role !== 'PARTNER'),
    submissionCounts: ['OFFICER', 'LEADER'],
    pipeline: ['OFFICER', 'LEADER'],
  },
  scopes: { Addendum: 'catalogue:read', Question: 'catalogue:read' },
};
