import { createHash } from 'node:crypto';
import type { Context } from '../kernel/context.ts';
import { newId } from '../kernel/fields.ts';
import { recordAll } from '../kernel/journal.ts';
import { lendAgain } from './paper/lending.ts';
import { type Source, writePaper } from './paper/write.ts';
import { Review } from './review/entity.ts';

export interface Assignment {
  submissionId: string;
  expertId: string;
}

/** The number of each submission's papers in its call. New ones follow a lot, so that they tell nothing of the submissions' own order. */
async function numbersOf(ctx: Context, callId: string, submissionIds: readonly string[], seed: string): Promise<Map<string, string>> {
  const known = await ctx.query<{ id: string; number: string }>(
    'select distinct submission_id as id, number from review_paper where call_id = $1',
    [callId],
  );
  const numbers = new Map(known.map(({ id, number }) => [id, number]));
  const lot = (id: string) => createHash('sha256').update(`${seed}\n${id}`).digest('hex');
  const fresh = [...new Set(submissionIds)].filter(id => !numbers.has(id)).sort((a, b) => (lot(a) < lot(b) ? -1 : 1));
  const last = Math.max(0, ...known.map(({ number }) => Number(number.slice(1))));
  for (const [at, id] of fresh.entries()) numbers.set(id, `P${String(last + at + 1).padStart(3, '0')}`);
  return numbers;
}

/** Gives submissions to experts: a paper and a review for each, and a fact for each, in a handful of statements. The call's row is locked by the caller. */
export async function assign(
  ctx: Context,
  callId: string,
  assignments: readonly Assignment[],
  { seed, dueOn = null }: { seed: string; dueOn?: string | null },
): Promise<string[]> {
  if (assignments.length === 0) return [];
  const ids = [...new Set(assignments.map(({ submissionId }) => submissionId))];
  const numbers = await numbersOf(ctx, callId, ids, seed);
  const sources = await ctx.query<Source & { id: string }>(
    `select s.id, s.name, s.main_scenario as "mainScenario", s.snapshot, p.uscc, p.name as "providerName", p.contact_name as "contactName",
            p.contact_phone as "contactPhone", p.contact_email as "contactEmail"
     from submission s join provider p on p.id = s.provider_id where s.id = any($1)`,
    [ids],
  );
  const written = sources.map(({ id, ...source }) => ({ submission_id: id, ...writePaper(source) }));
  const made = assignments.map(({ submissionId, expertId }) => ({
    id: newId(),
    paper_id: newId(),
    number: numbers.get(submissionId)!,
    submission_id: submissionId,
    expert_id: expertId,
  }));
  const given = `jsonb_to_recordset($1) as made (id uuid, paper_id uuid, number text, submission_id uuid, expert_id uuid)`;
  await ctx.query(
    `insert into review_paper (id, number, call_id, expert_id, submission_id, title, scenario, parts)
     select made.paper_id, made.number, $3, made.expert_id, made.submission_id, title, scenario, parts
     from ${given} join jsonb_to_recordset($2) as written (submission_id uuid, title text, scenario text, parts jsonb) using (submission_id)`,
    [JSON.stringify(made), JSON.stringify(written), callId],
  );
  await ctx.query(
    `insert into review (id, number, paper_id, submission_id, expert_id, call_id, due_on)
     select id, number, paper_id, submission_id, expert_id, $2, $3 from ${given}`,
    [JSON.stringify(made), callId, dueOn],
  );
  await lendAgain(
    ctx,
    made.map(({ paper_id }) => paper_id),
  );
  await recordAll(
    ctx,
    'Review.ASSIGN',
    made.map(({ id, submission_id, expert_id }) => ({
      subject: ctx.db.create(Review, { id }),
      changes: [
        { field: 'submissionId', after: submission_id },
        { field: 'expertId', after: expert_id },
      ],
    })),
  );
  return made.map(({ id }) => id);
}
