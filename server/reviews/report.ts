import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Call } from '../calls/entity.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { GraphQLDecimal } from '../kernel/scalars.ts';
import type { Mark } from './review/entity.ts';
import { byCriterion } from './review/marks.ts';
import { openReviewsOf } from './review/phase.ts';
import { type Item, rank } from './scoring.ts';

@ObjectType({ description: 'What the marks of a submission come to, among all of its call' })
export class ReviewResult {
  @Field(() => ID, { description: 'The submission' }) submissionId!: string;
  @Field(() => String, { description: 'Number of the submission in its call' }) number!: string;
  @Field(() => Int, { description: 'Place among all that were marked, from 1' }) rank!: number;
  @Field(() => GraphQLDecimal, { description: 'Mean total by the rules of the call, points, to four decimals, half up' }) total!: string;
  @Field(() => Boolean, { description: 'Whether it reaches the pass mark and every minimum, without a veto' }) passing!: boolean;
  @Field(() => GraphQLDecimal, { description: 'Highest minus lowest total over all experts, points' }) spread!: string;
  @Field(() => Boolean, { description: 'Whether the spread is wider than the call allows without a talk' }) flagged!: boolean;
  @Field(() => Boolean, { description: 'Whether an expert has found what ends it whatever its marks' }) vetoed!: boolean;
  @Field(() => Int, { description: 'How many experts have marked it' }) reviews!: number;
}

/** The last word of every expert on every submission of a call that has come so far. */
const latest = `select s.id, s.number, r.marks, r.vetoes from submission s join review r on r.submission_id = s.id
  where s.call_id = $1 and s.state not in ('DRAFT', 'REFUSED', 'WITHDRAWN') and r.state = 'SUBMITTED'
    and not exists (select from review c where c.replaces_id = r.id) order by s.number, r.id`;

/**
 * The result of a call, best first; refused with MARKS_NOT_IN as long as a review is open, so that nobody sees how it is going.
 * Two statements and exact arithmetic.
 */
export async function reviewResults(ctx: Context, callId: string): Promise<ReviewResult[]> {
  const call = await ctx.need(Call, callId);
  const open = await openReviewsOf(ctx, callId);
  if (open > 0) throw refuse('ILLEGAL_STATE', 'MARKS_NOT_IN', { open });
  const rows = await ctx.query<{ id: string; number: string; marks: Mark[]; vetoes: string[] }>(latest, [callId]);
  const items = new Map<string, Item & { sheets: Record<string, string>[] }>();
  for (const { id, number, marks, vetoes } of rows) {
    const item = items.get(id) ?? { id, number, sheets: [], vetoed: false };
    item.sheets.push(byCriterion(marks));
    item.vetoed ||= vetoes.length > 0;
    items.set(id, item);
  }
  return rank([...items.values()], call.rubric).map(({ id, sheets, ...rest }) => ({ submissionId: id, reviews: sheets, ...rest }));
}
