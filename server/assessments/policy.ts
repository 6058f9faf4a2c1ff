import { all, each, my, type Policy, where } from '../kernel/policy.ts';

const bureau = each(['OFFICER', 'LEADER', 'AUDITOR'], all);
const district = where({ district: my('district') });
const own = where({ enterpriseId: my('enterpriseId') });

export const assessmentsPolicy: Policy = {
  entities: {
    AssessmentScheme: {
      read: { ...bureau, ...each(['DISTRICT', 'ENTERPRISE', 'PROVIDER'], all) },
      create: each(['OFFICER'], all),
      move: each(['OFFICER', 'LEADER'], all),
    },
    Assessment: {
      read: { ...bureau, DISTRICT: district, ENTERPRISE: own, PROVIDER: where({ providerId: my('providerId') }) },
      create: { OFFICER: all, DISTRICT: district, ENTERPRISE: own },
      update: { OFFICER: all, DISTRICT: district, ENTERPRISE: where({ enterpriseId: my('enterpriseId'), kind: 'SELF' }) },
      move: { OFFICER: all, DISTRICT: district, ENTERPRISE: where({ enterpriseId: my('enterpriseId'), kind: 'SELF' }) },
    },
  },
  operations: {
    assess: ['OFFICER', 'DISTRICT', 'ENTERPRISE'],
    maturityByDistrict: ['OFFICER', 'LEADER', 'AUDITOR', 'DISTRICT'],
    maturityGain: ['OFFICER', 'LEADER', 'AUDITOR', 'DISTRICT'],
  },
};
