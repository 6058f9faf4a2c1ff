import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { In } from 'typeorm';
import { Attachment } from '../../files/entity.ts';
import { readAttachment, takeAttachment } from '../../files/service.ts';
import type { Context } from '../../kernel/context.ts';
import { insert } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { record } from '../../kernel/journal.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { ReviewPaper } from './entity.ts';
import { stripped } from './strip.ts';

/**
 * Shows a file to the experts of a submission: a copy under a neutral name, without what it says of who made it. Whether what
 * it shows tells whose it is only a person can see, so an officer chooses file by file, and a fact says who did.
 */
export async function lendToExperts(ctx: Context, submissionId: string, fileId: string): Promise<ReviewPaper[]> {
  const submission = await ctx.need(Submission, submissionId);
  const papers = await ctx.db.find(ReviewPaper, { where: { submissionId, returned: false }, order: { id: 'asc' } });
  if (papers.length === 0) throw refuse('ILLEGAL_STATE', 'NOT_UNDER_REVIEW');
  const { attachment, content } = await readAttachment(ctx, fileId);
  const clean = stripped(attachment.name, content);
  const place = Math.max(...papers.map(({ fileIds }) => fileIds.length)) + 1;
  const name = `材料${String(place).padStart(2, '0')}${extname(attachment.name).toLowerCase()}`;
  const copy = await takeAttachment(ctx, Readable.from([clean]), name);
  for (const paper of papers) {
    const { size, sha256, mediaType, place: lies } = copy;
    const lent = await insert(ctx, Attachment, { name, size, sha256, mediaType, place: lies, expertId: paper.expertId });
    await ctx.query('update review_paper set file_ids = file_ids || $2::uuid where id = $1', [paper.id, lent.id]);
  }
  await record(ctx, 'Submission.LEND', submission, { details: { fileId, experts: papers.length, internal: true } });
  return ctx.db.find(ReviewPaper, { where: { id: In(papers.map(({ id }) => id)) }, order: { id: 'asc' } });
}

/** Gives the papers of experts who come later what those before them were shown. */
export async function lendAgain(ctx: Context, paperIds: readonly string[]): Promise<void> {
  const lent = await ctx.query<{
    paper_id: string;
    expert_id: string;
    name: string;
    size: number;
    sha256: string;
    media: string;
    place: string;
  }>(
    `select p.id as paper_id, p.expert_id, a.name, a.size, a.sha256, a.media_type as media, a.place
     from review_paper p cross join lateral (
       select o.file_ids from review_paper o where o.submission_id = p.submission_id and o.id <> all($1) order by cardinality(o.file_ids) desc limit 1
     ) shown cross join lateral unnest(shown.file_ids) with ordinality as f(id, n) join attachment a on a.id = f.id
     where p.id = any($1) order by p.id, f.n`,
    [paperIds],
  );
  for (const { paper_id: paperId, expert_id: expertId, name, size, sha256, media: mediaType, place } of lent) {
    const again = await insert(ctx, Attachment, { name, size, sha256, mediaType, place, expertId });
    await ctx.query('update review_paper set file_ids = file_ids || $2::uuid where id = $1', [paperId, again.id]);
  }
}
