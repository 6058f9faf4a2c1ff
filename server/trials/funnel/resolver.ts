import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { Reported, rowsOf } from '../../kernel/reporting.ts';
import { GraphQLDay } from '../../kernel/scalars.ts';
import { FunnelMonth, funnelReport } from './report.ts';

@Resolver()
class FunnelResolver {
  @Reported({ report: funnelReport, flat: {} })
  @Query(() => [FunnelMonth], { description: 'How far the trials you may see have come, month by month' })
  trialFunnel(
    @Arg('from', () => GraphQLDay, { description: 'First day' }) from: string,
    @Arg('to', () => GraphQLDay, { description: 'Last day' }) to: string,
    @Ctx() ctx: Context,
  ): Promise<FunnelMonth[]> {
    return rowsOf(ctx, funnelReport, { from, to });
  }
}

export const funnelResolvers = [FunnelResolver];
