import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../kernel/context.ts';
import { Enterprise } from '../people/enterprise/entity.ts';
import { Conversion } from '../trials/conversion/entity.ts';
import { Evidence } from './evidence/entity.ts';
import { Register, RegisterEntry } from './register/entity.ts';
import { CoverageRule } from './rule/entity.ts';
import { CoverageSnapshot } from './snapshot/entity.ts';
import { freeze } from './snapshot/service.ts';

@Resolver(() => RegisterEntry)
class RegisterEntryResolver {
  @FieldResolver(() => Register, { nullable: true, description: 'The version of the register' })
  register(@Root() entry: RegisterEntry, @Ctx() ctx: Context): Promise<Register | null> {
    return ctx.load(Register, entry.registerId);
  }
  @FieldResolver(() => Enterprise, { nullable: true, description: 'The enterprise as it is today' })
  enterprise(@Root() entry: RegisterEntry, @Ctx() ctx: Context): Promise<Enterprise | null> {
    return ctx.load(Enterprise, entry.enterpriseId);
  }
}

@Resolver(() => Evidence)
class EvidenceResolver {
  @FieldResolver(() => Enterprise, { nullable: true, description: 'The enterprise as it is today' })
  enterprise(@Root() evidence: Evidence, @Ctx() ctx: Context): Promise<Enterprise | null> {
    return ctx.load(Enterprise, evidence.enterpriseId);
  }
  @FieldResolver(() => Conversion, { nullable: true, description: 'The purchase it comes from' })
  conversion(@Root() evidence: Evidence, @Ctx() ctx: Context): Promise<Conversion | null> {
    return ctx.load(Conversion, evidence.conversionId);
  }
}

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
  @FieldResolver(() => Register, { nullable: true, description: 'The version of the register it was made of' })
  register(@Root() snapshot: CoverageSnapshot, @Ctx() ctx: Context): Promise<Register | null> {
    return ctx.load(Register, snapshot.registerId);
  }
  @FieldResolver(() => CoverageRule, { nullable: true, description: 'The version of the rule it was made by' })
  rule(@Root() snapshot: CoverageSnapshot, @Ctx() ctx: Context): Promise<CoverageRule | null> {
    return ctx.load(CoverageRule, snapshot.ruleId);
  }
}

export const edgeResolvers = [RegisterEntryResolver, EvidenceResolver, CoverageSnapshotResolver] as const;
