import { all, each, my, type Policy, where } from '../kernel/policy.ts';

const bureau = ['OFFICER', 'LEADER', 'AUDITOR'] as const;

/** Experts have no rule on submissions, providers or conflicts: what they read is made so that it tells of neither. */
export const reviewsPolicy: Policy = {
  entities: {
    ReviewPaper: {
      read: { ...each(bureau, all), EXPERT: where({ expertId: my('expertId'), returned: false }) },
      entails: { create: each(['OFFICER'], all), update: { OFFICER: all, EXPERT: where({ expertId: my('expertId') }) } },
      fields: { submissionId: each(bureau, 'clear') },
    },
    Review: {
      read: { ...each(bureau, all), EXPERT: where({ expertId: my('expertId') }) },
      create: each(['OFFICER'], all),
      move: { OFFICER: all, EXPERT: where({ expertId: my('expertId') }) },
      // A correction is a review of its own.
      entails: { create: { EXPERT: where({ expertId: my('expertId') }) } },
      fields: { submissionId: each(bureau, 'clear') },
    },
    Conflict: {
      read: each(bureau, all),
      create: each(['OFFICER'], all),
      move: each(['OFFICER'], all),
      // Who declines a review may say why: that is a conflict, which is then the bureau's.
      entails: { create: { EXPERT: where({ expertId: my('expertId') }) } },
    },
  },
  operations: {
    drawExperts: ['OFFICER'],
    saveMarks: ['EXPERT'],
    submitReview: ['EXPERT'],
    correctReview: ['EXPERT'],
    reviewResults: bureau,
    callResult: bureau,
  },
};
