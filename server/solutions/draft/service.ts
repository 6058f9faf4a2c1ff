import { Call } from '../../calls/entity.ts';
import { seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText, newId } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { allowed, covers } from '../../kernel/policy.ts';
import { textLength } from '../../kernel/text.ts';
import { Submission } from '../submission/entity.ts';
import { filesIn, readContent } from './content.ts';
import { Draft, mostDrafted } from './entity.ts';

/** The draft of a submission; null where nothing has been typed. */
export const draftOf = (ctx: Context, submissionId: string): Promise<Draft | null> => ctx.db.findOneBy(Draft, { submissionId });

/** Begins the draft of a submission that has just been made. */
export async function openDraft(ctx: Context, submission: Submission, content: string | null, prefilled: number): Promise<void> {
  const { id: submissionId, providerId, typedById } = submission;
  const fileIds = filesIn(readContent(content));
  await ctx.db.insert(Draft, { id: newId(), submissionId, providerId, typedById, content, fileIds, prefilled, savedBy: ctx.actor.name });
}

/**
 * Keeps what is typed, whole or half, as long as nobody else has saved since `version`; 0 where nothing was kept before.
 *
 * Nothing of it is judged here. That somebody works on it is a fact once per person and ten minutes, not one per key.
 */
export async function saveDraft(ctx: Context, submissionId: string, version: number, content: string): Promise<Draft> {
  const submission = await seen(ctx, Submission, submissionId);
  const { providerId, typedById } = submission;
  if (!covers(allowed(ctx.actor, 'update', 'Draft'), { providerId, typedById })) throw refuse('FORBIDDEN');
  if (!['DRAFT', 'RETURNED'].includes(submission.state)) throw refuse('ILLEGAL_STATE', 'DRAFT_CLOSED', { state: submission.state });
  if (textLength(content) > mostDrafted) throw refuse('BAD_USER_INPUT', 'DRAFT_TOO_LONG', { max: mostDrafted });
  if (!isCleanText(content)) throw refuse('BAD_USER_INPUT', 'DRAFT_UNREADABLE');
  const fileIds = filesIn(readContent(content));
  const before = await draftOf(ctx, submissionId);
  if ((before?.version ?? 0) !== version) throw conflict(before);
  if (!before) await openDraft(ctx, submission, content, 0);
  else {
    const [rows] = (await ctx.query(
      `update draft set content = $3, file_ids = $5, saved_by = $4, saved_at = (select domain_now()), version = version + 1 where id = $1 and version = $2 returning id`,
      [before.id, version, content, ctx.actor.name, fileIds],
    )) as unknown as [{ id: string }[]];
    if (!rows[0]) throw conflict(await draftOf(ctx, submissionId));
  }
  await sealNamed(ctx, submission, fileIds);
  const news = !before || before.savedBy !== ctx.actor.name || before.version === 1;
  if (news || (await ctx.now()).getTime() - before.savedAt.getTime() > 600_000) await record(ctx, 'Submission.EDIT', submission);
  ctx.forget();
  return (await draftOf(ctx, submissionId))!;
}

/** What a draft names is sealed as if it had been filed: the bureau learns nothing of it before the call has closed. */
async function sealNamed(ctx: Context, { callId, providerId }: Submission, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  const { unsealsAt } = await ctx.need(Call, callId);
  await ctx.query(
    `update attachment set sealed_until = greatest(sealed_until, $2)
     where id = any($1::uuid[]) and (provider_id = $3 or uploaded_by_id = $4) and sealed_until is distinct from greatest(sealed_until, $2)`,
    [fileIds, unsealsAt, providerId, ctx.actor.id],
  );
}

const conflict = (kept: Draft | null) =>
  refuse('VERSION_CONFLICT', 'DRAFT_SAVED_ELSEWHERE', {
    version: kept?.version ?? 0,
    savedBy: kept?.savedBy ?? '',
    savedAt: kept?.savedAt?.toISOString() ?? '',
  });

/** Empties a draft that has been taken over. */
export const closeDraft = (ctx: Context, submissionId: string): Promise<unknown> =>
  ctx.query('update draft set content = null, version = version + 1 where submission_id = $1 and content is not null', [submissionId]);
