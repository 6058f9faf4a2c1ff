import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Call } from '../../calls/entity.ts';
import { Decision } from '../../decisions/decision/entity.ts';
import { Advancing } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Creating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Provider } from '../../people/provider/entity.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { Reversal, ReversalInput } from './entity.ts';
import { reversalLifecycle } from './lifecycle.ts';
import { advanceReversal, proposeReversal } from './service.ts';

@Resolver(() => Reversal)
class ReversalResolver {
  @FieldResolver(() => Decision, { nullable: true, description: 'The decision that is reversed' })
  decision(@Root() { decisionId }: Reversal, @Ctx() ctx: Context) {
    return ctx.load(Decision, decisionId);
  }
  @FieldResolver(() => Submission, { nullable: true, description: 'What it was about' })
  submission(@Root() { submissionId }: Reversal, @Ctx() ctx: Context) {
    return ctx.load(Submission, submissionId);
  }
  @FieldResolver(() => Call, { nullable: true, description: 'The call' })
  call(@Root() { callId }: Reversal, @Ctx() ctx: Context) {
    return ctx.load(Call, callId);
  }
  @FieldResolver(() => Provider, { nullable: true, description: 'Who filed it' })
  provider(@Root() { providerId }: Reversal, @Ctx() ctx: Context) {
    return ctx.load(Provider, providerId);
  }
}

export const reversalResolvers = [
  ReversalResolver,
  Listing(Reversal, {
    filter: ['callId', 'submissionId', 'providerId', 'outcome', 'state'],
    search: ['minutesNumber', 'reason'],
    sort: ['createdAt', 'confirmedAt'],
  }),
  Creating(Reversal, ReversalInput, proposeReversal),
  ...Advancing(Reversal, reversalLifecycle, advanceReversal),
];
