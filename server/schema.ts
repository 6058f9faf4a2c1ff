import type { GraphQLSchema } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { features } from './features.ts';
import { describe, guard } from './kernel/guard.ts';
import { installSubscribers } from './kernel/journal.ts';
import { installPolicy } from './kernel/policy.ts';
import { installOperations } from './people/session/resolver.ts';

/** The whole API with its policy bound to it. Refuses to be made when an operation, an entity or a personal field has no rule. */
export async function makeSchema(): Promise<GraphQLSchema> {
  installPolicy(features.map(({ policy }) => policy));
  installSubscribers(features.flatMap(({ subscribers = [] }) => subscribers));
  // A field that nobody has written a resolver for is read from its record: no wrapper stands between.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
  const schema = await buildSchema({
    resolvers: features.flatMap(({ resolvers }) => resolvers) as unknown as [Function],
    validate: { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, validationError: { target: false, value: false } },
  });
  installOperations([schema.getQueryType(), schema.getMutationType()].flatMap(root => Object.keys(root?.getFields() ?? {})));
  return describe(
    guard(
      schema,
      features.flatMap(({ entities }) => entities),
    ),
  );
}
