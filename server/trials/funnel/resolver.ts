import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { GraphQLDay } from '../../kernel/scalars.ts';
import { FunnelMonth, funnelReport } from './report.ts';

@Resolver()
class FunnelResolver {
  @Query(() => [FunnelMonth], { description: 'How far the trials you may see have come, month by month' })
  trialFunnel(
    @Arg('from', () => GraphQLDay, { description: 'First day' }) from: string,
    @Arg('to', () => GraphQLDay, { description: 'Last day' }) to: string,
    @Ctx() ctx: Context,
  ): Promise<FunnelMonth[]> {
    const { text, values } = funnelReport({ from, to }, ctx.actor);
    return ctx.query<FunnelMonth & Record<string, unknown>>(text, values);
  }
}

export const funnelResolvers = [FunnelResolver];
