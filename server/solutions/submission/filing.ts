import { Call } from '../../calls/entity.ts';
import { needAttachments, sealAttachments } from '../../files/service.ts';
import { advance } from '../../kernel/advance.ts';
import { canonical, contentHash } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Change } from '../../kernel/journal.ts';
import { snapshotOf } from '../../kernel/snapshot.ts';
import { Provider } from '../../people/provider/entity.ts';
import { Solution } from '../solution/entity.ts';
import { checkComplete } from './completeness.ts';
import { type FiledFile, ProviderSnapshot, SolutionSnapshot, Submission, type SubmissionInput, type SubmissionSnapshot } from './entity.ts';
import { submissionLifecycle } from './lifecycle.ts';

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
async function seal(ctx: Context, solutionId: string, fileIds: readonly string[], until: Date): Promise<void> {
  await ctx.query('update solution set unseals_at = greatest(unseals_at, $2) where id = $1', [solutionId, until]);
  await sealAttachments(ctx, fileIds, until);
}

/** Begins a submission: one solution takes part in one call once. Nothing is filed yet. */
export async function createSubmission(ctx: Context, { callId, solutionId }: SubmissionInput): Promise<Submission> {
  const [call, solution] = [await ctx.need(Call, callId), await ctx.need(Solution, solutionId)];
  const provider = await ctx.need(Provider, solution.providerId);
  if (solution.retired) throw refuse('ILLEGAL_STATE', 'SOLUTION_RETIRED');
  const [open] = await ctx.query(`select from call where id = $1 and ${takesSql('(select domain_now())')}`, [call.id, provider.id]);
  if (!open) await whyNot(ctx, call.id);
  const { name, kind, mainScenario, divisions } = solution;
  const { district } = provider;
  const made = await create(ctx, Submission, {
    callId,
    solutionId,
    providerId: provider.id,
    name,
    kind,
    mainScenario,
    divisions,
    district,
  });
  await seal(ctx, solution.id, solution.fileIds, call.unsealsAt);
  return made;
}

/** What would be filed now. */
async function freeze(ctx: Context, { solutionId, providerId }: Submission): Promise<SubmissionSnapshot> {
  const [solution, provider] = [await ctx.need(Solution, solutionId), await ctx.need(Provider, providerId)];
  const files = await filesOf(ctx, solution.fileIds);
  return { solution: snapshotOf(SolutionSnapshot, solution), provider: snapshotOf(ProviderSnapshot, provider), files };
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
  const call = await ctx.need(Call, draft.callId);
  const snapshot = await freeze(ctx, draft);
  checkComplete(call, snapshot);
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
  await seal(ctx, draft.solutionId, snapshot.solution.fileIds, unsealsAt);
  return advance(ctx, Submission, submissionLifecycle, draft.id, 'SUBMIT', {
    details: { number, receipt, contentHash: hash, at: at.toISOString() },
    set: { ...filed(snapshot), number, receipt, filedAt: at, filings, snapshot, contentHash: hash, unsealsAt },
  });
}

type Part = 'solution' | 'provider';
const partOf = (path: string) => path.split('.', 2) as [Part, string];
const read = (snapshot: SubmissionSnapshot, path: string): unknown => {
  const [part, key] = partOf(path);
  return (snapshot[part] as unknown as Record<string, unknown>)[key] ?? null;
};

/**
 * Files a returned submission again: the flagged fields are taken from the solution and the provider as they are now,
 * everything else stays as it was filed. When nothing was changed, a note must say why.
 */
export async function fileAgain(ctx: Context, returned: Submission, note?: string): Promise<Submission> {
  const [call, before] = [await ctx.need(Call, returned.callId), returned.snapshot!];
  const present = await freeze(ctx, returned);
  const after: SubmissionSnapshot = { solution: { ...before.solution }, provider: { ...before.provider }, files: before.files };
  for (const path of returned.flaggedFields) {
    const [part, key] = partOf(path);
    Object.assign(after[part], { [key]: read(present, path) });
  }
  if (returned.flaggedFields.includes('solution.fileIds')) after.files = present.files;
  const changes: Change[] = returned.flaggedFields
    .filter(path => canonical(read(before, path)) !== canonical(read(after, path)))
    .map(path => ({ field: path, before: read(before, path), after: read(after, path) }));
  if (changes.length === 0 && !note?.trim()) throw refuse('BAD_USER_INPUT', 'NOTHING_CORRECTED');
  checkComplete(call, after);
  const hash = contentHash(after);
  const filings = returned.filings + 1;
  const receipt = receiptOf(returned.number!, filings, hash);
  return advance(ctx, Submission, submissionLifecycle, returned.id, 'RESUBMIT', {
    note,
    changes,
    details: { receipt, contentHash: hash },
    set: {
      ...filed(after),
      snapshot: after,
      contentHash: hash,
      receipt,
      filings,
      filedAt: await ctx.now(),
      flaggedFields: [],
      correctionDueAt: null,
      reason: null,
    },
  });
}
