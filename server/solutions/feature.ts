import { settleDue } from '../kernel/advance.ts';
import type { Feature } from '../kernel/feature.ts';
import { Draft } from './draft/entity.ts';
import { solutionsPolicy } from './policy.ts';
import { solutionResolvers } from './resolver.ts';
import { Solution } from './solution/entity.ts';
import { dropOfCall } from './submission/dropping.ts';
import { Correction, Filing, Submission } from './submission/entity.ts';
import { submissionLifecycle } from './submission/lifecycle.ts';

export const solutions: Feature = {
  name: 'solutions',
  entities: [Solution, Submission, Draft, Filing, Correction],
  appendOnly: [Correction, Filing],
  lifecycles: [submissionLifecycle],
  policy: solutionsPolicy,
  resolvers: solutionResolvers,
  subscribers: [
    {
      name: 'solutions: submissions end with a cancelled call',
      on: /^Call\.CANCEL$/,
      deliver: (ctx, { subjectId, note }) => dropOfCall(ctx, subjectId, note),
    },
  ],
  tick: ctx => settleDue(ctx, Submission, submissionLifecycle),
};
