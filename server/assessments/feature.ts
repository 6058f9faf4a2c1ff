import { HavingFiles } from '../files/resolver.ts';
import { Advancing } from '../kernel/advancing.ts';
import { Creating, Updating } from '../kernel/editing.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Assessment, AssessmentInput, AssessmentPatch } from './assessment/entity.ts';
import { assessmentLifecycle } from './assessment/lifecycle.ts';
import { advanceAssessment, amendAssessment, beginAssessment } from './assessment/service.ts';
import { assessmentsPolicy } from './policy.ts';
import { assessmentEdges } from './resolver.ts';
import { AssessmentScheme, AssessmentSchemeInput } from './scheme/entity.ts';
import { assessmentSchemeLifecycle } from './scheme/lifecycle.ts';
import { advanceScheme, fillSchemes, proposeScheme } from './scheme/service.ts';

export const assessments: Feature = {
  name: 'assessments',
  entities: [AssessmentScheme, Assessment],
  lifecycles: [assessmentSchemeLifecycle, assessmentLifecycle],
  policy: assessmentsPolicy,
  resolvers: [
    Listing(AssessmentScheme, { filter: ['state', 'code', 'schemeVersion'], sort: ['appliesFrom', 'schemeVersion', 'code'] }),
    Creating(AssessmentScheme, AssessmentSchemeInput, proposeScheme),
    ...Advancing(AssessmentScheme, assessmentSchemeLifecycle, advanceScheme),
    Listing(Assessment, {
      filter: ['state', 'kind', 'enterpriseId', 'district', 'schemeId', 'schemeCode', 'level', 'trialId', 'phase', 'asOf'],
      search: ['enterpriseName'],
      sort: ['asOf', 'level', 'points', 'enterpriseName', 'createdAt', 'state'],
      grows: ['asOf', 'createdAt'],
    }),
    Creating(Assessment, AssessmentInput, beginAssessment),
    Updating(Assessment, AssessmentPatch, amendAssessment),
    HavingFiles(Assessment),
    ...Advancing(Assessment, assessmentLifecycle, advanceAssessment),
    ...assessmentEdges,
  ],
  subscribers: [
    {
      name: 'assessments: they belong to the district their enterprise lies in today',
      on: /^Enterprise\.UPDATE$/,
      deliver: (ctx, { subjectId }) =>
        ctx.query(
          `update assessment a set district = e.district from enterprise e where e.id = a.enterprise_id and e.id = $1 and a.district <> e.district`,
          [subjectId],
        ),
    },
  ],
  fill: fillSchemes,
};
