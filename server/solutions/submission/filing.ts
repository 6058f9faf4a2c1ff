import { Call } from '../../calls/entity.ts';
import { needAttachments, sealAttachments, shareAttachments } from '../../files/service.ts';
import { advance } from '../../kernel/advance.ts';
import { canonical, contentHash } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import type { Change } from '../../kernel/journal.ts';
import { snapshotOf } from '../../kernel/snapshot.ts';
import { Provider } from '../../people/provider/entity.ts';
import { closeDraft } from '../draft/service.ts';
import { Solution } from '../solution/entity.ts';
import { changeSolution } from '../solution/service.ts';
import { refuseFaults } from './completeness.ts';
import {
  type FiledChange,
  type FiledFile,
  type FiledPaper,
  Filing,
  ProviderSnapshot,
  SolutionSnapshot,
  Submission,
  type SubmissionSnapshot,
} from './entity.ts';
import { submissionLifecycle } from './lifecycle.ts';
import { type Prospect, prospectOf } from './prospect.ts';

/** The instant until which a provider may file in a call, as SQL over a row of `call`; `$2` is the provider. */
const deadlineSql = `greatest(call.closes_at, (select max(until) from "extension" where call_id = call.id and provider_id = $2))`;
const takesSql = (now: string) =>
  `call.state in ('DRAFT', 'OPEN', 'CLOSED') and call.announced_for <= ${now} and not call.historical and ${now} < ${deadlineSql}`;

/** Says why a call takes nothing: to be asked after a statement has refused. */
async function whyNot(ctx: Context, callId: string): Promise<never> {
  const { state, historical } = await ctx.need(Call, callId);
  throw state === 'CANCELLED' || state === 'DRAFT' || historical
    ? refuse('ILLEGAL_STATE', 'CALL_NOT_OPEN', { state })
    : refuse('DEADLINE_PASSED');
}

/** Seals the live solution and its files for the bureau as long as the call is sealed. */
export async function seal(ctx: Context, solutionId: string, fileIds: readonly string[], until: Date): Promise<void> {
  await ctx.query('update solution set unseals_at = greatest(unseals_at, $2) where id = $1', [solutionId, until]);
  await sealAttachments(ctx, fileIds, until);
}

/** Refuses with DEADLINE_PASSED or ILLEGAL_STATE where this provider may not file in a call now. */
export async function needOpen(ctx: Context, callId: string, providerId: string): Promise<void> {
  const [open] = await ctx.query(`select from call where id = $1 and ${takesSql('(select domain_now())')}`, [callId, providerId]);
  if (!open) await whyNot(ctx, callId);
}

/** What is filed now: the solution and the profile as they are, with the answers and papers that only this call asks for. */
async function freeze(
  ctx: Context,
  { call: { form }, answers, papers }: Prospect,
  { solutionId, providerId }: Submission,
): Promise<SubmissionSnapshot> {
  const [solution, provider] = [await ctx.need(Solution, solutionId), await ctx.need(Provider, providerId)];
  const files = await filesOf(ctx, [...new Set([...solution.fileIds, ...papers.map(({ fileId }) => fileId)])]);
  const labels = new Map([...form.fields, ...form.files, ...form.eligibility].map(({ key, label }) => [key, label]));
  return {
    ...{ solution: snapshotOf(SolutionSnapshot, solution), provider: snapshotOf(ProviderSnapshot, provider), files },
    answers: answers.map(({ key, values }) => ({ key, label: labels.get(key)!, values })),
    papers: papers.map(({ key, fileId, validUntil }) => ({ key, label: labels.get(key)!, fileId, validUntil: validUntil ?? null })),
  };
}

/** Files as they are filed: what they contain never changes, and the hash proves it. */
export const filesOf = async (ctx: Context, ids: readonly string[]): Promise<FiledFile[]> =>
  (await needAttachments(ctx, ids))
    .map(({ id, name, sha256, size }) => ({ id, name, sha256, size }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** Columns that lists and the policy read, as they were filed. */
export function filed({ solution, provider }: SubmissionSnapshot): Partial<Submission> {
  const { name, kind, mainScenario, divisions } = solution;
  return { name, kind, mainScenario, divisions, district: provider.district };
}

const receiptOf = (number: string, filings: number, hash: string) => `${number}-${filings}-${hash.slice(0, 8).toUpperCase()}`;

/**
 * Files a draft, or refuses with DEADLINE_PASSED.
 *
 * One statement judges the deadline by the clock of the database, takes the next number under the lock of the call's row,
 * and says at which instant: so numbers have no gap, and what bears a time before the deadline was accepted, nothing else.
 */
export async function fileSubmission(ctx: Context, draft: Submission): Promise<Submission> {
  const prospect = await takeOver(ctx, draft);
  const { call } = prospect;
  const snapshot = await freeze(ctx, prospect, draft);
  const [taken] = (await ctx.query(
    `with instant as materialized (select domain_now() as now)
     update call set last_number = call.last_number + 1 from instant where call.id = $1 and ${takesSql('instant.now')}
     returning call.last_number as serial, instant.now as at, greatest(call.unseals_at, ${deadlineSql}) as unseals_at`,
    [call.id, draft.providerId],
  )) as unknown as [{ serial: number; at: Date; unseals_at: Date }[]];
  if (!taken[0]) return whyNot(ctx, call.id);
  const { serial, at, unseals_at: unsealsAt } = taken[0];
  const number = `${call.code}-${String(serial).padStart(3, '0')}`;
  const hash = contentHash(snapshot);
  const filings = draft.filings + 1;
  const receipt = receiptOf(number, filings, hash);
  const fileIds = snapshot.files.map(({ id }) => id);
  // What an officer took in at the desk belongs to the applicant.
  if (draft.typedById) await shareAttachments(ctx, fileIds, { providerId: draft.providerId });
  await seal(ctx, draft.solutionId, fileIds, unsealsAt);
  const made = await advance(ctx, Submission, submissionLifecycle, draft.id, 'SUBMIT', {
    details: { number, receipt, contentHash: hash, at: at.toISOString(), ...(draft.author && { author: draft.author }) },
    set: { ...filed(snapshot), number, receipt, filedAt: at, filings, snapshot, contentHash: hash, unsealsAt },
  });
  await keepFiling(ctx, draft, { ordinal: filings, receipt, contentHash: hash, filedAt: at, snapshot, changes: [] });
  return made;
}

/** Takes what was drafted over into the solution, with all that stands in the way said at once. */
async function takeOver(ctx: Context, submission: Submission): Promise<Prospect> {
  const prospect = await prospectOf(ctx, submission);
  const { solution, patch, faults } = prospect;
  refuseFaults(faults);
  if (Object.keys(patch).length > 0) await changeSolution(ctx, solution, solution.version, patch);
  await closeDraft(ctx, submission.id);
  ctx.forget();
  return prospect;
}

/** Keeps what a receipt stands for, with who signed and who pressed the button. */
async function keepFiling(
  ctx: Context,
  { id, author, snapshot }: Submission,
  filing: Omit<Filing, 'id' | 'submissionId' | 'author' | 'typist'>,
) {
  const applicant = (filing.snapshot ?? snapshot!).provider.name;
  await ctx.db.insert(Filing, {
    ...{ id: newId(), submissionId: id, ...filing, typist: ctx.actor.name, author: [applicant, author].filter(Boolean).join(' · ') },
  } as never);
}

const say = (value: unknown): FiledChange['before'] =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : canonical(value);

const partOf = (path: string) => path.split('.', 2) as [keyof SubmissionSnapshot, string];
const read = (snapshot: SubmissionSnapshot, path: string): unknown => {
  const [part, key] = partOf(path);
  if (part === 'answers') return snapshot.answers?.find(each => each.key === key)?.values.join('、') ?? null;
  if (part === 'papers')
    return (
      snapshot.papers
        ?.filter(each => each.key === key)
        .map(paper => nameOf(snapshot, paper))
        .join('、') || null
    );
  return (snapshot[part] as unknown as Record<string, unknown>)[key] ?? null;
};
const nameOf = ({ files }: SubmissionSnapshot, { fileId, validUntil }: FiledPaper) => {
  const file = files.find(({ id }) => id === fileId);
  return [file?.name ?? fileId, file && `(${file.sha256.slice(0, 8)})`, validUntil && `≤ ${validUntil}`].filter(Boolean).join(' ');
};

/**
 * Files a returned submission again: the flagged fields are taken from the solution and the provider as they are now,
 * everything else stays as it was filed. When nothing was changed, a note must say why.
 */
export async function fileAgain(ctx: Context, returned: Submission, note?: string): Promise<Submission> {
  const before = returned.snapshot!;
  const prospect = await takeOver(ctx, returned);
  const present = await freeze(ctx, prospect, returned);
  const after: SubmissionSnapshot = { ...before, solution: { ...before.solution }, provider: { ...before.provider } };
  for (const path of returned.flaggedFields) {
    const [part, key] = partOf(path);
    if (part === 'solution' || part === 'provider')
      Object.assign(after[part], { [key]: (present[part] as unknown as Record<string, unknown>)[key] ?? null });
    else if (part === 'answers') after.answers = replaced(after.answers, present.answers, key);
    else if (part === 'papers') after.papers = replaced(after.papers, present.papers, key);
  }
  if (returned.flaggedFields.some(path => path === 'solution.fileIds' || path.startsWith('papers.')))
    after.files = await filesOf(ctx, [...new Set([...after.solution.fileIds, ...(after.papers ?? []).map(({ fileId }) => fileId)])]);
  const changes: Change[] = returned.flaggedFields
    .filter(path => canonical(read(before, path)) !== canonical(read(after, path)))
    .map(path => ({ field: path, before: read(before, path), after: read(after, path) }));
  if (changes.length === 0 && !note?.trim()) throw refuse('BAD_USER_INPUT', 'NOTHING_CORRECTED');
  const hash = contentHash(after);
  const filings = returned.filings + 1;
  const receipt = receiptOf(returned.number!, filings, hash);
  const at = await ctx.now();
  const told = changes.map(({ field, before: was, after: is }) => ({ field, before: say(was), after: say(is) }));
  const filing = { ordinal: filings, receipt, contentHash: hash, filedAt: at, snapshot: after, changes: told };
  await sealAttachments(
    ctx,
    after.files.map(({ id }) => id),
    returned.unsealsAt ?? at,
  );
  const made = await advance(ctx, Submission, submissionLifecycle, returned.id, 'RESUBMIT', {
    note,
    changes,
    details: { receipt, contentHash: hash },
    set: {
      ...filed(after),
      snapshot: after,
      contentHash: hash,
      receipt,
      filings,
      filedAt: at,
      flaggedFields: [],
      correctionDueAt: null,
      reason: null,
    },
  });
  await keepFiling(ctx, returned, filing);
  return made;
}

/** A list with the entries of one key as another list has them. */
const replaced = <T extends { key: string }>(kept: T[] | null | undefined, given: T[] | null | undefined, key: string): T[] => [
  ...(kept ?? []).filter(each => each.key !== key),
  ...(given ?? []).filter(each => each.key === key),
];
