import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Assessment } from '../assessments/assessment/entity.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, one } from '../kernel/edges.ts';
import { Enterprise } from '../people/enterprise/entity.ts';
import { Conversion } from '../trials/conversion/entity.ts';
import { Evidence } from './evidence/entity.ts';
import { Register, RegisterEntry } from './register/entity.ts';
import { CoverageRule } from './rule/entity.ts';
import { CoverageSnapshot } from './snapshot/entity.ts';
import { freeze } from './snapshot/service.ts';

@Resolver(() => CoverageSnapshot)
class CoverageSnapshotResolver {
  @Mutation(() => CoverageSnapshot, {
    description: 'Freezes the figure of a month that is over; a month frozen before is stated again, with a reason',
  })
  freezeSnapshot(
    @Arg('month', () => String, { description: 'The month, such as 2024-06' }) month: string,
    @Arg('reason', () => String, { nullable: true, description: 'Why it is stated again' }) reason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<CoverageSnapshot> {
    return freeze(ctx, month, reason);
  }
}

export const edgeResolvers = [
  Edges(RegisterEntry, {
    register: one(() => Register, 'The version of the register'),
    enterprise: one(() => Enterprise, 'The enterprise as it is today'),
  }),
  Edges(Evidence, {
    enterprise: one(() => Enterprise, 'The enterprise as it is today'),
    conversion: one(() => Conversion, 'The purchase it comes from'),
    assessment: one(() => Assessment, 'The judgement on the spot it comes from'),
  }),
  CoverageSnapshotResolver,
  Edges(CoverageSnapshot, {
    register: one(() => Register, 'The version of the register it was made of'),
    rule: one(() => CoverageRule, 'The version of the rule it was made by'),
  }),
] as const;
