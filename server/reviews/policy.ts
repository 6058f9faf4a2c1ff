import { all, each, my, type Policy, where } from '../kernel/policy.ts';

const bureau = ['OFFICER', 'LEADER', 'AUDITOR'] as const;

/** Experts have no rule on submissions, providers or conflicts: what they read is made so that it tells of neither. */
export const reviewsPolicy: Policy = {
  entities: {
    ReviewPaper: {
      read: { ...each(bureau, all), EXPERT: where({ expertId: my('expertId'), returned: false, barred: false }) },
      entails: { create: each(['OFFICER'], all), update: { OFFICER: all, EXPERT: where({ expertId: my('expertId') }) } },
      fields: { submissionId: each(bureau, 'clear') },
    },
    Review: {
      read: { ...each(bureau, all), EXPERT: where({ expertId: my('expertId'), barred: false }) },
      create: each(['OFFICER'], all),
      move: { OFFICER: all, EXPERT: where({ expertId: my('expertId'), barred: false }) },
      // A correction is a review of its own.
      entails: { create: { EXPERT: where({ expertId: my('expertId') }) } },
      fields: { submissionId: each(bureau, 'clear') },
    },
    ConsensusSheet: {
      read: { ...each(bureau, all), EXPERT: where({ chairId: my('expertId'), barred: false }) },
      move: { EXPERT: where({ chairId: my('expertId'), barred: false }) },
      entails: { create: each(['OFFICER'], all), update: each(['OFFICER'], all) },
      fields: { submissionId: each(bureau, 'clear') },
    },
    ExpertTie: {
      read: { ...each(bureau, all), EXPERT: where({ expertId: my('expertId') }) },
      create: { OFFICER: all, EXPERT: where({ expertId: my('expertId') }) },
      update: each(['OFFICER'], all),
    },
    ExpertDraw: {
      read: each(bureau, all),
      create: each(['OFFICER'], all),
      move: each(['OFFICER'], all),
    },
    InternalNote: {
      read: each(bureau, all),
      create: each(['OFFICER', 'LEADER'], all),
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
    repeatDraw: bureau,
    substitutes: ['OFFICER'],
    substituteReview: ['OFFICER'],
    appointChair: ['OFFICER'],
    saveConsensus: ['EXPERT'],
    settleConsensus: ['EXPERT'],
    peerMarks: ['EXPERT'],
    lendFile: ['OFFICER'],
    revealReview: ['OFFICER'],
    saveMarks: ['EXPERT'],
    submitReview: ['EXPERT'],
    correctReview: ['EXPERT'],
    reviewResults: bureau,
    callResult: bureau,
  },
};
