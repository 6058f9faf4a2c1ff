import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { Code } from '../../schema/codes.ts';
import type { Role } from '../../schema/roles.ts';
import { refuse } from './errors.ts';

/** What a document may ask at most. Checked before validation, so that a hostile document costs next to nothing. */
export const limits = { tokens: 2000, selections: 300, depth: 10, introspectionDepth: 16, aliases: 30, directives: 20, rootFields: 20 };

/** What an operation may cost at most: a field counts one, below a list as often as the list is long. */
const mostCost: Partial<Record<Role, number>> = { PUBLIC: 10_000, OFFICER: 40_000, LEADER: 40_000, DISTRICT: 40_000, AUDITOR: 40_000 };
const usualCost = 20_000;

interface Sizes {
  selections: number;
  depth: number;
  aliases: number;
  directives: number;
}

class Refused extends Error {
  readonly refusal: GraphQLError;
  constructor(code: Code) {
    super(code);
    this.refusal = refuse(code);
  }
}

const checked = new Map<string, true>();
const mostChecked = 2000;

/** Refuses a document by its shape alone; what has passed once is remembered. */
export function checkShape(source: string): GraphQLError | undefined {
  if (checked.has(source)) return undefined;
  let document: DocumentNode;
  try {
    document = parse(source, { maxTokens: limits.tokens, noLocation: true });
  } catch {
    return refuse('GRAPHQL_PARSE_FAILED');
  }
  try {
    measureAll(document);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  if (source.length < 20_000) {
    if (checked.size >= mostChecked) checked.delete(checked.keys().next().value!);
    checked.set(source, true);
  }
  return undefined;
}

function measureAll(document: DocumentNode): void {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map(node => [node.name.value, node]),
  );
  const known = new Map<string, Sizes>();
  const walking = new Set<string>();

  const measure = (set: SelectionSetNode | undefined): Sizes => {
    const sum: Sizes = { selections: 0, depth: 0, aliases: 0, directives: 0 };
    for (const selection of set?.selections ?? []) {
      sum.directives += selection.directives?.length ?? 0;
      let below: Sizes;
      if (selection.kind === Kind.FRAGMENT_SPREAD) below = measureFragment(selection.name.value);
      else {
        below = measure(selection.selectionSet);
        if (selection.kind === Kind.FIELD)
          below = {
            ...below,
            depth: below.depth + 1,
            selections: below.selections + 1,
            aliases: below.aliases + (selection.alias ? 1 : 0),
          };
      }
      sum.selections += below.selections;
      sum.aliases += below.aliases;
      sum.directives += below.directives;
      sum.depth = Math.max(sum.depth, below.depth);
      if (sum.selections > 1e9) throw new Refused('QUERY_TOO_COMPLEX');
    }
    return sum;
  };
  const measureFragment = (name: string): Sizes => {
    if (walking.has(name)) throw new Refused('GRAPHQL_VALIDATION_FAILED');
    let sizes = known.get(name);
    if (!sizes) {
      walking.add(name);
      sizes = measure(fragments.get(name)?.selectionSet);
      walking.delete(name);
      known.set(name, sizes);
    }
    return sizes;
  };

  for (const name of fragments.keys()) measureFragment(name);
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const roots = node.selectionSet.selections;
    const introspecting = roots.every(root => root.kind === Kind.FIELD && root.name.value.startsWith('__'));
    const { selections, depth, aliases, directives } = measure(node.selectionSet);
    if (aliases > limits.aliases && introspecting) throw new Refused('GRAPHQL_VALIDATION_FAILED');
    if (node.operation === 'mutation' && roots.length > 1) throw new Refused('QUERY_TOO_COMPLEX');
    if (
      depth > (introspecting ? limits.introspectionDepth : limits.depth) ||
      directives + (node.directives?.length ?? 0) > limits.directives
    )
      throw new Refused('GRAPHQL_VALIDATION_FAILED');
    if (selections > limits.selections || roots.length > limits.rootFields) throw new Refused('QUERY_TOO_COMPLEX');
    if (aliases > limits.aliases) throw new Refused('GRAPHQL_VALIDATION_FAILED');
  }
}

const counted = new Map<string, number>();
/** Says that a field is a list of so many, where its `first` is left out. */
export const countAs = (field: string, first: number): void => void counted.set(field, Math.max(first, counted.get(field) ?? 0));

/** What a write counts beside what it asks for. */
const writeCost = 10;

/** What an operation costs, given the sizes of its lists. Refuses one that asks for too much. */
export function checkCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  role: Role,
): number {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map(node => [node.name.value, node]),
  );
  const numberOf = (node: ValueNode | undefined): number | undefined => {
    if (node?.kind === Kind.INT) return Number(node.value);
    return node?.kind === Kind.VARIABLE ? (variables[node.name.value] as number | undefined) : undefined;
  };
  const cost = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + cost(fragments.get(selection.name.value)?.selectionSet);
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + cost(selection.selectionSet);
      const first = selection.arguments?.find(({ name }) => name.value === 'first');
      const paged =
        selection.selectionSet?.selections.some(child => child.kind === Kind.FIELD && ['nodes', 'edges'].includes(child.name.value)) ??
        false;
      const usual = counted.get(selection.name.value) ?? (paged ? 25 : undefined);
      const times = first || usual ? Math.max(1, Math.min(100, numberOf(first?.value) ?? usual ?? 25)) : 1;
      return sum + 1 + times * cost(selection.selectionSet);
    }, 0);
  const whole = cost(operation.selectionSet) + (operation.operation === 'mutation' ? writeCost : 0);
  const most = mostCost[role] ?? usualCost;
  if (whole > most) throw refuse('QUERY_TOO_COMPLEX', undefined, { cost: whole, most });
  return whole;
}
