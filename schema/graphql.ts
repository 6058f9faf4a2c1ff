import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema.d.ts';

/** Typed GraphQL for the panel and the tests: a query that the schema would refuse does not compile. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Date: string; Decimal: string; JSON: unknown };
}>();
export { type FragmentOf, type ResultOf, readFragment, type TadaDocumentNode, type VariablesOf } from 'gql.tada';
