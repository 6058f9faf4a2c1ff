import { roles } from '../../schema/roles.ts';
import { all, each, either, my, type Policy, reached, where } from '../kernel/policy.ts';

const bureau = each(['OFFICER', 'LEADER', 'DISTRICT', 'AUDITOR'], all);
/** What is in the catalogue now. */
const listed = where({ state: 'LISTED', visibleFrom: reached });
const signatures = each(['OFFICER', 'LEADER', 'DISTRICT', 'AUDITOR'], 'clear' as const);

export const offeringsPolicy: Policy = {
  entities: {
    Offering: {
      read: {
        ...bureau,
        ...each(['PUBLIC', 'ENTERPRISE', 'EXPERT', 'PARTNER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN'], listed),
        PROVIDER: either(listed, where({ providerId: my('providerId') })),
      },
      update: { OFFICER: all },
      move: { OFFICER: all, PROVIDER: where({ providerId: my('providerId') }) },
      // Who signs a list makes offerings, and who approves a change changes one.
      entails: { create: each(['OFFICER', 'LEADER'], all), update: { LEADER: all } },
    },
    OfferingEdition: {
      read: {
        ...bureau,
        ...each(['PUBLIC', 'ENTERPRISE', 'EXPERT', 'PARTNER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN'], where({ visibleFrom: reached })),
        PROVIDER: either(where({ visibleFrom: reached }), where({ providerId: my('providerId') })),
      },
    },
    OfferingChange: {
      read: { ...each(['OFFICER', 'LEADER', 'AUDITOR'], all), PROVIDER: where({ providerId: my('providerId') }) },
      create: { OFFICER: all, PROVIDER: where({ providerId: my('providerId') }) },
      move: { ...each(['OFFICER', 'LEADER'], all), PROVIDER: where({ providerId: my('providerId'), proposedById: my('id') }) },
      fields: { decidedBy: each(['OFFICER', 'LEADER', 'AUDITOR'], 'clear' as const) },
    },
    KeyField: {
      read: each(['OFFICER', 'LEADER', 'AUDITOR', 'PROVIDER'], all),
      update: { LEADER: all },
    },
    ServiceList: {
      read: {
        ...bureau,
        ...each(
          ['PUBLIC', 'ENTERPRISE', 'PROVIDER', 'EXPERT', 'PARTNER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN'],
          where({ publishedAt: reached }),
        ),
      },
      entails: { create: each(['OFFICER', 'LEADER'], all) },
      fields: { proposedBy: signatures, publishedBy: signatures },
    },
    Reversal: {
      read: {
        ...each(['OFFICER', 'LEADER', 'AUDITOR'], all),
        PROVIDER: where({ providerId: my('providerId'), state: 'CONFIRMED' }),
      },
      create: each(['OFFICER'], all),
      move: each(['OFFICER', 'LEADER'], all),
      fields: {
        proposedBy: each(['OFFICER', 'LEADER', 'AUDITOR'], 'clear'),
        confirmedBy: each(['OFFICER', 'LEADER', 'AUDITOR'], 'clear'),
      },
    },
    ListProposal: {
      read: each(['OFFICER', 'LEADER', 'AUDITOR'], all),
      create: each(['OFFICER'], all),
      move: each(['OFFICER', 'LEADER'], all),
    },
  },
  operations: {
    publishServiceList: ['OFFICER', 'LEADER'],
    serviceListPreview: ['OFFICER', 'LEADER', 'AUDITOR'],
    serviceListDiff: roles,
    catalogueFacets: roles,
    revertOffering: ['OFFICER'],
    renewOffering: ['OFFICER'],
  },
  fresh: ['publishServiceList'],
  scopes: {
    Offering: 'catalogue:read',
    OfferingEdition: 'catalogue:read',
    catalogueFacets: 'catalogue:read',
    ServiceList: 'lists:read',
    serviceListDiff: 'lists:read',
  },
};
