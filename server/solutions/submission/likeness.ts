import type { Context } from '../../kernel/context.ts';
import { type Fault, warning } from '../draft/content.ts';
import type { Solution } from '../solution/entity.ts';
import type { Submission } from './entity.ts';

/** From which likeness of the search keys two solutions of one provider may be the same. */
const alike = 0.5;

/**
 * Other submissions of the same provider, by its credit code, with a solution that is much like this one: in the same call
 * or standing in another. It warns, with the way there; whether it is the same the applicant knows.
 */
export async function likeOnes(ctx: Context, submission: Submission, { id, name, painPoint, functions }: Solution): Promise<Fault[]> {
  const rows = await ctx.query<{ id: string; name: string; number: string | null; call: string; likeness: number }>(
    `with wanted as (select search_key(array[$3, $4, $5]) as key)
     select s.id, o.name, s.number, c.code as call, round(similarity(o.search_key, wanted.key) * 100)::int as likeness
     from wanted, submission s join solution o on o.id = s.solution_id join call c on c.id = s.call_id
     where s.provider_id = $1 and s.id <> $2 and o.id <> $6 and s.state not in ('WITHDRAWN', 'REFUSED', 'NOT_SELECTED')
       and similarity(o.search_key, wanted.key) >= $7 order by likeness desc, s.id desc limit 3`,
    [submission.providerId, submission.id, name, painPoint ?? null, functions ?? null, id, alike],
  );
  return rows.map(row =>
    warning('', 'LIKE_SOLUTION', `${row.number ?? row.call} ${row.name} (${row.likeness}%)`, { subject: 'Submission', subjectId: row.id }),
  );
}
