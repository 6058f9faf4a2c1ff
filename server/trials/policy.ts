import { all, each, my, type Policy, where } from '../kernel/policy.ts';

const bureau = each(['OFFICER', 'LEADER', 'AUDITOR'], all);
const parties = {
  DISTRICT: where({ district: my('district') }),
  PROVIDER: where({ providerId: my('providerId') }),
  ENTERPRISE: where({ enterpriseId: my('enterpriseId') }),
};
/** Clear for who must call, masked for the bureau. */
const contact = { ...each(['PROVIDER', 'ENTERPRISE', 'DISTRICT'], 'clear' as const), ...each(['OFFICER', 'LEADER'], 'masked' as const) };
const throughPlatform = where({ platformId: my('platformId') });

export const trialsPolicy: Policy = {
  entities: {
    Trial: {
      read: { ...bureau, ...parties, PARTNER: throughPlatform },
      create: { ENTERPRISE: parties.ENTERPRISE, PARTNER: throughPlatform },
      update: { ENTERPRISE: parties.ENTERPRISE },
      move: { ...parties, OFFICER: all, PARTNER: throughPlatform },
      fields: {
        enterpriseContactName: contact,
        enterpriseContactPhone: contact,
        providerContactName: contact,
        providerContactPhone: contact,
      },
    },
    Conversion: {
      read: { ...bureau, ...parties },
      create: { PROVIDER: parties.PROVIDER, ENTERPRISE: parties.ENTERPRISE },
      update: each(['ENTERPRISE', 'PROVIDER'], where({ recordedById: my('id') })),
      move: { OFFICER: all, DISTRICT: parties.DISTRICT, ...each(['ENTERPRISE', 'PROVIDER'], where({ recordedById: my('id') })) },
    },
  },
  operations: {
    extendTrial: ['PROVIDER', 'OFFICER'],
    effectsOnOffering: ['OFFICER', 'LEADER', 'PROVIDER'],
    declineConversion: ['ENTERPRISE', 'DISTRICT'],
    trialFunnel: ['ENTERPRISE', 'PROVIDER', 'DISTRICT', 'OFFICER', 'LEADER', 'AUDITOR'],
  },
  scopes: { Trial: 'trials:read', createTrial: 'trials:write', advanceTrial: 'trials:write' },
};
