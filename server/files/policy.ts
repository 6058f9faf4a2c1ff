import { all, each, either, my, type Policy, reached, where } from '../kernel/policy.ts';

/** What is sealed opens for the bureau at its instant, by the clock of the database. */
const unsealed = either(where({ sealedUntil: null }), where({ sealedUntil: reached }));
const own = where({ uploadedById: my('id') });
const published = either(where({ published: true }), where({ publishedFrom: reached }));

export const filesPolicy: Policy = {
  entities: {
    Attachment: {
      read: {
        ...each(['OFFICER', 'LEADER', 'AUDITOR'], either(unsealed, own)),
        DISTRICT: either(where({ district: my('district') }), own, published),
        PROVIDER: either(where({ providerId: my('providerId') }), published),
        ENTERPRISE: either(where({ enterpriseId: my('enterpriseId') }), published),
        EXPERT: either(where({ expertId: my('expertId') }), own, published),
        ...each(['PUBLIC', 'SYSTEM_ADMIN', 'SECURITY_ADMIN'], published),
      },
      create: each(['PUBLIC', 'PROVIDER', 'ENTERPRISE', 'EXPERT', 'DISTRICT', 'OFFICER', 'LEADER'], all),
      // The record that uses a file seals it or opens it to further readers.
      entails: {
        update: {
          OFFICER: all,
          PROVIDER: where({ providerId: my('providerId') }),
          ENTERPRISE: where({ enterpriseId: my('enterpriseId') }),
          DISTRICT: where({ district: my('district') }),
        },
      },
    },
  },
};
