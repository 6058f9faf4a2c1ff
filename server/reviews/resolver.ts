import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Call } from '../calls/entity.ts';
import { HavingFiles } from '../files/resolver.ts';
import type { Expressions } from '../kernel/asking.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, made, one, type Reader } from '../kernel/edges.ts';
import { GraphQLDecimal } from '../kernel/scalars.ts';
import { Expert } from '../people/expert/entity.ts';
import { Provider } from '../people/provider/entity.ts';
import { Submission } from '../solutions/submission/entity.ts';
import { Conflict } from './conflict/entity.ts';
import { ReviewPaper } from './paper/entity.ts';
import { lendToExperts } from './paper/lending.ts';
import { callResult, reviewResults } from './result/report.ts';
import { CallResult, ReviewResult } from './result/values.ts';
import { Mark, Review } from './review/entity.ts';
import { correctReview, revealReview, saveMarks, submitReview } from './review/marking.ts';
import { PeerSheet, peerMarks } from './review/peers.ts';
import { allIn } from './review/phase.ts';
import { reminder, reminderOf } from './review/reminding.ts';

@ObjectType({ description: 'Whose submission a paper was made of' })
class Original {
  @Field(() => String, { description: 'Name of the solution as filed' }) name!: string;
  @Field(() => String, { description: 'Who filed it' }) providerName!: string;
}

@Resolver(() => Review)
class ReviewResolver {
  @Mutation(() => Review, { description: 'Keeps marks that are not yet submitted; criteria may be missing' })
  saveMarks(
    @Arg('id', () => ID, { description: 'The review' }) id: string,
    @Arg('version', () => Int, { description: 'The version that was read' }) version: number,
    @Arg('marks', () => [Mark], { description: 'A mark for each criterion' }) marks: Mark[],
    @Arg('comment', () => String, { nullable: true, description: 'In words' }) comment: string | undefined,
    @Arg('vetoes', () => [String], { nullable: true, description: 'Codes of findings that end it' }) vetoes: string[] | undefined,
    @Ctx() ctx: Context,
  ): Promise<Review> {
    return saveMarks(ctx, id, version, { marks, vetoes, comment });
  }

  @Mutation(() => Review, { description: 'Submits marks for good: a submitted review never changes' })
  submitReview(
    @Arg('id', () => ID, { description: 'The review' }) id: string,
    @Arg('marks', () => [Mark], { description: 'A mark for each criterion' }) marks: Mark[],
    @Arg('comment', () => String, { nullable: true, description: 'In words' }) comment: string | undefined,
    @Arg('vetoes', () => [String], { nullable: true, description: 'Codes of findings that end it' }) vetoes: string[] | undefined,
    @Ctx() ctx: Context,
  ): Promise<Review> {
    return submitReview(ctx, id, { marks, vetoes, comment });
  }

  @Mutation(() => [ReviewPaper], {
    description: 'Shows a file of a submission to its experts: a copy under a neutral name, without what it says of who made it',
  })
  lendFile(
    @Arg('submissionId', () => ID, { description: 'The submission' }) submissionId: string,
    @Arg('fileId', () => ID, { description: 'The file: a PDF or a picture' }) fileId: string,
    @Ctx() ctx: Context,
  ): Promise<ReviewPaper[]> {
    return lendToExperts(ctx, submissionId, fileId);
  }

  @Mutation(() => Review, { description: 'Tells the expert of a review whose submission it is; why is written down' })
  revealReview(
    @Arg('id', () => ID, { description: 'The review' }) id: string,
    @Arg('note', () => String, { description: 'Why' }) note: string,
    @Ctx() ctx: Context,
  ): Promise<Review> {
    return revealReview(ctx, id, note);
  }

  @Mutation(() => Review, { description: 'Replaces a submitted review by a new one that names it' })
  correctReview(
    @Arg('id', () => ID, { description: 'The submitted review' }) id: string,
    @Arg('marks', () => [Mark], { description: 'A mark for each criterion' }) marks: Mark[],
    @Arg('reason', () => String, { description: 'Why it is corrected' }) reason: string,
    @Arg('comment', () => String, { nullable: true, description: 'In words' }) comment: string | undefined,
    @Arg('vetoes', () => [String], { nullable: true, description: 'Codes of findings that end it' }) vetoes: string[] | undefined,
    @Ctx() ctx: Context,
  ): Promise<Review> {
    return correctReview(ctx, id, { marks, vetoes, comment }, reason);
  }

  @Query(() => [PeerSheet], { description: 'What the others have marked, when the call lets its experts see it' })
  peerMarks(@Arg('reviewId', () => ID, { description: 'The own review' }) reviewId: string, @Ctx() ctx: Context): Promise<PeerSheet[]> {
    return peerMarks(ctx, reviewId);
  }

  @Query(() => CallResult, {
    description: 'The result of a call with its cut line, its experts and what is unmarked; refused as long as a review is open',
  })
  callResult(@Arg('callId', () => ID, { description: 'The call' }) callId: string, @Ctx() ctx: Context): Promise<CallResult> {
    return callResult(ctx, callId);
  }

  @Query(() => [ReviewResult], { description: 'What was marked in a call, best first; refused as long as a review is open' })
  reviewResults(@Arg('callId', () => ID, { description: 'The call' }) callId: string, @Ctx() ctx: Context): Promise<ReviewResult[]> {
    return reviewResults(ctx, callId);
  }
}

/** Whose a submission is, once it has been shown. */
const filed = `case when own.revealedAt is not null then (select jsonb_build_object('name', s.name, 'providerName', p.name)
  from inside.submission s join inside.provider p on p.id = s.provider_id where s.id = own.submissionId) end`;

/** Marks are the expert's own until all of the call are in. */
const mayKnow = ({ expertId, allIn }: Marked, { actor }: Reader): boolean =>
  actor.role === 'EXPERT' ? actor.expertId === expertId : allIn === true;
type Marked = Review & { allIn?: boolean };
const marked = (type: () => unknown, about: string, name: 'marks' | 'vetoes' | 'total' | 'comment') =>
  made<Marked>(type, about, ['expertId', name], (review, reader) => (mayKnow(review, reader) ? (review[name] ?? null) : null), {
    nullable: true,
    asks: ({ role }): Expressions => (role === 'EXPERT' ? {} : { allIn: { sql: allIn } }),
  });

const submission = one(() => Submission, 'The submission');

export const reviewsResolvers = [
  ReviewResolver,
  Edges(Review, {
    marks: marked(() => [Mark], 'The marks; null to others than the expert until all of the call are in', 'marks'),
    vetoes: marked(() => [String], 'Findings that end the submission; null as marks are', 'vetoes'),
    total: marked(() => GraphQLDecimal, 'Total by the rubric, points; null as marks are', 'total'),
    comment: marked(() => String, 'In words; null as marks are', 'comment'),
    reminder: made<Review & { today: string }>(
      () => reminder.type,
      'How near its day is, as long as it is not in; empty when it is not near',
      ['state', 'dueOn'],
      (review, _) => reminderOf(review, review.today),
      { nullable: true, asks: () => ({ today: { sql: '(select domain_today()::text)' } }) },
    ),
    substitute: one(() => Review, 'The review that has taken its place'),
    original: made<Review & { filed?: Original | null }>(
      () => Original,
      'Whose submission it is; to its expert only once an officer has shown it',
      ['revealedAt'],
      ({ revealedAt, filed }, { actor }) => (actor.role !== 'EXPERT' || revealedAt ? (filed ?? null) : null),
      { nullable: true, asks: (): Expressions => ({ filed: { sql: filed } }), when: ({ revealedAt }) => Boolean(revealedAt) },
    ),
    paper: one(() => ReviewPaper, 'What the expert reads'),
    submission: one(() => Submission, 'What is marked; hidden from experts'),
    expert: one(() => Expert, 'Who marks'),
    call: one(() => Call, 'The call'),
  }),
  HavingFiles(ReviewPaper),
  Edges(ReviewPaper, {
    call: one(() => Call, 'The call'),
    expert: one(() => Expert, 'Who reads it'),
  }),
  Edges(Conflict, {
    expert: one(() => Expert, 'The expert'),
    provider: one(() => Provider, 'The provider'),
  }),
  Edges(ReviewResult, { submission }),
];
