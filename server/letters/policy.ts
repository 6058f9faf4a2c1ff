import { all, each, my, type Policy, where } from '../kernel/policy.ts';

const bureau = ['OFFICER', 'LEADER', 'AUDITOR'] as const;

export const lettersPolicy: Policy = {
  entities: {
    LetterTemplate: { read: each(bureau, all), update: each(['OFFICER'], all) },
    Letter: {
      read: { ...each(bureau, all), PROVIDER: where({ providerId: my('providerId'), state: 'SENT' }) },
      update: each(['OFFICER'], where({ state: 'DRAFT' })),
      move: each(['OFFICER'], all),
      entails: { update: { PROVIDER: where({ providerId: my('providerId') }) } },
    },
    LetterAttempt: { read: each(bureau, all) },
  },
  operations: { sendLetters: ['OFFICER'], openLetter: ['PROVIDER'] },
};
