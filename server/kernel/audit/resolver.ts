import { Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Expressions } from '../asking.ts';
import type { Context } from '../context.ts';
import { Edges, made } from '../edges.ts';
import { enumOf } from '../fields.ts';
import { Fact } from '../journal.ts';
import { GraphQLDay, GraphQLInstant } from '../scalars.ts';
import { type Anchor, anchorFolder, readAnchors } from './anchors.ts';
import { beginCheck } from './checking.ts';
import { AuditCheck, AuditHead } from './entity.ts';
import { type Fault, faultKinds, type Progress } from './verify.ts';

const faultKind = enumOf('AuditFaultKind', [...faultKinds], 'What is wrong with the audit trail');
const whyAnchored = enumOf('AuditAnchorReason', ['DAILY', 'ASKED', 'RESTORED'], 'Why an anchor was written');

@ObjectType({ description: 'What makes a fact a link of the chain' })
export class FactSeal {
  @Field(() => Int, { description: 'Number in the chain, without gaps' }) seq!: number;
  @Field(() => String, { description: 'Hash over the fact and the link before it' }) hash!: string;
  @Field(() => String, { description: 'Hash algorithm: SHA256 or SM3' }) algorithm!: string;
  @Field(() => GraphQLInstant, { description: 'When it was sealed, by the clock of the database' }) at!: Date;
}

@ObjectType({ description: 'The head of the chain on a day, kept outside the database' })
export class AuditAnchor {
  @Field(() => GraphQLDay, { description: 'Day in Asia/Shanghai' }) day!: string;
  @Field(() => whyAnchored.type, { description: 'Why it was written' }) why!: string;
  @Field(() => Int, { description: 'Number of the last link' }) seq!: number;
  @Field(() => String, { description: 'Its hash' }) hash!: string;
  @Field(() => String, { description: 'Hash algorithm' }) algorithm!: string;
}

@ObjectType({ description: 'Something wrong with the audit trail, and where' })
export class AuditFault {
  @Field(() => faultKind.type, { description: 'What is wrong' }) kind!: string;
  @Field(() => Int, { nullable: true, description: 'Number in the chain, or the first of several; for an anchor its line' }) seq?: number;
  @Field(() => Int, { nullable: true, description: 'The last of several, or the other of two' }) toSeq?: number;
  @Field(() => ID, { nullable: true, description: 'The fact' }) factId?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'Day of the anchor that tells' }) day?: string;
}

@ObjectType({ description: 'A verification of the whole chain' })
export class AuditVerification {
  @Field(() => ID, { description: 'Id' }) id!: string;
  @Field(() => String, { description: 'Who asked for it' }) startedBy!: string;
  @Field(() => GraphQLInstant, { description: 'When it began' }) startedAt!: Date;
  @Field(() => GraphQLInstant, { nullable: true, description: 'When it ended; empty while it is under way' }) endedAt?: Date | null;
  @Field(() => Int, { description: 'Number of the last link it covers' }) upTo!: number;
  @Field(() => Int, { description: 'How many links it has verified' }) checked!: number;
  @Field(() => Int, { description: 'How many faults it has found' }) faulty!: number;
  @Field(() => [AuditFault], { description: 'The first of the faults' }) faults!: Fault[];
}

@ObjectType({ description: 'The state of the audit trail: facts chained by hash' })
export class AuditChain {
  @Field(() => Int, { description: 'Number of the last link' }) seq!: number;
  @Field(() => String, { description: 'Its hash' }) hash!: string;
  @Field(() => String, { description: 'Hash algorithm of the next link' }) algorithm!: string;
  @Field(() => GraphQLInstant, { description: 'When the last link was sealed' }) sealedAt!: Date;
}

@Resolver(() => AuditChain)
export class AuditResolver {
  @Query(() => AuditChain, { description: 'Where the audit trail stands' })
  async auditChain(@Ctx() ctx: Context): Promise<AuditChain> {
    const { seq, hash, algorithm, at } = await ctx.db.findOneByOrFail(AuditHead, { id: 1 });
    return { seq: Number(seq), hash, algorithm, sealedAt: at };
  }

  @Mutation(() => AuditChain, { description: 'Has the whole chain verified in the background; one that is under way goes on' })
  async checkAuditChain(@Ctx() ctx: Context): Promise<AuditChain> {
    await beginCheck(ctx);
    return this.auditChain(ctx);
  }

  @FieldResolver(() => [AuditVerification], { description: 'The last verifications, the newest first' })
  async checks(@Ctx() ctx: Context): Promise<AuditVerification[]> {
    const found = await ctx.db.find(AuditCheck, { order: { startedAt: 'desc' }, take: 10 });
    return found.map(({ progress, upTo, ...check }) => {
      const { checked, faulty, faults } = progress as Progress;
      return { ...check, upTo: Number(upTo), checked, faulty, faults: faults.slice(0, 50) };
    });
  }

  @FieldResolver(() => [AuditAnchor], { description: 'The last anchors this server keeps outside the database, the newest first' })
  async anchors(): Promise<Anchor[]> {
    return (await readAnchors(anchorFolder())).anchors.slice(-10).reverse();
  }
}

/** What only auditors see of a fact. */
const forAuditors = (type: () => any, about: string, reads: keyof Fact & string, value: (fact: Fact) => unknown = fact => fact[reads]) =>
  made<Fact>(type, `${about}; shown to auditors`, [reads], (fact, { actor }) => (actor.role === 'AUDITOR' ? (value(fact) ?? null) : null), {
    nullable: true,
  });

const sealSql = `(select jsonb_build_object('seq', s.seq, 'hash', s.hash, 'algorithm', s.algorithm, 'at', s.at) from inside.seal s where s.fact_id = own.id)`;
type Sealed = Fact & { seal?: (Omit<FactSeal, 'at'> & { at: string }) | null };

export const traceEdges = Edges(Fact, {
  keyId: forAuditors(() => ID, 'The API key it was done with', 'keyId'),
  requestId: forAuditors(() => String, 'The request it was part of, as its answer named it', 'requestId'),
  ip: forAuditors(() => String, 'The network address it came from', 'ip'),
  onBehalfOf: forAuditors(() => ID, 'The organisation, expert or account the actor acted for', 'onBehalfOf'),
  operation: forAuditors(
    () => String,
    'Of a refusal: the operation that was refused',
    'details',
    ({ details }) => details['operation'],
  ),
  reason: forAuditors(
    () => String,
    'Of a refusal: why, finer than its code',
    'details',
    ({ details }) => details['reason'],
  ),
  seal: made<Sealed>(
    () => FactSeal,
    'Its place in the chain; shown to auditors',
    ['id'],
    ({ seal }) => (seal ? { ...seal, at: new Date(seal.at) } : null),
    {
      nullable: true,
      asks: ({ role }): Expressions => (role === 'AUDITOR' ? { seal: { sql: sealSql } } : {}),
    },
  ),
});
