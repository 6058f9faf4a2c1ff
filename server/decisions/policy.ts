import { roles } from '../../schema/roles.ts';
import { all, each, either, my, type Policy, reached, where } from '../kernel/policy.ts';

const bureau = ['OFFICER', 'LEADER', 'AUDITOR'] as const;
const published = where({ state: ['PUBLISHED', 'ENDED'], visibleFrom: reached });
const answered = where({ state: ['UPHELD', 'DISMISSED'] });

/** A partner's key speaks for a platform, the administrators for nobody; an objection is a person's. */
const objectors = roles.filter(role => !['PARTNER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'].includes(role));

export const decisionsPolicy: Policy = {
  entities: {
    Meeting: {
      read: each(bureau, all),
      create: each(['OFFICER'], all),
      update: each(['OFFICER'], where({ state: ['PLANNED', 'OPEN', 'CLOSED'] })),
      move: each(['OFFICER', 'LEADER'], all),
    },
    MeetingMember: {
      read: each(bureau, all),
      entails: { create: each(['OFFICER'], all), update: each(['OFFICER'], all) },
      fields: { name: each(bureau, 'clear') },
    },
    Recusal: { read: each(bureau, all), create: each(['OFFICER'], all) },
    Motion: { read: each(bureau, all), create: each(['OFFICER'], all), move: each(['OFFICER'], all) },
    Decision: {
      read: { ...each(bureau, all), PROVIDER: where({ providerId: my('providerId'), state: ['RELEASED', 'REVERSED'] }) },
      move: each(['OFFICER', 'LEADER'], all),
      entails: { create: each(['OFFICER'], all) },
    },
    Release: {
      read: each(bureau, all),
      move: each(['OFFICER', 'LEADER'], all),
      entails: { create: each(['OFFICER'], all) },
    },
    Notice: {
      read: { ...each(roles, published), ...each(bureau, all) },
      create: each(['OFFICER'], all),
      update: each(['OFFICER'], where({ state: 'DRAFT' })),
      move: each(['OFFICER'], all),
    },
    NoticeEntry: {
      read: { ...each(roles, where({ visibleFrom: reached })), ...each(bureau, all) },
      entails: { create: each(['OFFICER'], all) },
      fields: { submissionId: each(bureau, 'clear') },
    },
    Objection: {
      read: {
        ...each(roles, answered),
        ...each(bureau, all),
        PROVIDER: either(answered, where({ providerId: my('providerId'), state: 'ACCEPTED' })),
      },
      move: { OFFICER: all, LEADER: all },
      entails: { create: each(objectors, all), update: each(['OFFICER'], all) },
      fields: {
        receiptNumber: each(bureau, 'clear'),
        submissionId: each(bureau, 'clear'),
        providerId: each(bureau, 'clear'),
        name: { OFFICER: 'clear', LEADER: 'masked' },
        organisation: { OFFICER: 'clear', LEADER: 'masked' },
        contact: { OFFICER: 'clear', LEADER: 'masked' },
        grounds: each(['OFFICER', 'LEADER'], 'clear'),
        handler: each(bureau, 'clear'),
        proposedBy: each(bureau, 'clear'),
        confirmedBy: each(bureau, 'clear'),
        fileId: each(['OFFICER', 'LEADER'], 'clear'),
        file: each(['OFFICER', 'LEADER'], 'clear'),
      },
    },
  },
  operations: {
    inviteMembers: ['OFFICER'],
    recordAttendance: ['OFFICER'],
    castVotes: ['OFFICER'],
    proposeResolved: ['OFFICER'],
    proposeDecisions: ['OFFICER'],
    proposePassing: ['OFFICER'],
    proposeByRanking: ['OFFICER'],
    clearDecisions: ['OFFICER'],
    releaseDecisions: ['OFFICER', 'LEADER'],
    fileObjection: objectors,
    objectionProgress: objectors,
    objectionHandlers: ['OFFICER'],
    handOverObjection: ['OFFICER'],
  },
  fresh: ['releaseDecisions', 'advanceRelease'],
  scopes: { Notice: 'lists:read', NoticeEntry: 'lists:read', Objection: 'lists:read' },
};
