import { all, each, my, type Policy, reached, where } from '../kernel/policy.ts';
import { submissionLifecycle } from './submission/lifecycle.ts';

const own = where({ providerId: my('providerId') });
/** What has been filed, once nobody can file any more. */
const unsealed = { state: submissionLifecycle.states.filter(state => state !== 'DRAFT'), unsealsAt: reached } as const;

export const solutionsPolicy: Policy = {
  entities: {
    Solution: {
      read: { ...each(['OFFICER', 'LEADER', 'AUDITOR'], where({ unsealsAt: reached })), PROVIDER: own },
      create: { PROVIDER: own },
      update: { PROVIDER: own },
      // Past calls are imported; a call that closes later seals what was filed for longer.
      entails: { create: each(['OFFICER'], all), update: each(['OFFICER'], all) },
      fields: { caseContacts: { PROVIDER: 'clear', OFFICER: 'masked' } },
    },
    Submission: {
      read: {
        ...each(['OFFICER', 'LEADER', 'AUDITOR'], where(unsealed)),
        DISTRICT: where({ ...unsealed, district: my('district') }),
        PROVIDER: own,
      },
      create: { PROVIDER: own },
      move: { OFFICER: all, PROVIDER: own },
      // Past calls are imported; the second signature under decisions or a list is a leader's.
      entails: { create: each(['OFFICER'], all), update: each(['LEADER'], all) },
    },
    Correction: {
      read: { ...each(['OFFICER', 'LEADER', 'AUDITOR'], all), PROVIDER: own },
      create: { OFFICER: all },
    },
  },
  operations: { submissionCounts: ['OFFICER', 'LEADER'], pipeline: ['OFFICER', 'LEADER'] },
};
