import { all, each, type Policy } from '../kernel/policy.ts';

export const importsPolicy: Policy = {
  entities: {
    Import: { read: each(['OFFICER', 'LEADER', 'AUDITOR'], all), create: each(['OFFICER'], all), move: each(['OFFICER', 'LEADER'], all) },
  },
  operations: { importPreview: ['OFFICER'] },
};
