import { roles } from '../../schema/roles.ts';
import { all, each, my, type Policy, type Rule, where } from '../kernel/policy.ts';

/** A key neither signs in nor out. */
const people = roles.filter(role => role !== 'PARTNER');
/** The same rows, for whoever manages the accounts of the own organisation; none for its other members. */
const managing =
  (rule: Rule): Rule =>
  actor =>
    actor.manager ? rule(actor) : [];
const administrators = each(['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'], all);
const ownProvider = managing(where({ role: 'PROVIDER', providerId: my('providerId') }));
const ownEnterprise = managing(where({ role: 'ENTERPRISE', enterpriseId: my('enterpriseId') }));
/** Whom one may invite is whom one may see invited and take the invitation back of. */
const inviting = {
  SYSTEM_ADMIN: where({ role: ['EXPERT', 'PROVIDER', 'ENTERPRISE'] }),
  OFFICER: where({ role: ['EXPERT', 'PROVIDER'] }),
  PROVIDER: ownProvider,
  ENTERPRISE: ownEnterprise,
};
/** Those who have an account. */
const owners = people.filter(role => role !== 'PUBLIC');
const own = [
  'changePassword',
  'stepUp',
  'enrolFactor',
  'confirmFactor',
  'newRecoveryCodes',
  'mySecurity',
  'mySessions',
  'endSession',
  'endOtherSessions',
];
const bureau = each(['OFFICER', 'LEADER', 'AUDITOR'], all);

export const peoplePolicy: Policy = {
  entities: {
    User: {
      read: {
        ...administrators,
        ...each(['PROVIDER'], where({ providerId: my('providerId') })),
        ...each(['ENTERPRISE'], where({ enterpriseId: my('enterpriseId') })),
        ...each(['EXPERT', 'DISTRICT', 'OFFICER', 'LEADER'], where({ id: my('id') })),
      },
      create: each(['SYSTEM_ADMIN'], all),
      update: each(['SYSTEM_ADMIN'], all),
      move: { ...each(['SYSTEM_ADMIN', 'SECURITY_ADMIN'], all), PROVIDER: ownProvider, ENTERPRISE: ownEnterprise },
      fields: { personNumber: each(['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'], 'clear') },
    },
    RoleChange: {
      read: administrators,
      create: each(['SYSTEM_ADMIN', 'SECURITY_ADMIN'], all),
      // Each of the two decides what the other has asked for.
      move: { SYSTEM_ADMIN: where({ proposerRole: 'SECURITY_ADMIN' }), SECURITY_ADMIN: where({ proposerRole: 'SYSTEM_ADMIN' }) },
      fields: { personNumber: each(['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'], 'clear') },
    },
    Invitation: {
      read: { ...inviting, ...administrators },
      create: inviting,
      move: inviting,
      fields: { name: each(['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'OFFICER', 'PROVIDER', 'ENTERPRISE'], 'clear') },
    },
    LinkedIdentity: {
      read: {
        ...each(['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'], all),
        ...each(['EXPERT', 'DISTRICT', 'OFFICER', 'LEADER', 'PROVIDER', 'ENTERPRISE'], where({ userId: my('id') })),
      },
      create: each(['SECURITY_ADMIN'], all),
      move: each(['SECURITY_ADMIN'], all),
    },
    Provider: {
      read: { ...bureau, ...each(['DISTRICT', 'ENTERPRISE', 'PARTNER', 'SYSTEM_ADMIN'], all), PROVIDER: where({ id: my('providerId') }) },
      create: each(['OFFICER'], all),
      update: { OFFICER: all, PROVIDER: where({ id: my('providerId') }) },
      fields: {
        contactName: { ...each(['OFFICER', 'LEADER', 'DISTRICT'], 'masked'), PROVIDER: 'clear' },
        contactPhone: { ...each(['OFFICER', 'LEADER', 'DISTRICT'], 'masked'), PROVIDER: 'clear' },
        contactEmail: { ...each(['OFFICER', 'LEADER', 'DISTRICT'], 'masked'), PROVIDER: 'clear' },
        relatedUsccs: each(['OFFICER', 'LEADER', 'AUDITOR', 'PROVIDER'], 'clear'),
      },
    },
    Enterprise: {
      read: { ...bureau, SYSTEM_ADMIN: all, DISTRICT: where({ district: my('district') }), ENTERPRISE: where({ id: my('enterpriseId') }) },
      create: each(['OFFICER'], all),
      update: { OFFICER: all, DISTRICT: where({ district: my('district') }), ENTERPRISE: where({ id: my('enterpriseId') }) },
      fields: {
        contactName: { ...each(['OFFICER', 'LEADER'], 'masked'), DISTRICT: 'clear', ENTERPRISE: 'clear' },
        contactPhone: { ...each(['OFFICER', 'LEADER'], 'masked'), DISTRICT: 'clear', ENTERPRISE: 'clear' },
      },
    },
    Expert: {
      read: { ...bureau, EXPERT: where({ id: my('expertId') }) },
      create: each(['OFFICER'], all),
      update: each(['OFFICER'], all),
      move: each(['OFFICER'], all),
      fields: {
        name: { ...each(['OFFICER', 'LEADER', 'EXPERT'], 'clear'), AUDITOR: 'clear' },
        employerUscc: each(['OFFICER', 'LEADER', 'EXPERT', 'AUDITOR'], 'clear'),
        phone: { ...each(['OFFICER', 'LEADER'], 'masked'), EXPERT: 'clear' },
        email: { ...each(['OFFICER', 'LEADER'], 'masked'), EXPERT: 'clear' },
      },
    },
  },
  operations: {
    about: roles,
    me: roles,
    signInWays: people,
    signIn: people,
    signOut: people,
    setPassword: people,
    askRecovery: people,
    ...Object.fromEntries(own.map(operation => [operation, owners])),
    sessionsOf: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'],
    unlockUser: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'],
    // Who gives links to set a password takes no factor away: no administrator alone gets into an account.
    resetFactor: ['SECURITY_ADMIN'],
    setUpLink: ['SYSTEM_ADMIN'],
    invitationOffer: people,
    acceptInvitation: people,
    transferManagement: ['PROVIDER', 'ENTERPRISE'],
    policy: ['OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'],
    viewAs: ['OFFICER', 'DISTRICT'],
    // Who looks acts with the rows, and so in the role, of whom they look at.
    endViewAs: ['ENTERPRISE'],
    leaveOrganisation: ['PROVIDER', 'ENTERPRISE'],
    unmask: ['OFFICER', 'LEADER'],
  },
  fresh: [
    ...['createUser', 'updateUser', 'User.APPROVE', 'User.ENABLE', 'createRoleChange', 'RoleChange.APPROVE', 'setUpLink'],
    ...['resetFactor', 'createLinkedIdentity', 'createInvitation', 'unmask', 'enrolFactor', 'newRecoveryCodes'],
  ],
  scopes: { about: 'any', me: 'any', Provider: 'catalogue:read' },
};
