import { Arg, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../kernel/context.ts';
import { Edges, many, one } from '../kernel/edges.ts';
import { Value } from '../kernel/fields.ts';
import { GraphQLDay, GraphQLDecimal } from '../kernel/scalars.ts';
import { Enterprise } from '../people/enterprise/entity.ts';
import { Trial } from '../trials/trial/entity.ts';
import { Assessment, AssessmentAnswer, ScenarioLevel } from './assessment/entity.ts';
import { ownScheme, resultOf } from './assessment/service.ts';
import { judge, pointsOf } from './judging.ts';
import { DistrictMaturity, MaturityGain, maturityByDistrict, maturityGain } from './report.ts';
import { AssessmentScheme } from './scheme/entity.ts';
import { schemeOn } from './scheme/service.ts';

@Value('What is wrong with an answer')
class AssessmentFault {
  @Field(() => String, { description: 'The question or scenario' }) at!: string;
  @Field(() => String, { description: 'Why, as a reason that has its words' }) reason!: string;
}
@Value('What a question is worth as it was answered')
class ItemPoints {
  @Field(() => String, { description: 'Code of the question' }) item!: string;
  @Field(() => GraphQLDecimal, { description: 'Points' }) points!: string;
}
@Value('What answers come to, before anything is kept')
class AssessmentResult {
  @Field(() => AssessmentScheme, { description: 'The version of the scheme that judges on that day' }) scheme!: AssessmentScheme;
  @Field(() => [ItemPoints], { description: 'Points of each question' }) items!: ItemPoints[];
  @Field(() => GraphQLDecimal, { description: 'Points of the digital basis, of 50' }) basisPoints!: string;
  @Field(() => GraphQLDecimal, { description: 'Points of digital management, of 30' }) managementPoints!: string;
  @Field(() => GraphQLDecimal, { description: 'Points of digital effect, of 20' }) effectPoints!: string;
  @Field(() => GraphQLDecimal, { description: 'All points, of 100' }) points!: string;
  @Field(() => Int, { description: 'The level reached, 0 when none is' }) level!: number;
  @Field(() => Int, { nullable: true, description: 'The next level; null at the highest' }) nextLevel?: number | null;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'Points that the next level still asks for' }) missingPoints?: string | null;
  @Field(() => Int, { nullable: true, description: 'Scenarios at that level that it still asks for' }) missingScenarios?: number | null;
  @Field(() => Int, { nullable: true, description: 'Constraint scenarios that it still asks for' }) missingConstraints?: number | null;
  @Field(() => [AssessmentFault], { description: 'All that is wrong or missing; what is wrong is worth nothing' })
  faults!: AssessmentFault[];
}

@Resolver()
class AssessingResolver {
  @Query(() => AssessmentResult, { description: 'Works out points, level and what the next level still asks for; keeps nothing' })
  async assess(
    @Arg('asOf', () => GraphQLDay, { description: 'The day it speaks of' }) asOf: string,
    @Arg('answers', () => [AssessmentAnswer], { description: 'What was answered' }) answers: AssessmentAnswer[],
    @Arg('scenarioLevels', () => [ScenarioLevel], { description: 'The levels of the scenarios' }) scenarioLevels: ScenarioLevel[],
    @Ctx() ctx: Context,
  ): Promise<AssessmentResult> {
    const scheme = await schemeOn(ctx, ownScheme, asOf);
    const judgement = judge(scheme, answers, scenarioLevels, true);
    const items = [...judgement.items].map(([item, points]) => ({ item, points: pointsOf(points) }));
    return { scheme, items, ...resultOf(judgement), faults: judgement.faults };
  }

  @Query(() => [DistrictMaturity], { description: 'How many enterprises of each district are at which level on a day' })
  maturityByDistrict(
    @Arg('at', () => GraphQLDay, { description: 'The day' }) at: string,
    @Ctx() ctx: Context,
  ): Promise<DistrictMaturity[]> {
    return maturityByDistrict(ctx, at);
  }

  @Query(() => MaturityGain, { description: 'What trials have changed in levels and points, by assessments before and after them' })
  maturityGain(
    @Arg('from', () => GraphQLDay, { description: 'First day of the second assessments' }) from: string,
    @Arg('to', () => GraphQLDay, { description: 'Last day of them' }) to: string,
    @Ctx() ctx: Context,
  ): Promise<MaturityGain> {
    return maturityGain(ctx, from, to);
  }
}

export const assessmentEdges = [
  AssessingResolver,
  Edges(Assessment, {
    enterprise: one(() => Enterprise, 'The enterprise as it is today'),
    scheme: one(() => AssessmentScheme, 'The version of the scheme it was judged by'),
    trial: one(() => Trial, 'The trial before or after which it was made'),
  }),
  Edges(Trial, {
    assessments: many(() => Assessment, 'Assessments before and after it', { of: 'trialId', sort: 'asOf' }),
  }),
];
