import { assertValidSchema, type GraphQLSchema } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { features } from './features.ts';
import { describe, guard } from './kernel/guard.ts';
import { installSubscribers } from './kernel/journal.ts';
import { installPolicy, policy } from './kernel/policy.ts';
import { installOperations } from './people/session/resolver.ts';

let made: Promise<GraphQLSchema> | undefined;
let bound: ReturnType<typeof policy> | undefined;

/**
 * The whole API with its policy bound to it, the same for all of a process as long as its policy is. Refuses to be made when an
 * operation, an entity or a personal field has no rule.
 */
export function makeSchema(): Promise<GraphQLSchema> {
  if (!made || bound !== policy()) {
    made = make();
    bound = policy();
  }
  return made;
}

async function make(): Promise<GraphQLSchema> {
  installPolicy(features.map(({ policy }) => policy));
  installSubscribers(features.flatMap(({ subscribers = [] }) => subscribers));
  // A field that nobody has written a resolver for is read from its record: no wrapper stands between.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
  const schema = await buildSchema({
    resolvers: features.flatMap(({ resolvers }) => resolvers) as unknown as [Function],
    // It would ask the schema for all of itself; what that proves is looked at below, in a tenth of the time.
    skipCheck: true,
    validate: { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, validationError: { target: false, value: false } },
  });
  assertValidSchema(schema);
  installOperations([schema.getQueryType(), schema.getMutationType()].flatMap(root => Object.keys(root?.getFields() ?? {})));
  return describe(
    guard(
      schema,
      features.flatMap(({ entities }) => entities),
    ),
  );
}
