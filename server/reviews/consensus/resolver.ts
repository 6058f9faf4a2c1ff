import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { Call } from '../../calls/entity.ts';
import type { Expressions } from '../../kernel/asking.ts';
import type { Context } from '../../kernel/context.ts';
import { Edges, made, one, type Reader } from '../../kernel/edges.ts';
import { GraphQLDecimal } from '../../kernel/scalars.ts';
import { Expert } from '../../people/expert/entity.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { Mark } from '../review/entity.ts';
import { allIn } from '../review/phase.ts';
import { ConsensusSheet } from './entity.ts';
import { appointChair, saveConsensus, settleConsensus } from './service.ts';

@Resolver(() => ConsensusSheet)
class ConsensusResolver {
  @Mutation(() => ConsensusSheet, { description: 'Has another expert of the submission write down what was agreed' })
  appointChair(
    @Arg('id', () => ID, { description: 'The sheet' }) id: string,
    @Arg('expertId', () => ID, { description: 'The expert' }) expertId: string,
    @Ctx() ctx: Context,
  ): Promise<ConsensusSheet> {
    return appointChair(ctx, id, expertId);
  }

  @Mutation(() => ConsensusSheet, { description: 'Keeps what was agreed so far; criteria may be missing' })
  saveConsensus(
    @Arg('id', () => ID, { description: 'The sheet' }) id: string,
    @Arg('version', () => Int, { description: 'The version that was read' }) version: number,
    @Arg('marks', () => [Mark], { description: 'A mark for each criterion' }) marks: Mark[],
    @Arg('comment', () => String, { nullable: true, description: 'In words' }) comment: string | undefined,
    @Arg('vetoes', () => [String], { nullable: true, description: 'Codes of findings that end it' }) vetoes: string[] | undefined,
    @Ctx() ctx: Context,
  ): Promise<ConsensusSheet> {
    return saveConsensus(ctx, id, version, { marks, vetoes, comment });
  }

  @Mutation(() => ConsensusSheet, { description: 'Settles what was agreed, for good; what each expert has marked stays as it is' })
  settleConsensus(
    @Arg('id', () => ID, { description: 'The sheet' }) id: string,
    @Arg('marks', () => [Mark], { description: 'A mark for each criterion' }) marks: Mark[],
    @Arg('comment', () => String, { nullable: true, description: 'In words' }) comment: string | undefined,
    @Arg('vetoes', () => [String], { nullable: true, description: 'Codes of findings that end it' }) vetoes: string[] | undefined,
    @Ctx() ctx: Context,
  ): Promise<ConsensusSheet> {
    return settleConsensus(ctx, id, { marks, vetoes, comment });
  }
}

type Agreed = ConsensusSheet & { allIn?: boolean };
/** What was agreed is its chair's until all marks of the call are in. */
const mayKnow = ({ chairId, allIn: known }: Agreed, { actor }: Reader): boolean =>
  actor.role === 'EXPERT' ? actor.expertId === chairId : known === true;
const agreed = (type: () => unknown, about: string, name: 'marks' | 'vetoes' | 'total' | 'comment') =>
  made<Agreed>(type, about, ['chairId', name], (sheet, reader) => (mayKnow(sheet, reader) ? (sheet[name] ?? null) : null), {
    nullable: true,
    asks: ({ role }): Expressions => (role === 'EXPERT' ? {} : { allIn: { sql: allIn } }),
  });

export const consensusResolvers = [
  ConsensusResolver,
  Edges(ConsensusSheet, {
    marks: agreed(() => [Mark], 'The marks; null to others than the chair until all of the call are in', 'marks'),
    vetoes: agreed(() => [String], 'Findings that end the submission; null as marks are', 'vetoes'),
    total: agreed(() => GraphQLDecimal, 'Total by the rubric, points; null as marks are', 'total'),
    comment: agreed(() => String, 'In words; null as marks are', 'comment'),
    chair: one(() => Expert, 'Who writes down what was agreed'),
    call: one(() => Call, 'The call'),
    submission: one(() => Submission, 'What is marked; hidden from experts'),
  }),
];
