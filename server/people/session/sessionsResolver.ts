import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { type Role, staff } from '../../../schema/roles.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { GraphQLInstant } from '../../kernel/scalars.ts';
import { User } from '../user/entity.ts';
import { obliged } from './confinement.ts';
import { endOne, endSessions } from './session.ts';
import { signInSettings } from './settings.ts';
import { unlockUser } from './signIn.ts';

@ObjectType({ description: 'A browser that is signed in' })
class OpenSession {
  @Field(() => ID, { description: 'To end it by' }) id!: string;
  @Field(() => Boolean, { description: 'Whether it is the one that asks' }) current!: boolean;
  @Field(() => String, { nullable: true, description: 'Address it was opened from' }) ip?: string | null;
  @Field(() => String, { nullable: true, description: 'What the browser calls itself' }) userAgent?: string | null;
  @Field(() => GraphQLInstant, { description: 'When it was opened' }) createdAt!: Date;
  @Field(() => GraphQLInstant, { description: 'When it last asked for something' }) seenAt!: Date;
  @Field(() => GraphQLInstant, { description: 'When it ends whatever is done' }) expiresAt!: Date;
}

@ObjectType({ description: 'How your account is kept' })
class MySecurity {
  @Field(() => Boolean, { description: 'Whether there is a second factor' }) factor!: boolean;
  @Field(() => Boolean, { description: 'Whether your role has to have one' }) factorObliged!: boolean;
  @Field(() => GraphQLInstant, { nullable: true, description: 'Since when it is in force' }) factorSince?: Date | null;
  @Field(() => Int, { description: 'Recovery codes that are left' }) recoveryCodesLeft!: number;
  @Field(() => GraphQLInstant, { nullable: true, description: 'When the password was set; empty when there is none' })
  passwordChangedAt?: Date | null;
  @Field(() => GraphQLInstant, { nullable: true, description: 'When it has to be changed; empty for never' })
  passwordExpiresAt?: Date | null;
}

const day = 86_400_000;
/** Those who may look after the sessions of others. */
const keepers: readonly Role[] = ['SYSTEM_ADMIN', 'SECURITY_ADMIN'];

@Resolver()
export class SessionsResolver {
  @Query(() => MySecurity, { description: 'How your account is kept: second factor, recovery codes, password' })
  async mySecurity(@Ctx() ctx: Context): Promise<MySecurity> {
    const [row] = await ctx.query(
      `select u.role, f.sealed is not null as factor, f.confirmed_at, case when u.password_hash is not null then u.password_changed_at end as changed,
              (select count(*) from recovery_code r where r.user_id = u.id) as codes
       from inside.account u left join factor f on f.user_id = u.id where u.id = $1`,
      [ctx.actor.id],
    );
    const { passwordDays } = signInSettings();
    const expires = row!['changed'] && passwordDays > 0 && staff.includes(ctx.actor.role);
    return {
      factor: row!['factor'],
      factorObliged: obliged.includes(ctx.actor.role),
      factorSince: row!['factor'] ? row!['confirmed_at'] : null,
      recoveryCodesLeft: row!['codes'],
      passwordChangedAt: row!['changed'],
      passwordExpiresAt: expires ? new Date(row!['changed'].getTime() + passwordDays * day) : null,
    };
  }

  @Query(() => [OpenSession], { description: 'Where you are signed in, last seen first' })
  mySessions(@Ctx() ctx: Context): Promise<OpenSession[]> {
    return sessionsOf(ctx, ctx.actor.id);
  }

  @Query(() => [OpenSession], { description: 'Where an account is signed in, last seen first' })
  async sessionsOf(@Arg('userId', () => ID, { description: 'The account' }) userId: string, @Ctx() ctx: Context): Promise<OpenSession[]> {
    return sessionsOf(ctx, (await ctx.need(User, userId)).id);
  }

  @Mutation(() => Boolean, { description: 'Ends a session of yours, or of an account you look after; it is refused from then on' })
  async endSession(@Arg('id', () => ID, { description: 'The session' }) id: string, @Ctx() ctx: Context): Promise<boolean> {
    const [row] = await ctx.query<{ user_id: string }>('select user_id from session where id = $1', [id]);
    if (!row || (row.user_id !== ctx.actor.id && !keepers.includes(ctx.actor.role))) throw refuse('NOT_FOUND');
    const user = await ctx.db.findOneByOrFail(User, { id: row.user_id });
    return endOne(ctx, user, id);
  }

  @Mutation(() => User, { description: 'Opens an account that was locked because too many attempts to sign in had failed' })
  unlockUser(@Arg('userId', () => ID, { description: 'The account' }) userId: string, @Ctx() ctx: Context): Promise<User> {
    return unlockUser(ctx, userId);
  }

  @Mutation(() => Int, { description: 'Ends all your sessions but this one; answers with how many' })
  async endOtherSessions(@Ctx() ctx: Context): Promise<number> {
    const user = await ctx.db.findOneByOrFail(User, { id: ctx.actor.id });
    return endSessions(ctx, user.id, 'END_SESSION', ctx.request.sessionId);
  }
}

async function sessionsOf(ctx: Context, userId: string): Promise<OpenSession[]> {
  const rows = await ctx.query(
    `select id, token_hash = $2 as current, ip, user_agent, created_at, seen_at, expires_at
     from session, (select domain_now() as now) clock where user_id = $1 and expires_at > now and idle_at > now order by seen_at desc, id`,
    [userId, ctx.request.sessionId ?? ''],
  );
  return rows.map(row => ({
    id: row['id'],
    current: row['current'],
    ip: row['ip'],
    userAgent: row['user_agent'],
    createdAt: row['created_at'],
    seenAt: row['seen_at'],
    expiresAt: row['expires_at'],
  }));
}
