import { HavingFiles } from '../files/resolver.ts';
import { settleDue } from '../kernel/advance.ts';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import { Creating, Updating } from '../kernel/editing.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Evidence, EvidenceInput } from './evidence/entity.ts';
import { evidenceLifecycle } from './evidence/lifecycle.ts';
import { advanceEvidence, proposeEvidence } from './evidence/service.ts';
import { figureFilters } from './figure/filters.ts';
import { figureResolvers } from './figure/resolver.ts';
import { coveragePolicy } from './policy.ts';
import { Register, RegisterEntry } from './register/entity.ts';
import { edgeResolvers } from './resolver.ts';
import { CoverageSegment, CoverageTally, FigureCheck } from './rollup/entity.ts';
import { figuresTick } from './rollup/service.ts';
import { CoverageRule, CoverageRuleInput } from './rule/entity.ts';
import { coverageRuleLifecycle } from './rule/lifecycle.ts';
import { advanceRule, proposeRule } from './rule/service.ts';
import { CoverageMember, CoverageSnapshot } from './snapshot/entity.ts';
import { coverageSubscribers } from './subscribers.ts';
import { Target, TargetInput, TargetPatch } from './target/entity.ts';
import { createTarget, updateTarget } from './target/service.ts';

export const coverage: Feature = {
  name: 'coverage',
  entities: [
    Register,
    RegisterEntry,
    Evidence,
    CoverageRule,
    Target,
    CoverageSnapshot,
    CoverageMember,
    CoverageSegment,
    CoverageTally,
    FigureCheck,
  ],
  lifecycles: [evidenceLifecycle, coverageRuleLifecycle],
  appendOnly: [RegisterEntry, CoverageSnapshot, CoverageMember, FigureCheck],
  readOnly: [CoverageSegment, CoverageTally],
  policy: coveragePolicy,
  resolvers: [
    Listing(Register, { filter: ['month', 'inForceFrom'], sort: ['month', 'version', 'createdAt'] }),
    Listing(RegisterEntry, {
      filter: ['registerId', 'enterpriseId', 'uscc', 'district', 'division', 'size', 'employees'],
      search: ['name', 'uscc'],
      sort: ['uscc', 'name', 'district', 'employees', 'revenue', 'enteredMonth'],
      grows: ['uscc', 'name'],
      extra: figureFilters,
    }),
    Listing(Evidence, {
      filter: [
        'state',
        'kind',
        'district',
        'enterpriseId',
        'uscc',
        'number',
        'datedOn',
        'verifiedOn',
        'revokedOn',
        'expiresAt',
        'uploadedById',
        'conversionId',
      ],
      search: ['number', 'uscc', 'document'],
      sort: ['number', 'datedOn', 'verifiedOn', 'expiresAt', 'createdAt'],
      grows: ['datedOn', 'expiresAt', 'createdAt'],
      within: { district: ['datedOn'] },
    }),
    Creating(Evidence, EvidenceInput, proposeEvidence),
    HavingFiles(Evidence),
    ...Advancing(Evidence, evidenceLifecycle, advanceEvidence),
    Listing(CoverageRule, { filter: ['state', 'ruleVersion'], sort: ['ruleVersion', 'appliesFrom'] }),
    Creating(CoverageRule, CoverageRuleInput, proposeRule),
    ...Advancing(CoverageRule, coverageRuleLifecycle, advanceRule),
    Listing(Target, { filter: ['year', 'scope', 'scopeCode', 'kind'], sort: ['year', 'scopeCode'] }),
    Creating(Target, TargetInput, createTarget),
    Updating(Target, TargetPatch, updateTarget),
    HavingHistory(Target),
    Listing(CoverageSnapshot, { filter: ['month', 'registerId'], sort: ['month', 'createdAt'] }),
    HavingHistory(CoverageSnapshot),
    HavingHistory(Register),
    Listing(FigureCheck, { filter: ['createdAt', 'coverageDifferences', 'funnelDifferences'], sort: ['createdAt'] }),
    HavingHistory(FigureCheck),
    ...edgeResolvers,
    ...figureResolvers,
  ],
  // A rule that changes what counts has every figure since counted anew.
  bulk: ['advanceCoverageRule'],
  subscribers: coverageSubscribers,
  tick: async ctx => {
    await settleDue(ctx, Evidence, evidenceLifecycle);
    await figuresTick(ctx);
  },
};
