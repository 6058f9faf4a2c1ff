import { all, each, my, type Policy, where } from '../kernel/policy.ts';

export const partnersPolicy: Policy = {
  entities: {
    ApiKey: {
      read: { ...each(['SECURITY_ADMIN', 'AUDITOR'], all), PARTNER: where({ id: my('id') }) },
      create: each(['SECURITY_ADMIN'], all),
      move: each(['SECURITY_ADMIN'], all),
    },
  },
  scopes: { ApiKey: 'any' },
};
