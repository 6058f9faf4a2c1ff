import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { getMetadataStorage } from 'type-graphql';
import { policy } from '../policy.ts';

/** A selected field: the key it is answered under, and every place it is asked for. */
export interface Selected {
  key: string;
  name: string;
  nodes: readonly FieldNode[];
}

/** What an operation selects, with fragments spread, the same field named twice made one, and what is skipped left out. */
export interface Selections {
  root: () => Selected[];
  under: (type: GraphQLObjectType, nodes: readonly FieldNode[]) => Selected[];
  /** Whether a field is read from its record as it is, with no resolver and no rule between. */
  isPlain: (type: GraphQLObjectType, name: string) => boolean;
}

export const fragmentsOf = (document: DocumentNode): Record<string, FragmentDefinitionNode> =>
  Object.fromEntries(document.definitions.flatMap(node => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])));

/** The variables that decide what is selected at all. */
export function decidingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: given = [] }) {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

const resolved = new WeakMap<GraphQLSchema, Set<string>>();
/** The fields that somebody has written a resolver for. */
function resolvedFields(schema: GraphQLSchema): Set<string> {
  let known = resolved.get(schema);
  if (!known) {
    const { objectTypes, fieldResolvers } = getMetadataStorage();
    const nameOf = new Map(objectTypes.map(({ target, name }) => [target, name]));
    known = new Set(
      fieldResolvers.flatMap(({ getObjectType, schemaName, methodName }) => {
        const type = nameOf.get(getObjectType?.() as Function);
        return type ? [`${type}.${schemaName}`, `${type}.${methodName}`] : [];
      }),
    );
    resolved.set(schema, known);
  }
  return known;
}

export function selectionsOf(
  schema: GraphQLSchema,
  fragments: Record<string, FragmentDefinitionNode>,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Selections {
  const selected = (fields: Map<string, readonly FieldNode[]>): Selected[] =>
    [...fields].map(([key, nodes]) => ({ key, name: nodes[0]!.name.value, nodes }));
  const written = resolvedFields(schema);
  return {
    root: () => selected(collectFields(schema, fragments, variables, schema.getRootType(operation.operation)!, operation.selectionSet)),
    under: (type, nodes) => selected(collectSubfields(schema, fragments, variables, type, nodes as FieldNode[])),
    isPlain: (type, name) => !written.has(`${type.name}.${name}`) && !policy().entities[type.name]?.fields?.[name],
  };
}
