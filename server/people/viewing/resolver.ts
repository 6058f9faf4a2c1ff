import { Arg, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { Expressions } from '../../kernel/asking.ts';
import type { Context } from '../../kernel/context.ts';
import { Edges, made } from '../../kernel/edges.ts';
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

const accountsInUse = `(select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.id) from inside.account a
  where a.enterprise_id = own.id and a.state = 'ACTIVE' and a.role = 'ENTERPRISE')`;

export const enterpriseAccounts = Edges(Enterprise, {
  accounts: made<Enterprise & { inUse?: EnterpriseAccount[] | null }>(
    () => [EnterpriseAccount],
    'Its accounts in use; shown to those who may look at their screens',
    ['id'],
    ({ inUse }) => inUse ?? [],
    { asks: ({ role }): Expressions => (supporters.includes(role) ? { inUse: { sql: accountsInUse } } : {}) },
  ),
});
