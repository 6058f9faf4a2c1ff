import { all, each, my, type Policy, where } from '../kernel/policy.ts';

const bureau = each(['OFFICER', 'LEADER', 'AUDITOR'], all);
const district = where({ district: my('district') });
const notUndone = where({ undoneAt: null });
const inDistrict = where({ district: my('district'), undoneAt: null });

export const coveragePolicy: Policy = {
  entities: {
    Register: {
      read: { ...bureau, DISTRICT: all },
      entails: { create: each(['OFFICER'], all), update: each(['OFFICER', 'LEADER'], all) },
    },
    RegisterEntry: {
      read: { ...bureau, DISTRICT: district, ENTERPRISE: where({ enterpriseId: my('enterpriseId') }) },
      entails: { create: each(['OFFICER'], all) },
    },
    Evidence: {
      read: {
        ...each(['OFFICER', 'LEADER'], notUndone),
        AUDITOR: all,
        DISTRICT: inDistrict,
        ENTERPRISE: where({ enterpriseId: my('enterpriseId'), undoneAt: null }),
      },
      create: { OFFICER: all, DISTRICT: district, ENTERPRISE: where({ enterpriseId: my('enterpriseId') }) },
      move: { OFFICER: notUndone, DISTRICT: inDistrict },
      // Imports are undone, and a new rule dates what is left to expire.
      entails: { update: each(['OFFICER', 'LEADER'], all) },
    },
    CoverageRule: {
      read: { ...bureau, ...each(['DISTRICT', 'ENTERPRISE'], all) },
      create: each(['OFFICER'], all),
      move: each(['OFFICER', 'LEADER'], all),
    },
    Target: { read: { ...bureau, DISTRICT: all }, create: each(['OFFICER'], all), update: each(['OFFICER'], all) },
    FigureCheck: { read: { ...bureau, SYSTEM_ADMIN: all }, entails: { create: each(['OFFICER'], all) } },
    CoverageSnapshot: { read: { ...bureau, DISTRICT: all }, entails: { create: each(['OFFICER'], all) } },
  },
  operations: {
    ...Object.fromEntries(
      ['coverage', 'monthlyBridge', 'evidenceByKind', 'gapList'].map(name => [name, ['OFFICER', 'LEADER', 'AUDITOR', 'DISTRICT'] as const]),
    ),
    whyCounted: ['OFFICER', 'LEADER', 'AUDITOR', 'DISTRICT', 'ENTERPRISE'],
    freezeSnapshot: ['OFFICER'],
  },
};
