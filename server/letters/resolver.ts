import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { Call } from '../calls/entity.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, many, one } from '../kernel/edges.ts';
import { Provider } from '../people/provider/entity.ts';
import { Submission } from '../solutions/submission/entity.ts';
import { Letter, LetterAttempt, letterKind } from './entity.ts';
import { openLetter, sendLetters } from './service.ts';

@Resolver(() => Letter)
class LetterResolver {
  @Mutation(() => Int, { description: 'Sends all drafts of a kind in a call, up to 1000 at once, and answers with how many' })
  sendLetters(
    @Arg('callId', () => ID, { description: 'The call' }) callId: string,
    @Arg('kind', () => letterKind.type, { description: 'Which letters' }) kind: string,
    @Ctx() ctx: Context,
  ): Promise<number> {
    return sendLetters(ctx, callId, kind);
  }

  @Mutation(() => Letter, { description: 'Opens a letter to you; the first time is its receipt' })
  openLetter(@Arg('id', () => ID, { description: 'The letter' }) id: string, @Ctx() ctx: Context): Promise<Letter> {
    return openLetter(ctx, id);
  }
}

export const lettersResolvers = [
  LetterResolver,
  Edges(Letter, {
    provider: one(() => Provider, 'To whom'),
    submission: one(() => Submission, 'About what'),
    call: one(() => Call, 'Of which call'),
    attempts: many(() => LetterAttempt, 'How its delivery was tried', { of: 'letterId', sort: 'ordinal' }),
  }),
];
