import { Field, Int, ObjectType } from 'type-graphql';
import type { Rubric } from '../../calls/rubric.ts';
import { seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { GraphQLDecimal } from '../../kernel/scalars.ts';
import { Mark, Review } from './entity.ts';

@ObjectType({ description: 'What another expert has marked, without saying who' })
export class PeerSheet {
  @Field(() => Int, { description: 'Which of the others, from 1; it tells nothing of who it is' }) place!: number;
  @Field(() => GraphQLDecimal, { description: 'Total by the rubric, points' }) total!: string;
  @Field(() => [Mark], { description: 'The marks' }) marks!: Mark[];
  @Field(() => [String], { description: 'Codes of findings that end it' }) vetoes!: string[];
  @Field(() => String, { nullable: true, description: 'In words' }) comment?: string | null;
}

/** When peers may be read, by what the call says: by whom the own mark stands, and by the chair once all are in. */
const open: Record<string, (own: { submitted: boolean }) => boolean> = {
  NEVER: () => false,
  AFTER_OWN: ({ submitted }) => submitted,
  ALWAYS: () => true,
};

/**
 * The submitted marks of the other experts of a submission, as the call says: never, once the own are in, or always. Who
 * writes down what they agree on reads them once all are in.
 */
export async function peerMarks(ctx: Context, reviewId: string): Promise<PeerSheet[]> {
  const review = await seen(ctx, Review, reviewId);
  if (!['ACCEPTED', 'SUBMITTED'].includes(review.state)) throw refuse('FORBIDDEN', 'PEER_MARKS_HIDDEN');
  const [call] = await ctx.query<{ says: string; rubric: Rubric; chair: boolean; open: number }>(
    `select c.peer_marks as says, c.rubric,
            exists (select from inside.consensus_sheet s where s.submission_id = $2 and s.chair_id = $3 and not s.barred) as chair,
            (select count(*)::int from inside.review r where r.submission_id = $2 and r.state in ('ASSIGNED', 'ACCEPTED')) as open
     from inside.call c where c.id = $1`,
    [review.callId, review.submissionId, review.expertId],
  );
  const chairs = call!.chair && call!.open === 0;
  if (!chairs && !open[call!.says]!({ submitted: review.state === 'SUBMITTED' })) throw refuse('FORBIDDEN', 'PEER_MARKS_HIDDEN');
  const rows = await ctx.query<Omit<PeerSheet, 'place'>>(
    `select r.total, r.marks, r.vetoes, r.comment from inside.review r
     where r.submission_id = $1 and r.expert_id <> $2 and r.state = 'SUBMITTED' and not r.barred
       and not exists (select from inside.review c where c.replaces_id = r.id)
     order by md5(r.expert_id::text || $1::text)`,
    [review.submissionId, review.expertId],
  );
  return rows.map((row, at) => ({ place: at + 1, ...row }));
}
