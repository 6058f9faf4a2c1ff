import { createHash } from 'node:crypto';
import { Call } from '../../calls/entity.ts';
import type { Context } from '../../kernel/context.ts';
import { record } from '../../kernel/journal.ts';
import { Submission } from './entity.ts';

interface Due {
  id: string;
  unsealsAt: Date;
  lines: string[];
}

/**
 * Writes down that calls have been unsealed, each dated at its instant: how many submissions there were, and one hash over
 * all their numbers and hashes, so that nobody can put one in or take one out afterwards unseen. The clock has opened them
 * already; a submission that came in later, by an extension, has a fact of its own.
 */
export async function noteUnsealing(ctx: Context): Promise<void> {
  const calls = await ctx.query<Due>(
    `select c.id, c.unseals_at as "unsealsAt",
            array(select s.number || ' ' || f.content_hash from submission s join filing f on f.submission_id = s.id and f.ordinal = 1
                  where s.call_id = c.id and s.unseals_at <= c.unseals_at order by s.number) as lines
     from call c where c.unseals_at <= (select domain_now()) and c.announced_for <= (select domain_now()) and not c.historical
       and not exists (select from fact where subject_id = c.id and name = 'Call.UNSEAL') order by c.id limit 20`,
  );
  for (const { id, unsealsAt, lines } of calls)
    await ctx.transaction(async tx => {
      const [taken] = await tx.query(
        `select from call where id = $1 and not exists (select from fact where subject_id = $1 and name = 'Call.UNSEAL') for update`,
        [id],
      );
      if (!taken) return;
      const call = await tx.db.findOneByOrFail(Call, { id });
      await record(tx, 'Call.UNSEAL', call, {
        at: unsealsAt,
        details: { clock: true, submissions: lines.length, hash: createHash('sha256').update(lines.join('\n')).digest('hex') },
      });
    });
  const late = await ctx.query<{ id: string; unsealsAt: Date }>(
    `select s.id, s.unseals_at as "unsealsAt" from submission s join call c on c.id = s.call_id
     where s.unseals_at > c.unseals_at and s.unseals_at <= (select domain_now())
       and not exists (select from fact where subject_id = s.id and name = 'Submission.UNSEAL') order by s.id limit 50`,
  );
  for (const { id, unsealsAt } of late)
    await ctx.transaction(async tx => {
      const submission = await tx.db.findOneByOrFail(Submission, { id });
      await record(tx, 'Submission.UNSEAL', submission, { at: unsealsAt, details: { clock: true } });
    });
}

/** What was typed and will never be filed goes, with the contacts in it: half a year after its call has closed. */
export const forgetDrafts = (ctx: Context): Promise<unknown> =>
  ctx.query(
    `update draft d set content = null, version = d.version + 1 from submission s join call c on c.id = s.call_id
     where s.id = d.submission_id and d.content is not null and c.unseals_at < (select domain_now()) - interval '180 days'`,
  );
