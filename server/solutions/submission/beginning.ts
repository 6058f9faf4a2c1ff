import { Call, solutionKind } from '../../calls/entity.ts';
import type { Context } from '../../kernel/context.ts';
import { insert } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { Choice, Input, Ref, Text } from '../../kernel/fields.ts';
import { Provider } from '../../people/provider/entity.ts';
import { receiveAddenda } from '../addendum/service.ts';
import { openDraft } from '../draft/service.ts';
import { Solution } from '../solution/entity.ts';
import { tidied } from '../solution/service.ts';
import { Submission, type SubmissionInput } from './entity.ts';
import { needOpen, seal } from './filing.ts';
import { startOf } from './prefill.ts';

@Input('What a submission begins with: a solution that is kept already, or a new one')
export class BeginSubmissionInput {
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Solution', { about: 'A solution that is kept already', optional: true }) solutionId?: string | null;
  @Ref('Solution', { about: 'For a new one: what of another one is taken over; the latest one when left out', optional: true })
  likeId?: string | null;
  @Text({ about: 'Name of a new one', max: 120, optional: true }) name?: string | null;
  @Choice(solutionKind, { about: 'What a new one is', optional: true }) kind?: string | null;
  @Text({ about: 'Main scenario of a new one, S01 to S16', max: 3, optional: true }) mainScenario?: string | null;
  @Ref('Provider', { about: 'For an officer at the desk: the applicant for whom it is typed', optional: true }) providerId?: string | null;
  @Text({ about: 'For an officer at the desk: who signed for the applicant, and how it was handed in', max: 200, optional: true })
  author?: string | null;
}

/** Who files: the provider itself, or the one for whom an officer types and who has signed. */
async function applicant(ctx: Context, { providerId, author }: BeginSubmissionInput): Promise<Provider> {
  if (ctx.actor.role === 'PROVIDER') {
    if (author || (providerId && providerId !== ctx.actor.providerId)) throw refuse('FORBIDDEN', 'ON_BEHALF_BY_STAFF');
    return ctx.need(Provider, ctx.actor.providerId!);
  }
  if (!providerId || !author?.trim()) throw refuse('BAD_USER_INPUT', 'ON_BEHALF_INCOMPLETE');
  return ctx.need(Provider, providerId);
}

/** What a new solution takes over from another one of the same provider: all but what names and measures it. */
const ownOf = ['id', 'name', 'release', 'caseContacts', 'typedById', 'unsealsAt', 'factIds', 'createdAt', 'version', 'retired'];

async function newSolution(ctx: Context, provider: Provider, input: BeginSubmissionInput): Promise<Solution> {
  const { name, kind, mainScenario, likeId } = input;
  const missing = [!name?.trim() && 'name', !kind && 'kind', !mainScenario && 'mainScenario'].filter(Boolean);
  if (missing.length) throw refuse('BAD_USER_INPUT', 'SUBMISSION_INCOMPLETE', { fields: missing });
  const byOfficer = ctx.actor.role !== 'PROVIDER';
  const like = likeId
    ? await ctx.need(Solution, likeId)
    : byOfficer
      ? null
      : await ctx.db.findOne(Solution, { where: { providerId: provider.id, retired: false }, order: { id: 'desc' } });
  if (like && like.providerId !== provider.id) throw refuse('NOT_FOUND');
  const { tidy, faults } = tidied({ name: name!, kind: kind!, mainScenario: mainScenario! });
  if (faults[0]) throw refuse('BAD_USER_INPUT', faults[0].reason, faults[0].details);
  const taken = like ? Object.fromEntries(Object.entries(like).filter(([key]) => !ownOf.includes(key))) : {};
  return insert(ctx, Solution, {
    ...taken,
    ...tidy,
    providerId: provider.id,
    ...(byOfficer && { typedById: ctx.actor.id }),
  } as Partial<Solution>);
}

async function keptSolution(ctx: Context, provider: Provider, id: string): Promise<Solution> {
  const solution = await ctx.need(Solution, id);
  if (solution.providerId !== provider.id) throw refuse('NOT_FOUND');
  if (solution.retired) throw refuse('ILLEGAL_STATE', 'SOLUTION_RETIRED');
  // The call seals it from now on, also for the officer who is typing; who types goes on seeing it.
  if (ctx.actor.role !== 'PROVIDER') await ctx.query('update solution set typed_by_id = $2 where id = $1', [id, ctx.actor.id]);
  return solution;
}

/**
 * Begins a submission: one solution takes part in one call once. Nothing is filed yet.
 *
 * What earlier filings and the profile know stands in it already. What an officer types for an applicant names both.
 */
export async function beginSubmission(ctx: Context, input: BeginSubmissionInput): Promise<Submission> {
  const call = await ctx.need(Call, input.callId);
  const provider = await applicant(ctx, input);
  await needOpen(ctx, call.id, provider.id);
  const solution = input.solutionId ? await keptSolution(ctx, provider, input.solutionId) : await newSolution(ctx, provider, input);
  const { name, kind, mainScenario, divisions } = solution;
  const onBehalf = ctx.actor.role === 'PROVIDER' ? {} : { typedById: ctx.actor.id, author: input.author!.trim() };
  const made = await insert(ctx, Submission, {
    ...{ callId: call.id, solutionId: solution.id, providerId: provider.id },
    ...{ name, kind, mainScenario, divisions, district: provider.district, ...onBehalf },
  });
  const { content, prefilled } = await startOf(ctx, call, provider, solution);
  await openDraft(ctx, made, content, prefilled);
  await receiveAddenda(ctx, call, provider.id);
  await seal(ctx, solution.id, solution.fileIds, call.unsealsAt);
  return made;
}

/** The same with a solution that is kept already, by its provider. */
export async function createSubmission(ctx: Context, { callId, solutionId }: SubmissionInput): Promise<Submission> {
  if (ctx.actor.role !== 'PROVIDER') throw refuse('FORBIDDEN');
  return beginSubmission(ctx, { callId, solutionId });
}
