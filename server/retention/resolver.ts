import { Arg, Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { HavingHistory } from '../kernel/advancing.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, made } from '../kernel/edges.ts';
import { Updating } from '../kernel/editing.ts';
import { Listing } from '../kernel/listing.ts';
import { RetentionRule, RetentionRulePatch, RetentionRun } from './entity.ts';
import { blanksOf, countDue } from './erasing.ts';
import { keepings } from './rules.ts';
import { type Erasable, erasableEnum, erasePersonalData, runRetention, updateRule } from './service.ts';

@ObjectType({ description: 'What was erased on request' })
class Erased {
  @Field(() => [String], { description: 'Names of the fields that are empty now' }) fields!: string[];
}

@Resolver(() => RetentionRule)
class RetentionRuleResolver {
  @FieldResolver(() => [String], { description: 'The fields that are emptied; none when the records themselves go' })
  fields(@Root() { key }: RetentionRule, @Ctx() ctx: Context): string[] {
    const { entity, rows } = keepings[key]!;
    return rows ? [] : blanksOf(ctx.db.connection.getMetadata(entity)).map(({ field }) => field);
  }
  @FieldResolver(() => Int, { description: 'How many records a run would erase or empty now: nothing is done' })
  due(@Root() { key, keep }: RetentionRule, @Ctx() ctx: Context): Promise<number> {
    const keeping = keepings[key]!;
    return countDue(ctx, ctx.db.connection.getMetadata(keeping.entity), keeping, keep);
  }
}

@Resolver()
class RetentionResolver {
  @Mutation(() => RetentionRun, { description: 'Erases now what is kept no longer, as happens every day by itself' })
  runRetention(@Ctx() ctx: Context): Promise<RetentionRun> {
    return runRetention(ctx);
  }

  @Mutation(() => Erased, {
    description: 'Erases the personal data of one record on request, with their copies and what histories have kept',
  })
  async erasePersonalData(
    @Arg('type', () => erasableEnum.type, { description: 'The kind of record' }) type: Erasable,
    @Arg('id', () => ID, { description: 'The record' }) id: string,
    @Arg('reason', () => String, { description: 'Why; kept in the history of the record' }) reason: string,
    @Ctx() ctx: Context,
  ): Promise<Erased> {
    return { fields: await erasePersonalData(ctx, type, id, reason) };
  }
}

const kept = (type: () => unknown, about: string, name: 'entity' | 'least' | 'most') =>
  made<RetentionRule>(type, about, ['key'], ({ key }) => keepings[key]![name]);

export const retentionResolvers = [
  RetentionRuleResolver,
  Edges(RetentionRule, {
    type: kept(() => String, 'Kind of the records', 'entity'),
    least: kept(() => Int, 'The shortest time that can be set', 'least'),
    most: kept(() => Int, 'The longest time that can be set', 'most'),
  }),
  RetentionResolver,
  Listing(RetentionRule, { filter: ['key'], sort: ['key'] }),
  Updating(RetentionRule, RetentionRulePatch, updateRule),
  HavingHistory(RetentionRule),
  Listing(RetentionRun, { filter: ['createdAt', 'erased'], sort: ['createdAt', 'erased'] }),
  HavingHistory(RetentionRun),
];
