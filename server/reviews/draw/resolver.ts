import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Call } from '../../calls/entity.ts';
import type { Context } from '../../kernel/context.ts';
import { Edges, made, one } from '../../kernel/edges.ts';
import { enumOf } from '../../kernel/fields.ts';
import { GraphQLDay } from '../../kernel/scalars.ts';
import { Expert } from '../../people/expert/entity.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { Review } from '../review/entity.ts';
import { substituteReview, substitutesFor } from '../service.ts';
import { ExpertDraw } from './entity.ts';
import { shortage } from './model.ts';
import { type Protocol, wholeOf } from './protocol.ts';
import { drawExperts, repeatDraw } from './service.ts';

const shortageReason = enumOf(
  'ShortageReason',
  shortage,
  'Why places stay empty: too few know the field, too many are tied, or those who could have too much already',
);
const planChange = enumOf('PlanChange', ['KEPT', 'ADDED', 'DROPPED'], 'What a new plan does to the one that stands');

@ObjectType({ description: 'One review of a draw' })
class DrawnReview {
  @Field(() => ID, { description: 'The submission' }) submissionId!: string;
  @Field(() => ID, { description: 'The expert' }) expertId!: string;
  @Field(() => Int, { description: 'How well the expert knows the field: 1 a further scenario, 3 the main one, one more for the industry' })
  fit!: number;
  @Field(() => planChange.type, { description: 'Whether the plan that stands has it, and whether this one does' }) change!: string;
}
@ObjectType({ description: 'A submission for which there are too few experts, and why' })
class DrawShortage {
  @Field(() => ID, { description: 'The submission' }) submissionId!: string;
  @Field(() => Int, { description: 'How many experts are missing' }) places!: number;
  @Field(() => shortageReason.type, { description: 'Why' }) why!: string;
  @Field(() => Int, { description: 'Experts drawn who know the field and have not had it' }) known!: number;
  @Field(() => Int, { description: 'How many of those have no conflict of interest' }) free!: number;
  @Field(() => Int, { description: 'How many of those are below their caps' }) room!: number;
}
@ObjectType({ description: 'How much an expert has to do in a call after a draw' })
class DrawLoad {
  @Field(() => ID, { description: 'The expert' }) expertId!: string;
  @Field(() => Int, { description: 'Place in the order of lots, from 1' }) place!: number;
  @Field(() => Int, { description: 'Reviews in this call' }) reviews!: number;
  @Field(() => Int, { description: 'Most reviews in a call' }) most!: number;
}
@ObjectType({ description: 'What a draw comes to: the same seed gives the same again' })
class DrawPlan {
  @Field(() => String, { description: 'The seed it was drawn with' }) seed!: string;
  @Field(() => Int, { description: 'Experts wanted for each submission' }) perItem!: number;
  @Field(() => Boolean, { description: 'Whether nothing was written' }) dryRun!: boolean;
  @Field(() => ID, { nullable: true, description: 'The draw as it is kept; empty for a dry run' }) drawId?: string | null;
  @Field(() => [DrawnReview], { description: 'Who reviews what, and what the plan that stands has and this one has not' })
  reviews!: DrawnReview[];
  @Field(() => [DrawShortage], { description: 'Where experts are missing' }) short!: DrawShortage[];
  @Field(() => [DrawLoad], { description: 'Who was drawn, and how much each has to do' }) loads!: DrawLoad[];
  @Field(() => [ID], { description: 'Submissions that two of one employer review, because there is no other way' }) doubled!: string[];
}
@ObjectType({ description: 'What comes of drawing again from a protocol' })
class RepeatedDraw {
  @Field(() => Boolean, { description: 'Whether the same has come out' }) same!: boolean;
  @Field(() => String, { description: 'SHA-256 of the protocol of the repetition' }) digest!: string;
}
@ObjectType({ description: 'An expert who can take the place of one who has given a review back' })
class SubstituteExpert {
  @Field(() => ID, { description: 'The expert' }) expertId!: string;
  @Field(() => Int, { description: 'How well the expert knows the field, 1 to 4' }) fit!: number;
  @Field(() => Int, { description: 'Reviews in this call' }) load!: number;
  @Field(() => Int, { description: 'Most reviews in a call' }) most!: number;
}

/** What experts have to do once a plan is released. */
function loadsOf({ pool, outcome }: Protocol): DrawLoad[] {
  const place = new Map(outcome.panelists.map((number, at) => [number, at + 1]));
  return pool
    .flatMap(({ id, number, load, most }) => {
      const reviews = load + outcome.assignments.filter(({ expert }) => expert === id).length;
      return place.has(number) ? [{ expertId: id, place: place.get(number)!, reviews, most }] : [];
    })
    .sort((a, b) => a.place - b.place);
}

/** What a plan assigns, beside what the plan that stands has. */
function reviewsOf({ outcome }: Protocol, before?: Protocol): DrawnReview[] {
  const key = ({ item, expert }: { item: string; expert: string }) => `${item} ${expert}`;
  const stood = new Set(before?.outcome.assignments.map(key));
  const stands = new Set(outcome.assignments.map(key));
  const as = (change: string) => (it: { item: string; expert: string; fit: number }) => ({
    submissionId: it.item,
    expertId: it.expert,
    fit: it.fit,
    change,
  });
  return [
    ...outcome.assignments.map(it => as(stood.has(key(it)) ? 'KEPT' : 'ADDED')(it)),
    ...(before?.outcome.assignments ?? []).filter(it => !stands.has(key(it))).map(as('DROPPED')),
  ];
}

const shortOf = ({ outcome }: Protocol): DrawShortage[] => outcome.short.map(({ item, ...rest }) => ({ submissionId: item, ...rest }));

@Resolver(() => ExpertDraw)
class DrawResolver {
  @Mutation(() => DrawPlan, {
    description:
      'Draws experts by lot for every admitted submission of a call that lacks some, and assigns them; a dry run changes nothing, and nobody hears of a plan before it is released',
  })
  async drawExperts(
    @Arg('callId', () => ID, { description: 'The call' }) callId: string,
    @Arg('seed', () => String, { description: 'Decides the lot; the same seed draws the same' }) seed: string,
    @Arg('perItem', () => Int, { description: 'Experts for each submission, 1 to 25' }) perItem: number,
    @Arg('dryRun', () => Boolean, { defaultValue: true, description: 'Only show the plan' }) dryRun: boolean,
    @Arg('panel', () => Int, { nullable: true, description: 'How many experts are drawn; all of the pool when left out' })
    panel: number | undefined,
    @Arg('dueOn', () => GraphQLDay, { nullable: true, description: 'Day by which the reviews are due' }) dueOn: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<DrawPlan> {
    const { protocol, before, draw } = await drawExperts(ctx, callId, { seed, perItem, panel, dueOn, dryRun });
    return {
      ...{ seed, perItem, dryRun, drawId: draw?.id ?? null },
      ...{ reviews: reviewsOf(protocol, before?.protocol), short: shortOf(protocol), loads: loadsOf(protocol) },
      doubled: protocol.outcome.doubled,
    };
  }

  @Query(() => RepeatedDraw, { description: 'Draws again from the protocol of a draw, and says whether the same comes out' })
  repeatDraw(@Arg('id', () => ID, { description: 'The draw' }) id: string, @Ctx() ctx: Context): Promise<RepeatedDraw> {
    return repeatDraw(ctx, id);
  }

  @Query(() => [SubstituteExpert], { description: 'Who can take the place of an expert who has given a review back, the next one first' })
  substitutes(
    @Arg('reviewId', () => ID, { description: 'The review' }) reviewId: string,
    @Ctx() ctx: Context,
  ): Promise<SubstituteExpert[]> {
    return substitutesFor(ctx, reviewId);
  }

  @Mutation(() => Review, { description: 'Puts the next expert, or one by name, in the place of one who has given a review back' })
  substituteReview(
    @Arg('id', () => ID, { description: 'The review that was given back' }) id: string,
    @Arg('expertId', () => ID, { nullable: true, description: 'The expert; the one proposed first when left out' }) expertId:
      | string
      | undefined,
    @Ctx() ctx: Context,
  ): Promise<Review> {
    return substituteReview(ctx, id, expertId);
  }
}

const submission = one(() => Submission, 'The submission');
const expert = one(() => Expert, 'The expert');
type Kept = Pick<ExpertDraw, 'protocol'>;

export const drawResolvers = [
  DrawResolver,
  Edges(DrawnReview, { submission, expert }),
  Edges(DrawShortage, { submission }),
  Edges(DrawLoad, { expert }),
  Edges(SubstituteExpert, { expert }),
  Edges(ExpertDraw, {
    call: one(() => Call, 'The call'),
    reviews: made<Kept>(
      () => [DrawnReview],
      'Who reviews what',
      ['protocol'],
      ({ protocol }) => reviewsOf(wholeOf(protocol), wholeOf(protocol)),
    ),
    loads: made<Kept>(
      () => [DrawLoad],
      'Who was drawn, and how much each has to do',
      ['protocol'],
      ({ protocol }) => loadsOf(wholeOf(protocol)),
    ),
    protocolText: made<Kept>(
      () => String,
      'The whole protocol as JSON: with it anybody can draw again',
      ['protocol'],
      ({ protocol }) => JSON.stringify(protocol),
    ),
  }),
];
