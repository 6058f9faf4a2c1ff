import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Call } from '../calls/entity.ts';
import { HavingFiles } from '../files/resolver.ts';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import type { Context } from '../kernel/context.ts';
import { Creating, Updating } from '../kernel/editing.ts';
import { Listing } from '../kernel/listing.ts';
import { Provider } from '../people/provider/entity.ts';
import { Pipeline, pipeline, SubmissionCount, submissionCounts } from './report.ts';
import { Solution, SolutionInput, SolutionPatch } from './solution/entity.ts';
import { createSolution, updateSolution } from './solution/service.ts';
import { Correction, CorrectionInput, Submission, SubmissionInput } from './submission/entity.ts';
import { createSubmission } from './submission/filing.ts';
import { submissionLifecycle } from './submission/lifecycle.ts';
import { advanceSubmission, returnForCorrection } from './submission/service.ts';

@Resolver(() => Solution)
class SolutionResolver {
  @FieldResolver(() => Provider, { nullable: true, description: 'Who offers it' })
  provider(@Root() { providerId }: Solution, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.load(Provider, providerId);
  }
}

@Resolver(() => Submission)
class SubmissionResolver {
  @FieldResolver(() => Call, { nullable: true, description: 'The call' })
  call(@Root() { callId }: Submission, @Ctx() ctx: Context): Promise<Call | null> {
    return ctx.load(Call, callId);
  }

  @FieldResolver(() => Solution, { nullable: true, description: 'The solution as it is now; what is judged is the snapshot' })
  solution(@Root() { solutionId }: Submission, @Ctx() ctx: Context): Promise<Solution | null> {
    return ctx.load(Solution, solutionId);
  }

  @FieldResolver(() => Provider, { nullable: true, description: 'Who filed it' })
  provider(@Root() { providerId }: Submission, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.load(Provider, providerId);
  }

  @FieldResolver(() => [Correction], { description: 'Its returns for correction, oldest first' })
  corrections(@Root() { id }: Submission, @Ctx() ctx: Context): Promise<Correction[]> {
    return ctx.loadAll(Correction, 'submissionId', id);
  }
}

@Resolver(() => Correction)
class CorrectionResolver {
  @FieldResolver(() => Submission, { nullable: true, description: 'The submission' })
  submission(@Root() { submissionId }: Correction, @Ctx() ctx: Context): Promise<Submission | null> {
    return ctx.load(Submission, submissionId);
  }
}

@Resolver()
class ReportResolver {
  @Query(() => [SubmissionCount], { description: 'How many submissions of a call are in which state, also while it is sealed' })
  submissionCounts(@Arg('callId', () => ID, { description: 'The call' }) callId: string, @Ctx() ctx: Context): Promise<SubmissionCount[]> {
    return submissionCounts(ctx, callId);
  }

  @Query(() => Pipeline, { description: 'How far the submissions of a call are, and how long each stage takes' })
  pipeline(@Arg('callId', () => ID, { description: 'The call' }) callId: string, @Ctx() ctx: Context): Promise<Pipeline> {
    return pipeline(ctx, callId);
  }
}

export const solutionResolvers = [
  SolutionResolver,
  HavingFiles(Solution),
  Listing(Solution, {
    filter: ['providerId', 'kind', 'mainScenario', 'scenarios', 'divisions', 'deployments', 'retired', 'freeDays'],
    search: ['name', 'painPoint', 'functions'],
    sort: ['name', 'kind', 'mainScenario', 'freeDays', 'priceAfter', 'createdAt'],
  }),
  Creating(Solution, SolutionInput, createSolution),
  Updating(Solution, SolutionPatch, updateSolution),
  HavingHistory(Solution),
  SubmissionResolver,
  Listing(Submission, {
    filter: ['callId', 'solutionId', 'providerId', 'state', 'kind', 'mainScenario', 'divisions', 'district', 'number', 'filedAt'],
    search: ['name', 'number'],
    sort: ['number', 'filedAt', 'name', 'state', 'mainScenario', 'createdAt'],
  }),
  Creating(Submission, SubmissionInput, createSubmission),
  ...Advancing(Submission, submissionLifecycle, advanceSubmission),
  CorrectionResolver,
  Listing(Correction, { filter: ['submissionId', 'dueAt'], sort: ['createdAt', 'dueAt'] }),
  Creating(Correction, CorrectionInput, returnForCorrection),
  ReportResolver,
];
