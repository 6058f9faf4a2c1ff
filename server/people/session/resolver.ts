import { Arg, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { version } from '../../config.ts';
import type { Context } from '../../kernel/context.ts';
import { callersOf, mayCall } from '../../kernel/guard.ts';
import { roleEnum } from '../../kernel/journal.ts';
import type { Actor } from '../../kernel/policy.ts';
import { GraphQLDay, GraphQLInstant } from '../../kernel/scalars.ts';
import { Enterprise } from '../enterprise/entity.ts';
import { demoSecret } from '../factor/demo.ts';
import { codeAt } from '../factor/totp.ts';
import { Provider } from '../provider/entity.ts';
import { askRecovery, changePassword, setPassword } from './passwords.ts';
import { signOut } from './session.ts';
import { signIn, stepUp } from './signIn.ts';

@ObjectType({ description: 'Who you are here, and what you may ask for' })
export class Me {
  @Field(() => ID, { description: 'The account' }) id!: string;
  @Field(() => String, { description: 'The name shown to colleagues' }) name!: string;
  @Field(() => roleEnum.type, { description: 'What you act as' }) role!: string;
  @Field(() => String, { nullable: true, description: 'Code of the district you work for' }) district?: string | null;
  @Field(() => ID, { nullable: true, description: 'The provider you act for' }) providerId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The enterprise you act for' }) enterpriseId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The expert you are' }) expertId?: string | null;
  @Field(() => Boolean, { description: 'Whether you manage the accounts of your organisation' }) manager!: boolean;
  @Field(() => Boolean, { description: 'Whether the password must be changed before anything else' }) mustChangePassword!: boolean;
  @Field(() => Boolean, { description: 'Whether a second factor must be enrolled before anything else' }) mustEnrolFactor!: boolean;
  @Field(() => Boolean, {
    description: 'Whether the second factor must be shown by `stepUp` before anything else: after a single sign-on with one factor',
  })
  mustProve!: boolean;
  actor!: Actor;
}

@ObjectType({ description: 'What runs here' })
export class About {
  @Field(() => String, { description: 'Version of the product' }) version!: string;
  @Field(() => Boolean, { description: 'Whether the data are made up, for demonstration' }) demo!: boolean;
  @Field(() => GraphQLInstant, { description: 'Now, by the clock of the database' }) now!: Date;
  @Field(() => GraphQLDay, { description: 'Today in Asia/Shanghai' }) today!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The one-time code of the demonstration accounts now; empty unless the data are made up',
  })
  demoCode?: string | null;
}

/** What one is told of oneself. */
export const meOf = (actor: Actor): Me => ({
  id: actor.id,
  name: actor.name,
  role: actor.role,
  district: actor.district ?? null,
  providerId: actor.providerId ?? null,
  enterpriseId: actor.enterpriseId ?? null,
  expertId: actor.expertId ?? null,
  manager: actor.manager ?? false,
  mustChangePassword: actor.confinedBy === 'PASSWORD_EXPIRED',
  mustEnrolFactor: actor.confinedBy === 'FACTOR_MISSING',
  mustProve: actor.confinedBy === 'FACTOR_DUE',
  actor,
});

@Resolver(() => Me)
export class SignInResolver {
  @Query(() => Me, { nullable: true, description: 'Who is signed in; null when nobody is' })
  me(@Ctx() ctx: Context): Me | null {
    return ctx.actor.role === 'PUBLIC' ? null : meOf(ctx.actor);
  }

  @Query(() => About, { description: 'What runs here, and what time it is' })
  async about(@Ctx() ctx: Context): Promise<About> {
    const [row] = await ctx.query<{ demo: boolean }>(`select exists (select from setting where key = 'demo') as demo`);
    const now = await ctx.now();
    return { version, demo: row!.demo, now, today: await ctx.today(), demoCode: row!.demo ? codeAt(demoSecret, now) : null };
  }

  @Mutation(() => Me, {
    description:
      'Signs in and sets the session cookie; INVALID_CREDENTIALS whatever was wrong, MFA_REQUIRED when the password was right and a code is needed',
  })
  async signIn(
    @Arg('login', () => String, { description: 'Name of the account' }) login: string,
    @Arg('password', () => String, { description: 'Its password' }) password: string,
    @Arg('code', () => String, { nullable: true, description: 'The six figures of the app on the telephone, or a recovery code' })
    code: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Me> {
    return meOf(await signIn(ctx, login, password, code));
  }

  @Mutation(() => Boolean, {
    description: 'Proves that it is you: what needs it is open for 10 minutes. A code, or the password where there is no second factor',
  })
  stepUp(
    @Arg('code', () => String, { description: 'The code, a recovery code, or the password of an account without a second factor' })
    code: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return stepUp(ctx, code);
  }

  @Mutation(() => Boolean, { description: 'Ends this session; false when there was none' })
  signOut(@Ctx() ctx: Context): Promise<boolean> {
    return signOut(ctx);
  }

  @Mutation(() => Boolean, { description: 'Changes your password; your other sessions end' })
  changePassword(
    @Arg('current', () => String, { description: 'The password so far' }) current: string,
    @Arg('next', () => String, { description: 'The new one: at least 12 characters for the bureau and districts, 10 for others' })
    next: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return changePassword(ctx, current, next);
  }

  @Mutation(() => Boolean, { description: 'Sets a password with the token of a set-up link, which works once; TOKEN_INVALID otherwise' })
  setPassword(
    @Arg('token', () => String, { description: 'Token of the link' }) token: string,
    @Arg('password', () => String, { description: 'The new password: at least 12 characters for the bureau and districts, 10 for others' })
    password: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return setPassword(ctx, token, password);
  }

  @Mutation(() => Boolean, {
    description:
      'Says that the password of an account is lost: an administrator gives a link. The answer is the same for names that nobody has',
  })
  askRecovery(@Arg('login', () => String, { description: 'Name of the account' }) login: string, @Ctx() ctx: Context): Promise<boolean> {
    return askRecovery(ctx, login);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Name of the organisation you act for' })
  async organisationName(@Root() { actor }: Me, @Ctx() ctx: Context): Promise<string | null> {
    const organisation = await ctx
      .as(actor)
      .reading<Provider | Enterprise | null>(own =>
        actor.providerId ? own.load(Provider, actor.providerId) : own.load(Enterprise, actor.enterpriseId),
      );
    return organisation?.name ?? null;
  }

  @FieldResolver(() => [String], { description: 'The operations you may call: menus and buttons are made from them' })
  may(@Root() { actor }: Me): string[] {
    return [...allOperations()].filter(operation => mayCall(actor, operation)).sort();
  }
}

let operations: readonly string[] = [];
/** Named by the schema once it is made, since it knows them all. */
export const installOperations = (names: readonly string[]): void => void (operations = names);
const allOperations = () => operations.filter(name => callersOf(name).length > 0);
