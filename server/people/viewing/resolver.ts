import { Arg, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { roleEnum } from '../../kernel/journal.ts';
import { GraphQLInstant } from '../../kernel/scalars.ts';
import { Enterprise } from '../enterprise/entity.ts';
import { Me, meOf } from '../session/resolver.ts';
import { endViewAs, viewAs } from './service.ts';

@ObjectType({ description: 'That these are the screens of somebody else, looked at for support' })
class ViewingAs {
  @Field(() => String, { description: 'Who looks' }) name!: string;
  @Field(() => roleEnum.type, { description: 'As what' }) role!: string;
  @Field(() => String, { description: 'Why' }) reason!: string;
  @Field(() => GraphQLInstant, { description: 'When it ends by itself' }) endsAt!: Date;
}

@ObjectType({ description: 'An account of an enterprise, for those who give support' })
class EnterpriseAccount {
  @Field(() => ID, { description: 'The account' }) id!: string;
  @Field(() => String, { description: 'The name shown to colleagues' }) name!: string;
}

const supporters = ['OFFICER', 'DISTRICT'];

@Resolver(() => Me)
export class ViewingResolver {
  @Mutation(() => Me, { description: 'Shows you the screens of an enterprise account, read-only, for at most 30 minutes; with a reason' })
  async viewAs(
    @Arg('userId', () => ID, { description: 'The account' }) userId: string,
    @Arg('reason', () => String, { description: 'Why; kept in the history of the account' }) reason: string,
    @Ctx() ctx: Context,
  ): Promise<Me> {
    return meOf(await viewAs(ctx, userId, reason));
  }

  @Mutation(() => Me, { description: 'Ends looking at another account’s screens' })
  async endViewAs(@Ctx() ctx: Context): Promise<Me> {
    return meOf(await endViewAs(ctx));
  }

  @FieldResolver(() => ViewingAs, { nullable: true, description: 'Who looks at these screens and why; empty when they are your own' })
  viewing(@Root() { actor: { viewer } }: Me): ViewingAs | null {
    return viewer ? { name: viewer.self.name, role: viewer.self.role, reason: viewer.reason, endsAt: viewer.endsAt } : null;
  }
}

@Resolver(() => Enterprise)
export class EnterpriseAccountsResolver {
  @FieldResolver(() => [EnterpriseAccount], { description: 'Its accounts in use; shown to those who may look at their screens' })
  accounts(@Root() { id }: Enterprise, @Ctx() ctx: Context): Promise<EnterpriseAccount[]> | EnterpriseAccount[] {
    if (!supporters.includes(ctx.actor.role)) return [];
    const fetch = (ids: string[]) =>
      ctx.query<EnterpriseAccount & { enterpriseId: string }>(
        `select id, name, enterprise_id as "enterpriseId" from inside.account where enterprise_id = any($1) and state = 'ACTIVE' and role = 'ENTERPRISE' order by id`,
        [ids],
      );
    return ctx.loader('Enterprise.accounts', fetch, 'enterpriseId', id);
  }
}
