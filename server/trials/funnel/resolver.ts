import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { answerReport, Reported } from '../../kernel/reporting.ts';
import { GraphQLDay } from '../../kernel/scalars.ts';
import { FunnelMonth, funnelReport } from './report.ts';

const funnelReading = { report: funnelReport, arrange: (rows: FunnelMonth[]) => rows };

@Resolver()
class FunnelResolver {
  @Reported(funnelReading)
  @Query(() => [FunnelMonth], { description: 'How far the trials you may see have come, month by month' })
  trialFunnel(
    @Arg('from', () => GraphQLDay, { description: 'First day' }) from: string,
    @Arg('to', () => GraphQLDay, { description: 'Last day' }) to: string,
    @Ctx() ctx: Context,
  ): Promise<FunnelMonth[]> {
    return answerReport(ctx, funnelReading, { from, to });
  }
}

export const funnelResolvers = [FunnelResolver];
