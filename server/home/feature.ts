import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../kernel/context.ts';
import type { Feature } from '../kernel/feature.ts';
import { GraphQLInstant } from '../kernel/scalars.ts';
import { queueKey, queueRules } from './queues.ts';
import { type QueueCount, queuesOf } from './report.ts';

@ObjectType({ description: 'Records that wait for you: a list with a filter, how many, and since when the oldest waits' })
export class Queue {
  @Field(() => queueKey.type, { description: 'Which queue' }) key!: string;
  @Field(() => String, { description: 'Kind of the records, as in the name of their list' }) type!: string;
  @Field(() => String, { description: 'The filter of that list, as JSON: it shows exactly these records' }) filter!: string;
  @Field(() => Int, { description: 'How many wait' }) count!: number;
  @Field(() => GraphQLInstant, { nullable: true, description: 'Since when the oldest waits' }) oldestAt?: Date | null;
}

@Resolver()
class HomeResolver {
  @Query(() => [Queue], { description: 'What waits for you; a queue of none is left out' })
  queues(@Ctx() ctx: Context): Promise<QueueCount[]> {
    return queuesOf(ctx);
  }
}

export const home: Feature = {
  name: 'home',
  entities: [],
  policy: {
    operations: {
      queues: [...new Set([...queueRules.flatMap(({ roles }) => roles), 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'] as const)],
    },
  },
  resolvers: [HomeResolver],
};
