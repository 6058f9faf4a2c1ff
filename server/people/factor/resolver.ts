import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { User } from '../user/entity.ts';
import { confirmFactor, enrolFactor, newRecoveryCodes, resetFactor } from './service.ts';

@ObjectType({ description: 'A secret to share with an app on a telephone. Shown once; in force when its first code is confirmed.' })
class NewFactor {
  @Field(() => String, { description: 'To type into the app by hand, in base32' }) secret!: string;
  @Field(() => String, { description: 'The same as an otpauth address, to be shown as a QR code' }) uri!: string;
}

@Resolver()
export class FactorResolver {
  @Mutation(() => NewFactor, {
    description: 'Begins a second factor: one-time codes (TOTP). The one in force stays until the new one is confirmed',
  })
  enrolFactor(@Ctx() ctx: Context): Promise<NewFactor> {
    return enrolFactor(ctx);
  }

  @Mutation(() => [String], {
    description: 'Puts the new second factor in force with its first code; answers with ten recovery codes, shown once',
  })
  confirmFactor(
    @Arg('code', () => String, { description: 'The six figures of the app' }) code: string,
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    return confirmFactor(ctx, code);
  }

  @Mutation(() => [String], { description: 'Ten new recovery codes, shown once; all earlier ones end' })
  newRecoveryCodes(@Ctx() ctx: Context): Promise<string[]> {
    return newRecoveryCodes(ctx);
  }

  @Mutation(() => User, { description: 'Takes a lost second factor away from an account; its sessions end, and its owner enrols anew' })
  resetFactor(
    @Arg('userId', () => ID, { description: 'The account' }) userId: string,
    @Arg('reason', () => String, { description: 'Why; kept in the history of the account' }) reason: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return resetFactor(ctx, userId, reason);
  }
}
