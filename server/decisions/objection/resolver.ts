import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Attachment } from '../../files/entity.ts';
import type { Context } from '../../kernel/context.ts';
import { Edges, made, one } from '../../kernel/edges.ts';
import { enumOf } from '../../kernel/fields.ts';
import { GraphQLDay, GraphQLInstant } from '../../kernel/scalars.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { Notice, NoticeEntry } from '../notice/entity.ts';
import { Objection, ObjectionInput } from './entity.ts';
import { fileObjection, type Progress, progressOf } from './filing.ts';
import { objectionLifecycle } from './lifecycle.ts';
import { type Colleague, colleaguesOf, handOver } from './service.ts';

const objectionState = enumOf('ObjectionState', objectionLifecycle.states, 'Where a record of Objection stands');

@ObjectType({ description: 'What one keeps after objecting' })
class ObjectionReceipt {
  @Field(() => String, { description: 'Receipt number: name it when asking' }) receiptNumber!: string;
  @Field(() => String, { description: 'Secret, told this once: with the receipt number it shows how the objection stands' })
  secret!: string;
  @Field(() => GraphQLInstant, { description: 'When it was filed, by the clock of the database' }) filedAt!: Date;
  @Field(() => GraphQLDay, { description: 'By when it is accepted or found inadmissible' }) acceptDueDay!: string;
  @Field(() => GraphQLDay, { description: 'By when it is to be answered' }) dueDay!: string;
}

@ObjectType({ description: 'How an objection stands, for whoever has its receipt' })
class ObjectionProgress {
  @Field(() => ID, { description: 'The objection' }) id!: string;
  @Field(() => String, { description: 'Receipt number' }) receiptNumber!: string;
  @Field(() => objectionState.type, { description: 'Where it stands' }) state!: string;
  @Field(() => GraphQLInstant, { description: 'When it was filed' }) filedAt!: Date;
  @Field(() => GraphQLDay, { nullable: true, description: 'By when it is accepted or found inadmissible' }) acceptDueDay!: string | null;
  @Field(() => GraphQLDay, { description: 'By when it is to be answered' }) dueDay!: string;
  @Field(() => String, { nullable: true, description: 'The answer with its reasons' }) answer!: string | null;
  @Field(() => GraphQLInstant, { nullable: true, description: 'When it was answered' }) answeredAt!: Date | null;
  @Field(() => String, { description: 'Title of the notice' }) notice!: string;
  @Field(() => Int, { description: 'Place of the entry in the notice' }) place!: number;
  @Field(() => String, { description: 'Product of the entry' }) product!: string;
}

@ObjectType({ description: 'An officer to whom work may be handed' })
class ObjectionHandler {
  @Field(() => ID, { description: 'The account' }) id!: string;
  @Field(() => String, { description: 'The name shown to colleagues' }) name!: string;
}

@Resolver(() => Objection)
class ObjectionResolver {
  @Mutation(() => ObjectionReceipt, {
    description: 'Objects to an entry of a notice while it stands, by name and with grounds; no sign-in needed',
  })
  async fileObjection(
    @Arg('input', () => ObjectionInput, { description: 'Who, against what, on which grounds' }) input: ObjectionInput,
    @Ctx() ctx: Context,
  ): Promise<ObjectionReceipt> {
    const { objection, secret } = await fileObjection(ctx, input);
    const { receiptNumber, createdAt: filedAt, acceptDueDay, dueDay } = objection;
    return { receiptNumber, secret, filedAt, acceptDueDay: acceptDueDay!, dueDay };
  }

  @Query(() => ObjectionProgress, {
    nullable: true,
    description: 'How an objection stands, by receipt number and secret; empty when they do not belong together. No sign-in needed',
  })
  objectionProgress(
    @Arg('receiptNumber', () => String, { description: 'The number on the receipt' }) receiptNumber: string,
    @Arg('secret', () => String, { description: 'The secret on the receipt' }) secret: string,
    @Ctx() ctx: Context,
  ): Promise<Progress | null> {
    return progressOf(ctx, receiptNumber, secret);
  }

  @Query(() => [ObjectionHandler], { description: 'The officers to whom an objection may be handed' })
  objectionHandlers(@Ctx() ctx: Context): Promise<Colleague[]> {
    return colleaguesOf(ctx);
  }

  @Mutation(() => Objection, { description: 'Hands an objection that is not answered yet to another officer' })
  handOverObjection(
    @Arg('id', () => ID, { description: 'The objection' }) id: string,
    @Arg('version', () => Int, { description: 'The version that was read' }) version: number,
    @Arg('toId', () => ID, { description: 'The account of the officer who deals with it from now on' }) toId: string,
    @Arg('note', () => String, { description: 'Why; kept in the history' }) note: string,
    @Ctx() ctx: Context,
  ): Promise<Objection> {
    return handOver(ctx, id, version, toId, note);
  }
}

type Clocked = Objection & { left?: number | null };
/** What runs: the term of accepting, then that of answering. */
const runs = ({ state, acceptDueDay, dueDay }: Objection): string | null =>
  state === 'FILED' ? (acceptDueDay ?? dueDay) : state === 'ACCEPTED' || state === 'PROPOSED' ? dueDay : null;
const left = `(select working_days_between(domain_today(), case own.state when 'FILED' then coalesce(own.acceptDueDay, own.dueDay) else own.dueDay end)
  where own.state in ('FILED', 'ACCEPTED', 'PROPOSED'))`;
const asks = () => ({ left: { sql: left } });
const when = (record: Objection) => runs(record) !== null;

export const objectionResolvers = [
  ObjectionResolver,
  Edges(Objection, {
    notice: one(() => Notice, 'The notice'),
    entry: one(() => NoticeEntry, 'The entry objected to'),
    file: one(() => Attachment, 'A file that proves it'),
    submission: one(() => Submission, 'What the entry stands for'),
    runsOut: made<Objection>(
      () => GraphQLDay,
      'The last day of the term that runs now: of accepting it, then of answering it; empty when it is answered',
      ['state', 'acceptDueDay', 'dueDay'],
      runs,
      { nullable: true },
    ),
    workingDaysLeft: made<Clocked>(
      () => Int,
      'Working days after today until that term is over; negative when it is overdue; empty when it is answered',
      ['state', 'acceptDueDay', 'dueDay'],
      record => record.left ?? null,
      { nullable: true, asks, when },
    ),
  }),
];
