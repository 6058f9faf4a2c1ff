import { Call } from '../../calls/entity.ts';
import type { FormAnswer } from '../../calls/formShape.ts';
import { needAttachments } from '../../files/service.ts';
import { seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { Provider } from '../../people/provider/entity.ts';
import { unreadOf } from '../addendum/service.ts';
import { type DraftContent, type DraftPaper, draftedSolution, type Fault, fault, readContent, warning } from '../draft/content.ts';
import { draftOf } from '../draft/service.ts';
import { Solution, type SolutionPatch } from '../solution/entity.ts';
import { tidied } from '../solution/service.ts';
import { askedOf, faultsOf } from './completeness.ts';
import { Submission } from './entity.ts';
import { likeOnes } from './likeness.ts';

/** What would be filed now, and all that stands in the way. Nothing is written. */
export interface Prospect {
  call: Call;
  provider: Provider;
  /** As it is kept, and what the draft changes of it. */
  solution: Solution;
  patch: SolutionPatch;
  answers: FormAnswer[];
  papers: DraftPaper[];
  faults: Fault[];
}

/** What a draft says; of a returned submission the flagged fields of it, and else what was filed. */
function openOf({ state, flaggedFields, snapshot }: Submission, content: DraftContent): DraftContent {
  if (state !== 'RETURNED') return content;
  const open = (part: string) => (key: string) => flaggedFields.includes(`${part}.${key}`);
  const [solutions, answers, papers] = [open('solution'), open('answers'), open('papers')];
  const typed = (key: string) => papers(key) && (content.papers ?? []).some(paper => paper.key === key);
  return {
    solution: Object.fromEntries(Object.entries(content.solution ?? {}).filter(([key]) => solutions(key))),
    answers: {
      ...Object.fromEntries((snapshot?.answers ?? []).map(({ key, values }) => [key, values])),
      ...Object.fromEntries(Object.entries(content.answers ?? {}).filter(([key]) => answers(key))),
    },
    papers: [...(snapshot?.papers ?? []).filter(({ key }) => !typed(key)), ...(content.papers ?? []).filter(({ key }) => papers(key))],
  };
}

/** Looks ahead to the filing of a draft, or of a correction, which takes the flagged fields only. */
export async function prospectOf(ctx: Context, submission: Submission): Promise<Prospect> {
  const [call, kept, provider] = [
    await ctx.need(Call, submission.callId),
    await ctx.need(Solution, submission.solutionId),
    await ctx.need(Provider, submission.providerId),
  ];
  const content = openOf(submission, readContent((await draftOf(ctx, submission.id))?.content));
  const drafted = draftedSolution(content);
  const { tidy: patch, faults: codes } = tidied(drafted.patch, kept);
  const solution = { ...kept, ...patch } as Solution;
  const { answers, papers } = askedOf(call.form, solution.kind, content);
  const known = await filesOf(ctx, papers);
  const faults = [
    ...drafted.faults,
    ...codes.map(({ field, reason, details }) => fault(`solution.${field}`, reason, details.code ?? details.name)),
    ...(await unknownFiles(ctx, solution.fileIds)),
    ...papers.filter(({ fileId }) => !known.has(fileId)).map(({ key }) => fault(`papers.${key}`, 'ATTACHMENT_UNKNOWN')),
    ...faultsOf({
      ...{ call, provider, solution, answers, papers, today: await ctx.today() },
      files: papers.flatMap(({ key, fileId }) => (known.has(fileId) ? [{ key, ...known.get(fileId)! }] : [])),
    }),
  ];
  return { call, provider, solution: kept, patch, answers, papers, faults: firstOfEach(faults) };
}

/** One fault a field: the first, which says most. */
const firstOfEach = (faults: readonly Fault[]): Fault[] =>
  faults.filter((found, at) => found.field === '' || faults.findIndex(({ field }) => field === found.field) === at);

async function filesOf(ctx: Context, papers: readonly DraftPaper[]): Promise<Map<string, { name: string; size: number }>> {
  const found = await Promise.all(papers.map(({ fileId }) => needAttachments(ctx, [fileId]).catch(() => [])));
  return new Map(found.flat().map(({ id, name, size }) => [id, { name, size }]));
}

const unknownFiles = (ctx: Context, ids: readonly string[]): Promise<Fault[]> =>
  needAttachments(ctx, ids).then(
    () => [],
    () => [fault('solution.fileIds', 'ATTACHMENT_UNKNOWN')],
  );

/** All that stands in the way of filing a submission now, or should be looked at before. */
export async function selfCheck(ctx: Context, id: string): Promise<Fault[]> {
  const submission = await seen(ctx, Submission, id);
  if (!['DRAFT', 'RETURNED'].includes(submission.state)) throw refuse('ILLEGAL_STATE', 'DRAFT_CLOSED', { state: submission.state });
  const { faults, solution, patch } = await prospectOf(ctx, submission);
  const unread = await unreadOf(ctx, submission.callId, submission.providerId);
  return [
    ...faults,
    ...(submission.state === 'DRAFT' ? await likeOnes(ctx, submission, { ...solution, ...patch } as Solution) : []),
    ...unread.map(({ id: addendum, title }) => warning('', 'ADDENDUM_UNREAD', title, { subject: 'Addendum', subjectId: addendum })),
  ];
}
