import { settleDue } from '../kernel/advance.ts';
import type { Feature } from '../kernel/feature.ts';
import { Addendum, AddendumReceipt } from './addendum/entity.ts';
import { Draft } from './draft/entity.ts';
import { solutionsPolicy } from './policy.ts';
import { Question } from './question/entity.ts';
import { questionLifecycle } from './question/lifecycle.ts';
import { solutionResolvers } from './resolver.ts';
import { Solution } from './solution/entity.ts';
import { dropOfCall } from './submission/dropping.ts';
import { Correction, Filing, Submission } from './submission/entity.ts';
import { submissionLifecycle } from './submission/lifecycle.ts';
import { forgetDrafts, noteUnsealing } from './submission/unsealing.ts';

export const solutions: Feature = {
  name: 'solutions',
  entities: [Solution, Submission, Draft, Filing, Correction, Addendum, AddendumReceipt, Question],
  appendOnly: [Correction, Filing, Addendum],
  lifecycles: [submissionLifecycle, questionLifecycle],
  policy: solutionsPolicy,
  resolvers: solutionResolvers,
  subscribers: [
    {
      name: 'solutions: submissions end with a cancelled call',
      on: /^Call\.CANCEL$/,
      deliver: (ctx, { subjectId, note }) => dropOfCall(ctx, subjectId, note),
    },
  ],
  tick: async ctx => {
    await noteUnsealing(ctx);
    await forgetDrafts(ctx);
    return settleDue(ctx, Submission, submissionLifecycle);
  },
};
