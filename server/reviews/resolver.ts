import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Call } from '../calls/entity.ts';
import type { Expressions } from '../kernel/asking.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, made, one, type Reader } from '../kernel/edges.ts';
import { GraphQLDecimal } from '../kernel/scalars.ts';
import { Expert } from '../people/expert/entity.ts';
import { Provider } from '../people/provider/entity.ts';
import { Submission } from '../solutions/submission/entity.ts';
import { Conflict } from './conflict/entity.ts';
import { ReviewPaper } from './paper/entity.ts';
import { callResult, reviewResults } from './result/report.ts';
import { CallResult, ReviewResult } from './result/values.ts';
import { Mark, Review } from './review/entity.ts';
import { correctReview, saveMarks, submitReview } from './review/marking.ts';
import { allIn } from './review/phase.ts';
import { drawExperts } from './service.ts';

@ObjectType({ description: 'One review of a draw' })
class DrawnReview {
  @Field(() => ID, { description: 'The submission' }) submissionId!: string;
  @Field(() => ID, { description: 'The expert' }) expertId!: string;
}
@ObjectType({ description: 'A submission for which the field has too few free experts' })
class DrawShortage {
  @Field(() => ID, { description: 'The submission' }) submissionId!: string;
  @Field(() => Int, { description: 'How many experts are missing' }) places!: number;
}
@ObjectType({ description: 'How much an expert has to do in a call after a draw' })
class DrawLoad {
  @Field(() => ID, { description: 'The expert' }) expertId!: string;
  @Field(() => Int, { description: 'Reviews in this call' }) reviews!: number;
  @Field(() => Int, { description: 'Most reviews in a call' }) most!: number;
}
@ObjectType({ description: 'What a draw comes to: the same seed gives the same again' })
class DrawPlan {
  @Field(() => String, { description: 'The seed it was drawn with' }) seed!: string;
  @Field(() => Int, { description: 'Experts wanted for each submission' }) perItem!: number;
  @Field(() => Boolean, { description: 'Whether nothing was written' }) dryRun!: boolean;
  @Field(() => [DrawnReview], { description: 'Who reviews what' }) reviews!: DrawnReview[];
  @Field(() => [DrawShortage], { description: 'Where experts are missing' }) short!: DrawShortage[];
  @Field(() => [DrawLoad], { description: 'How much each expert has to do' }) loads!: DrawLoad[];
}

@Resolver(() => Review)
class ReviewResolver {
  @Mutation(() => DrawPlan, {
    description: 'Draws experts by lot for every admitted submission of a call that lacks some; a dry run changes nothing',
  })
  async drawExperts(
    @Arg('callId', () => ID, { description: 'The call' }) callId: string,
    @Arg('seed', () => String, { description: 'Decides the lot; the same seed draws the same' }) seed: string,
    @Arg('perItem', () => Int, { description: 'Experts for each submission, 1 to 25' }) perItem: number,
    @Arg('dryRun', () => Boolean, { defaultValue: true, description: 'Only show the plan' }) dryRun: boolean,
    @Ctx() ctx: Context,
  ): Promise<DrawPlan> {
    const { assignments, short, loads } = await drawExperts(ctx, callId, { seed, perItem, dryRun });
    return {
      ...{ seed, perItem, dryRun, loads },
      reviews: assignments.map(({ itemId, expertId }) => ({ submissionId: itemId, expertId })),
      short: short.map(({ itemId, places }) => ({ submissionId: itemId, places })),
    };
  }

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

/** Marks are the expert's own until all of the call are in. */
const mayKnow = ({ expertId, allIn }: Marked, { actor }: Reader): boolean =>
  actor.role === 'EXPERT' ? actor.expertId === expertId : allIn === true;
type Marked = Review & { allIn?: boolean };
const marked = (type: () => unknown, about: string, name: 'marks' | 'vetoes' | 'total' | 'comment') =>
  made<Marked>(type, about, ['expertId', name], (review, reader) => (mayKnow(review, reader) ? (review[name] ?? null) : null), {
    nullable: true,
    asks: ({ role }): Expressions => (role === 'EXPERT' ? {} : { allIn: { sql: allIn } }),
  });

/** The figures of draws and results lead to the records they speak of. */
const submission = one(() => Submission, 'The submission');
const expert = one(() => Expert, 'The expert');

export const reviewsResolvers = [
  ReviewResolver,
  Edges(Review, {
    marks: marked(() => [Mark], 'The marks; null to others than the expert until all of the call are in', 'marks'),
    vetoes: marked(() => [String], 'Findings that end the submission; null as marks are', 'vetoes'),
    total: marked(() => GraphQLDecimal, 'Total by the rubric, points; null as marks are', 'total'),
    comment: marked(() => String, 'In words; null as marks are', 'comment'),
    paper: one(() => ReviewPaper, 'What the expert reads'),
    submission: one(() => Submission, 'What is marked; hidden from experts'),
    expert: one(() => Expert, 'Who marks'),
    call: one(() => Call, 'The call'),
  }),
  Edges(ReviewPaper, {
    call: one(() => Call, 'The call'),
    expert: one(() => Expert, 'Who reads it'),
  }),
  Edges(Conflict, {
    expert: one(() => Expert, 'The expert'),
    provider: one(() => Provider, 'The provider'),
  }),
  Edges(DrawnReview, { submission, expert }),
  Edges(DrawShortage, { submission }),
  Edges(DrawLoad, { expert }),
  Edges(ReviewResult, { submission }),
];
