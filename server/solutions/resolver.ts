import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { In } from 'typeorm';
import { staff } from '../../schema/roles.ts';
import { Call } from '../calls/entity.ts';
import { HavingFiles } from '../files/resolver.ts';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import type { Expressions } from '../kernel/asking.ts';
import { canonical } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, made, many, one, only, related } from '../kernel/edges.ts';
import { Creating, Updating } from '../kernel/editing.ts';
import { Listing } from '../kernel/listing.ts';
import { Provider } from '../people/provider/entity.ts';
import { Addendum, AddendumInput, AddendumReceipt } from './addendum/entity.ts';
import { publishAddendum, readAddendum } from './addendum/service.ts';
import { FilingFault } from './draft/content.ts';
import { Draft } from './draft/entity.ts';
import { saveDraft } from './draft/service.ts';
import { Question, QuestionInput } from './question/entity.ts';
import { questionLifecycle } from './question/lifecycle.ts';
import { advanceQuestion, askQuestion } from './question/service.ts';
import { Pipeline, pipeline, SubmissionCount, submissionCounts } from './report.ts';
import { Solution, SolutionInput, SolutionPatch } from './solution/entity.ts';
import { createSolution, updateSolution } from './solution/service.ts';
import { BeginSubmissionInput, beginSubmission, createSubmission } from './submission/beginning.ts';
import { Correction, CorrectionInput, Filing, Submission, SubmissionInput } from './submission/entity.ts';
import { submissionLifecycle } from './submission/lifecycle.ts';
import { selfCheck } from './submission/prospect.ts';
import { checkReceipt, ReceiptCheck } from './submission/receipt.ts';
import { advanceSubmission, returnForCorrection } from './submission/service.ts';

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

/** A number of receipts of an addendum, whoever they are: all that staff learn while the call is sealed. */
const counted = (about: string, which: string) =>
  made<Addendum & { n?: number }>(
    () => Int,
    about,
    ['id'],
    ({ n }, { actor }) => (staff.includes(actor.role) ? Number(n ?? 0) : null),
    {
      nullable: true,
      asks: ({ role }) =>
        staff.includes(role)
          ? { n: { sql: `(select count(*) from inside.addendum_receipt r where r.addendum_id = own.id and ${which})` } }
          : ({} as Expressions),
    },
  );

@Resolver(() => Submission)
class IntakeResolver {
  @Mutation(() => Submission, {
    description:
      'Begins a submission with a solution that is kept already or with a new one; an officer does it for an applicant who has signed',
  })
  beginSubmission(
    @Arg('input', () => BeginSubmissionInput, { description: 'What it begins with' }) input: BeginSubmissionInput,
    @Ctx() ctx: Context,
  ): Promise<Submission> {
    return beginSubmission(ctx, input);
  }

  @Mutation(() => Draft, {
    description: 'Keeps what is being typed; refused with VERSION_CONFLICT when it was saved elsewhere since that version',
  })
  saveDraft(
    @Arg('submissionId', () => ID, { description: 'The submission' }) submissionId: string,
    @Arg('version', () => Int, { description: 'The version of the draft that was read; 0 when there was none' }) version: number,
    @Arg('content', () => String, { description: 'All that is typed so far, a JSON object' }) content: string,
    @Ctx() ctx: Context,
  ): Promise<Draft> {
    return saveDraft(ctx, submissionId, version, content);
  }

  @Query(() => [FilingFault], { description: 'All that stands in the way of filing a draft now, field by field; nothing is filed' })
  submissionFaults(@Arg('id', () => ID, { description: 'The submission' }) id: string, @Ctx() ctx: Context): Promise<FilingFault[]> {
    return ctx.reading(reader => selfCheck(reader, id));
  }

  @Mutation(() => Addendum, { description: 'Says that an addendum was read; the first time is kept' })
  readAddendum(@Arg('id', () => ID, { description: 'The addendum' }) id: string, @Ctx() ctx: Context): Promise<Addendum> {
    return readAddendum(ctx, id);
  }

  @Query(() => ReceiptCheck, { description: 'Whether a receipt is genuine, for whoever holds it' })
  checkReceipt(
    @Arg('receipt', () => String, { description: 'The receipt' }) receipt: string,
    @Arg('contentHash', () => String, { description: 'The whole hash that stands on it' }) contentHash: string,
    @Ctx() ctx: Context,
  ): Promise<ReceiptCheck> {
    return ctx.reading(reader => checkReceipt(reader, receipt, contentHash));
  }
}

export const solutionResolvers = [
  IntakeResolver,
  Edges(Solution, { provider: one(() => Provider, 'Who offers it') }),
  HavingFiles(Solution),
  Listing(Solution, {
    filter: ['providerId', 'kind', 'mainScenario', 'scenarios', 'divisions', 'deployments', 'retired', 'freeDays'],
    search: ['name', 'painPoint', 'functions'],
    sort: ['name', 'kind', 'mainScenario', 'freeDays', 'priceAfter', 'createdAt'],
    grows: ['name', 'createdAt'],
  }),
  Creating(Solution, SolutionInput, createSolution),
  Updating(Solution, SolutionPatch, updateSolution),
  HavingHistory(Solution),
  Edges(Submission, {
    call: one(() => Call, 'The call'),
    solution: one(() => Solution, 'The solution as it is now; what is judged is the snapshot'),
    provider: one(() => Provider, 'Who filed it'),
    draft: only(() => Draft, 'What is being typed for it', 'submissionId'),
    filed: related<Submission>(
      () => Filing,
      'Its filings, oldest first: each receipt, and what it changed',
      () => ({ sql: 'it.submissionId = own.id' }),
      ({ id }, ctx) =>
        ctx.loader(
          'Filing.of',
          ids => ctx.db.find(Filing, { where: { submissionId: In(ids) }, order: { ordinal: 'asc' } }),
          'submissionId',
          id,
        ),
    ),
    corrections: many(() => Correction, 'Its returns for correction, oldest first', { of: 'submissionId' }),
  }),
  Listing(Submission, {
    filter: ['callId', 'solutionId', 'providerId', 'state', 'kind', 'mainScenario', 'divisions', 'district', 'number', 'filedAt'],
    search: ['name', 'number'],
    sort: ['number', 'filedAt', 'name', 'state', 'mainScenario', 'createdAt'],
    grows: ['number', 'filedAt', 'createdAt'],
  }),
  Creating(Submission, SubmissionInput, createSubmission),
  ...Advancing(Submission, submissionLifecycle, advanceSubmission),
  Edges(Filing, {
    content: made<Filing>(
      () => String,
      'What was filed, letter for letter as it is hashed: SHA-256 of it in UTF-8 is the hash',
      ['snapshot'],
      ({ snapshot }) => canonical(snapshot),
    ),
  }),
  Edges(Correction, { submission: one(() => Submission, 'The submission') }),
  Listing(Correction, { filter: ['submissionId', 'dueAt'], sort: ['createdAt', 'dueAt'] }),
  Creating(Correction, CorrectionInput, returnForCorrection),
  ReportResolver,
  Edges(Addendum, {
    call: one(() => Call, 'The call'),
    sent: counted('How many applicants it has reached; for staff', 'true'),
    read: counted('How many of them have read it; for staff', 'r.read'),
    receipts: many(() => AddendumReceipt, 'Whom it has reached, once the call is unsealed; the own one for an applicant', {
      of: 'addendumId',
    }),
  }),
  HavingFiles(Addendum),
  Listing(Addendum, { filter: ['callId', 'createdAt'], search: ['title', 'text'], sort: ['createdAt', 'number'] }),
  Creating(Addendum, AddendumInput, publishAddendum),
  HavingHistory(Addendum),
  Edges(AddendumReceipt, {
    addendum: one(() => Addendum, 'The addendum'),
    call: one(() => Call, 'The call'),
    provider: one(() => Provider, 'The applicant'),
  }),
  Listing(AddendumReceipt, { filter: ['addendumId', 'callId', 'providerId', 'read'], sort: ['createdAt', 'readAt'] }),
  Edges(Question, {
    call: one(() => Call, 'The call'),
    mine: made<Question>(
      () => Boolean,
      'Whether the own organisation has asked it',
      ['providerId'],
      ({ providerId }, { actor }) => providerId === actor.providerId,
    ),
  }),
  Listing(Question, { filter: ['callId', 'state', 'answeredAt'], search: ['text', 'answer'], sort: ['createdAt', 'answeredAt', 'state'] }),
  Creating(Question, QuestionInput, askQuestion),
  ...Advancing(Question, questionLifecycle, advanceQuestion),
];
