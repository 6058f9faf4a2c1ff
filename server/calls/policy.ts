import { roles } from '../../schema/roles.ts';
import { all, each, either, my, type Policy, reached, where } from '../kernel/policy.ts';

const bureau = each(['OFFICER', 'LEADER', 'AUDITOR', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'DISTRICT'], all);
/** What has been announced and begun; a cancelled call stays readable for those who saw it open. */
const published = either(
  where({ state: ['OPEN', 'CLOSED', 'REVIEWING', 'NOTICE', 'CONCLUDED'] }),
  where({ state: 'CANCELLED', announcedFor: reached }),
);

export const callsPolicy: Policy = {
  entities: {
    Call: {
      read: { ...each(roles, published), ...bureau },
      create: each(['OFFICER'], all),
      update: each(['OFFICER'], all),
      move: each(['OFFICER'], all),
      // Who files takes the next number; lists that are signed conclude their call.
      entails: { update: { PROVIDER: where({ state: ['OPEN', 'CLOSED'] }), LEADER: all } },
    },
    Extension: {
      read: { ...each(['OFFICER', 'LEADER', 'AUDITOR'], all), PROVIDER: where({ providerId: my('providerId') }) },
      create: each(['OFFICER'], all),
    },
  },
  operations: { announceCall: ['OFFICER'], copyCall: ['OFFICER'], reviseRubric: ['OFFICER'], callFaults: ['OFFICER', 'LEADER'] },
  scopes: { Call: 'catalogue:read' },
};
