import type { Context } from '../../kernel/context.ts';
import { enumOf } from '../../kernel/fields.ts';
import { recordAll } from '../../kernel/journal.ts';
import { Review } from './entity.ts';

export const reminder = enumOf(
  'ReviewReminder',
  ['SOON', 'DUE', 'OVERDUE'],
  'How near a review that is not in is to its day: from three days before, on the day, from two days after',
);

/** What a review that waits reminds of on a day. Days are compared as texts: `YYYY-MM-DD`. */
export function reminderOf({ state, dueOn }: Pick<Review, 'state' | 'dueOn'>, today: string): string | null {
  if (!dueOn || !['ASSIGNED', 'ACCEPTED'].includes(state)) return null;
  const left = (Date.parse(dueOn) - Date.parse(today)) / 86_400_000;
  if (left <= -2) return 'OVERDUE';
  if (left <= 0) return 'DUE';
  return left <= 3 ? 'SOON' : null;
}

/** Says once of each review that waits that its day is near, there, or past. Nothing is said of one that is in, given back or over. */
export async function remind(ctx: Context): Promise<number> {
  return ctx.transaction(async tx => {
    const [rows] = (await tx.query(
      `update review r set reminded_of = due.kind from (
         select w.id, case when w.due_on <= domain_today() - 2 then 'OVERDUE' when w.due_on <= domain_today() then 'DUE' else 'SOON' end as kind
         from review w join call c on c.id = w.call_id join submission s on s.id = w.submission_id
         where w.state in ('ASSIGNED', 'ACCEPTED') and w.due_on <= domain_today() + 3 and not w.barred and c.state = 'REVIEWING' and s.state = 'ADMITTED'
       ) due where due.id = r.id and r.reminded_of is distinct from due.kind returning r.id, due.kind, r.due_on::text as due`,
    )) as unknown as [{ id: string; kind: string; due: string }[]];
    const facts = rows.map(({ id, kind, due }) => ({ subject: tx.db.create(Review, { id }), details: { kind, dueOn: due } }));
    await recordAll(tx, 'Review.REMIND', facts);
    return rows.length;
  });
}
