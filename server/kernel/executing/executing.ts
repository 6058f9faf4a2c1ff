import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { decidingVariables, fragmentsOf, selectionsOf } from '../reading/selections.ts';
import { note, type Objects, planObject, type Run, Unpreparable } from './plan.ts';

/** An operation to be executed field by field. */
export interface Executed {
  document: DocumentNode;
  operationName?: string | null;
  variables?: Record<string, unknown>;
  ctx: unknown;
  /** What the root fields are read from, where they have no resolvers. */
  root?: unknown;
}

export interface Executing {
  /** The answer; or, of what could not be prepared, why not. */
  execute: (asked: Executed) => Promise<ExecutionResult> | string;
}

interface Prepared {
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  deciding: readonly string[];
  number: number;
}

const mostPlans = 300;

/**
 * Executes operations as graphql-js does and with the very same answers, but prepares each once: the fields that are selected,
 * their resolvers, how values are completed. The plans used last are kept.
 */
export function openExecuting(schema: GraphQLSchema): Executing {
  const documents = new WeakMap<DocumentNode, Map<string, Prepared>>();
  const plans = new Map<string, Objects | string>();
  let serial = 0;

  const prepare = ({ document, operationName }: Executed): Prepared | undefined => {
    const known = documents.get(document) ?? new Map<string, Prepared>();
    documents.set(document, known);
    let prepared = known.get(operationName ?? '');
    if (!prepared) {
      const operation = getOperationAST(document, operationName);
      // Root fields of a mutation come one after the other, and there is but one.
      if (!operation || (operation.operation === 'mutation' && operation.selectionSet.selections.length > 1)) return undefined;
      prepared = { operation, fragments: fragmentsOf(document), deciding: decidingVariables(document), number: serial++ };
      known.set(operationName ?? '', prepared);
    }
    return prepared;
  };

  const planFor = ({ operation, fragments, deciding, number }: Prepared, variables: Record<string, unknown>): Objects | string => {
    const key = `${number}\n${deciding.map(name => String(variables[name])).join()}`;
    let plan = plans.get(key);
    if (plan) plans.delete(key);
    else
      try {
        const selections = selectionsOf(schema, fragments, operation, variables);
        plan = planObject(schema, selections, schema.getRootType(operation.operation)!, selections.root());
      } catch (error) {
        if (!(error instanceof Unpreparable)) throw error;
        plan = error.message;
      }
    plans.set(key, plan);
    if (plans.size > mostPlans) plans.delete(plans.keys().next().value!);
    return plan;
  };

  return {
    execute: asked => {
      const prepared = prepare(asked);
      if (!prepared) return 'not one operation with one root field';
      const { operation, fragments } = prepared;
      const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], asked.variables ?? {}, { maxErrors: 50 });
      if (errors) return Promise.resolve({ errors });
      const plan = planFor(prepared, coerced);
      if (typeof plan === 'string') return plan;
      const told = { schema, fragments, rootValue: asked.root, operation, variableValues: coerced };
      return running(plan, { ctx: asked.ctx, told, errors: [], nulled: new Set() });
    },
  };
}

async function running(plan: Objects, run: Run): Promise<ExecutionResult> {
  const { errors } = run;
  try {
    const data = (await plan(run, run.told.rootValue, undefined)) as Record<string, unknown>;
    return errors.length ? { errors, data } : { data };
  } catch (error) {
    note(run, error as GraphQLError, undefined);
    return { errors, data: null };
  }
}
