import { Arg, Ctx, Field, ID, Int, Query, Resolver } from 'type-graphql';
import { seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { enumOf, Value } from '../../kernel/fields.ts';
import { stateOf } from '../../kernel/rows.ts';
import { visible } from '../../kernel/visible.ts';
import { Offering } from '../../offerings/offering/entity.ts';
import { offeringLifecycle } from '../../offerings/offering/lifecycle.ts';
import { Trial } from '../trial/entity.ts';
import { openStates, trialLifecycle } from '../trial/lifecycle.ts';
import { droppedBy } from '../trial/seats.ts';

const trialState = enumOf('TrialState', trialLifecycle.states, 'Where a record of Trial stands');
const action = enumOf('OfferingAction', Object.keys(offeringLifecycle.moves), 'What can be done with a record of Offering');

@Value('What an act on an offering would do to its trials of one state')
export class OfferingEffect {
  @Field(() => trialState.type, { description: 'Where these trials stand now' }) state!: string;
  @Field(() => Int, { description: 'How many they are' }) count!: number;
  @Field(() => Boolean, { description: 'Whether the act ends them: they are withdrawn in the same transaction; else they go on' })
  ends!: boolean;
}

/** What would become of the open trials of an offering, before anybody decides. */
async function effectsOf(ctx: Context, offeringId: string, act: string): Promise<OfferingEffect[]> {
  await seen(ctx, Offering, offeringId);
  const state = stateOf('Trial');
  const rows = await visible(ctx, Trial)
    .andWhere('it.offeringId = :offeringId', { offeringId })
    .select(state, 'state')
    .addSelect('count(*)::int', 'count')
    .groupBy(state)
    .getRawMany<{ state: string; count: number }>();
  return openStates.flatMap(open => {
    const row = rows.find(each => each.state === open);
    return row ? [{ ...row, ends: droppedBy[act]?.includes(open) ?? false }] : [];
  });
}

@Resolver()
class EffectsResolver {
  @Query(() => [OfferingEffect], { description: 'What an act on an offering would do to its open trials; asked before it is done' })
  effectsOnOffering(
    @Arg('id', () => ID, { description: 'The offering' }) id: string,
    @Arg('action', () => action.type, { description: 'What is to be done' }) act: string,
    @Ctx() ctx: Context,
  ): Promise<OfferingEffect[]> {
    return effectsOf(ctx, id, act);
  }
}

export const effectResolvers = [EffectsResolver];
