import { all, each, my, type Policy, where } from '../kernel/policy.ts';

const read = { issue: ['SECURITY_ADMIN'] } as const;

export const partnersPolicy: Policy = {
  entities: {
    ApiKey: {
      read: { ...each(['SECURITY_ADMIN', 'LEADER', 'AUDITOR'], all), PARTNER: where({ id: my('id') }) },
      create: each(['SECURITY_ADMIN'], all),
      move: { SECURITY_ADMIN: all, LEADER: where({ state: 'PROPOSED' }) },
      // The key that a successor takes over from ends once that is approved.
      entails: { update: { LEADER: where({ state: 'ACTIVE' }) } },
    },
  },
  operations: { rotateApiKey: ['SECURITY_ADMIN'] },
  fresh: ['createApiKey', 'rotateApiKey', 'ApiKey.APPROVE'],
  scopes: { ApiKey: 'any' },
  keys: {
    'catalogue:read': read,
    'lists:read': read,
    'trials:read': read,
    'trials:write': { issue: ['SECURITY_ADMIN'], approve: ['SECURITY_ADMIN', 'LEADER'] },
  },
};
