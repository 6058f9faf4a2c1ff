import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { Reported } from '../../kernel/reporting.ts';
import { GraphQLDay } from '../../kernel/scalars.ts';
import { RegisterEntry } from '../register/entity.ts';
import { coverageOn, coverageReading, monthsOf } from './coverage.ts';
import { gapListOn, kindsOn, standingOf, whyCountedOn } from './gap.ts';
import { Coverage, coverageBy, EntryStanding, EvidenceOfKind, GapList, gapReasonEnum, MonthOfCoverage, WhyCounted } from './values.ts';

const day = { nullable: true, description: 'The day; today when left out' } as const;
const ofDistrict = { nullable: true, description: 'Only this district' } as const;

@Resolver()
class FigureResolver {
  @Reported(coverageReading)
  @Query(() => Coverage, { description: 'How many enterprises of the register count as transformed on a day' })
  coverage(
    @Arg('at', () => GraphQLDay, day) at: string | undefined,
    @Arg('by', () => coverageBy.type, { nullable: true, description: 'Parts to answer with' }) by: string | undefined,
    @Arg('bridgeFrom', () => GraphQLDay, { nullable: true, description: 'The earlier day of a bridge' }) bridgeFrom: string | undefined,
    @Arg('district', () => String, ofDistrict) district: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Coverage> {
    return coverageOn(ctx, { at, by, bridgeFrom, district });
  }

  @Query(() => [MonthOfCoverage], { description: 'The figure at the end of every month of a year, and what changed in each' })
  monthlyBridge(@Arg('year', () => Int, { description: 'The year' }) year: number, @Ctx() ctx: Context): Promise<MonthOfCoverage[]> {
    return monthsOf(ctx, year);
  }

  @Query(() => [EvidenceOfKind], { description: 'Evidence by kind on a day, and how many enterprises count by it' })
  evidenceByKind(@Arg('at', () => GraphQLDay, day) at: string | undefined, @Ctx() ctx: Context): Promise<EvidenceOfKind[]> {
    return kindsOn(ctx, at);
  }

  @Query(() => GapList, { description: 'Who of the register does not count on a day, and why' })
  gapList(
    @Arg('at', () => GraphQLDay, day) at: string | undefined,
    @Arg('district', () => String, ofDistrict) district: string | undefined,
    @Arg('reason', () => gapReasonEnum.type, { nullable: true, description: 'Only for this reason' }) reason: string | undefined,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many: 1 to 100' }) first: number,
    @Arg('offset', () => Int, { defaultValue: 0, description: 'How many to skip' }) offset: number,
    @Ctx() ctx: Context,
  ): Promise<GapList> {
    return gapListOn(ctx, { at, district, reason, first, offset });
  }

  @Query(() => WhyCounted, { description: 'Why an enterprise counts on a day, or why it does not' })
  whyCounted(
    @Arg('enterpriseId', () => ID, { description: 'The enterprise' }) enterpriseId: string,
    @Arg('at', () => GraphQLDay, day) at: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<WhyCounted> {
    return whyCountedOn(ctx, enterpriseId, at);
  }
}

@Resolver(() => RegisterEntry)
class EntryStandingResolver {
  @FieldResolver(() => EntryStanding, { description: 'Whether it counts on a day, and if not, why' })
  async standing(
    @Root() entry: RegisterEntry,
    @Arg('at', () => GraphQLDay, day) at: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<EntryStanding> {
    return standingOf(ctx, entry, at ?? (await ctx.today()));
  }
}

export const figureResolvers = [FigureResolver, EntryStandingResolver] as const;
