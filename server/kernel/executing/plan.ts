import {
  defaultFieldResolver,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect';
import { isIterableObject } from 'graphql/jsutils/isIterableObject';
import { isPromise } from 'graphql/jsutils/isPromise';
import { type Path, pathToArray } from 'graphql/jsutils/Path';
import type { Selected, Selections } from '../reading/selections.ts';

/** One execution of a plan: what differs from the next. */
export interface Run {
  ctx: unknown;
  /** What every resolver is told of the operation. */
  told: Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'rootValue' | 'operation' | 'variableValues'>;
  errors: GraphQLError[];
  /** Where an error has made null of everything below: what fails there later is nobody's concern. */
  nulled: Set<Path | undefined>;
}

/** Answers an object: its selected fields, or the promise of them. */
export type Objects = (run: Run, source: unknown, path: Path | undefined) => unknown;
type Fields = { key: string; answer: (run: Run, source: unknown, path: Path | undefined) => unknown };
type Complete = (run: Run, path: Path, value: unknown) => unknown;

/** Why a plan cannot be made. */
export class Unpreparable extends Error {}

/**
 * Plans the execution of an object's fields: which there are, how each is resolved, how its value is completed.
 *
 * It does in the same order what graphql-js does (its `execute.js` is the model), having found out beforehand whatever does not
 * depend on the values. Nothing of a request becomes code.
 */
export function planObject(schema: GraphQLSchema, selections: Selections, type: GraphQLObjectType, selected: readonly Selected[]): Objects {
  if (type.isTypeOf) throw new Unpreparable(`${type.name} has to be told by its values`);
  const fields = selected.flatMap(one => planField(schema, selections, type, one) ?? []);
  const settled = type === schema.getMutationType() ? oneSettled : allSettled;
  return (run, source, path) => {
    const results: Record<string, unknown> = {};
    let promised = false;
    try {
      for (const { key, answer } of fields) {
        const result = answer(run, source, path);
        results[key] = result;
        if (isPromise(result)) promised = true;
      }
    } catch (error) {
      if (!promised) throw error;
      // The others are waited for, since they may fail as well.
      return settled(results).finally(() => {
        throw error;
      });
    }
    return promised ? settled(results) : results;
  };
}

const allSettled = (results: Record<string, unknown>): Promise<Record<string, unknown>> =>
  Promise.all(Object.values(results)).then(values => {
    for (const [at, key] of Object.keys(results).entries()) results[key] = values[at];
    return results;
  });

/** Of a mutation, which has one root field. Not a tick later than graphql-js: what else fails below is kept until then. */
const oneSettled = async (results: Record<string, unknown>): Promise<Record<string, unknown>> => {
  for (const [key, value] of Object.entries(results)) results[key] = await value;
  return results;
};

function fieldOf(schema: GraphQLSchema, type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return name === TypeNameMetaFieldDef.name ? TypeNameMetaFieldDef : type.getFields()[name];
}

function planField(
  schema: GraphQLSchema,
  selections: Selections,
  parentType: GraphQLObjectType,
  { key, name, nodes }: Selected,
): Fields | undefined {
  const field = fieldOf(schema, parentType, name);
  if (!field) return undefined;
  // As a key of a literal it would be the prototype.
  if (key === '__proto__') throw new Unpreparable('a field is called __proto__');
  if (field === TypeNameMetaFieldDef) return { key, answer: () => parentType.name };
  const { type: returnType } = field;
  const [node] = nodes as [(typeof nodes)[number]];
  const typename = parentType.name;
  const bare = field.args.length === 0;
  const resolve = field.resolve ?? defaultFieldResolver;
  const complete = completing(schema, selections, returnType, { key, name, nodes }, `${typename}.${field.name}`);

  const failed = failing(returnType, nodes);
  const resolved = (run: Run, source: unknown, path: Path): unknown => {
    const { schema, fragments, rootValue, operation, variableValues } = run.told;
    const info = {
      fieldName: field.name,
      fieldNodes: nodes,
      returnType,
      parentType,
      path,
      schema,
      fragments,
      rootValue,
      operation,
      variableValues,
    };
    try {
      const args = bare ? {} : getArgumentValues(field, node, variableValues);
      const result = resolve(source, args, run.ctx, info);
      const completed = isPromise(result) ? result.then(value => complete(run, path, value)) : complete(run, path, result);
      return isPromise(completed) ? completed.then(undefined, raw => failed(run, path, raw)) : completed;
    } catch (raw) {
      return failed(run, path, raw);
    }
  };
  if (field.resolve || !isLeafType(isNonNullType(returnType) ? returnType.ofType : returnType))
    return { key, answer: (run, source, prev) => resolved(run, source, { prev, key, typename }) };
  // A value that is there already needs neither arguments nor to be told where it is.
  return {
    key,
    answer: (run, source, prev) => {
      const path = { prev, key, typename };
      try {
        const value = typeof source === 'object' ? (source as Record<string, unknown> | null)?.[name] : undefined;
        if (typeof value === 'function' || isPromise(value)) return resolved(run, source, path);
        return complete(run, path, value);
      } catch (raw) {
        return failed(run, path, raw);
      }
    },
  };
}

/** An error where null may stand is kept and answered with null; where it may not, it is the parent's. */
const failing =
  (type: GraphQLOutputType, nodes: readonly FieldNode[]) =>
  (run: Run, path: Path, raw: unknown): null => {
    const error = locatedError(raw, nodes, pathToArray(path));
    if (isNonNullType(type)) throw error;
    note(run, error, path);
    return null;
  };

/** Keeps an error, unless what it made null is null already. */
export function note({ errors, nulled }: Run, error: GraphQLError, path: Path | undefined): void {
  for (let at = path; at !== undefined; at = at.prev) if (nulled.has(at)) return;
  if (nulled.has(undefined)) return;
  nulled.add(path);
  errors.push(error);
}

function completing(schema: GraphQLSchema, selections: Selections, type: GraphQLOutputType, at: Selected, name: string): Complete {
  if (isNonNullType(type)) {
    const inner = completing(schema, selections, type.ofType, at, name);
    return (run, path, value) => {
      const completed = inner(run, path, value);
      if (completed === null) throw new Error(`Cannot return null for non-nullable field ${name}.`);
      return completed;
    };
  }
  if (isLeafType(type)) return there(leaf(type));
  if (isListType(type)) return there(list(completing(schema, selections, type.ofType, at, name), type.ofType, at, name));
  if (!isObjectType(type)) throw new Unpreparable(`${type.name} is several types`);
  const objects = planObject(schema, selections, type, selections.under(type, at.nodes));
  return there((run, path, value) => objects(run, value, path));
}

/** What is nothing is null, and an error is one wherever it comes from. */
const there =
  (complete: Complete): Complete =>
  (run, path, value) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(run, path, value);
  };

const leaf =
  (type: GraphQLLeafType): Complete =>
  (_, __, value) => {
    const written = type.serialize(value);
    if (written === null || written === undefined)
      throw new Error(
        `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(written)}`,
      );
    return written;
  };

function list(complete: Complete, type: GraphQLOutputType, { nodes }: Selected, name: string): Complete {
  const failed = failing(type, nodes);
  return (run, prev, values) => {
    if (!isIterableObject(values)) throw new GraphQLError(`Expected Iterable, but did not find one for field "${name}".`);
    let promised = false;
    const completed: unknown[] = [];
    try {
      for (const value of values) {
        const path = { prev, key: completed.length, typename: undefined };
        try {
          const one = isPromise(value) ? value.then(there => complete(run, path, there)) : complete(run, path, value);
          if (isPromise(one)) promised = true;
          completed.push(isPromise(one) ? one.then(undefined, raw => failed(run, path, raw)) : one);
        } catch (raw) {
          completed.push(failed(run, path, raw));
        }
      }
    } catch (error) {
      // Nobody waits for the entries before this one; that they may fail as well must not end the process.
      void Promise.allSettled(completed);
      throw error;
    }
    return promised ? Promise.all(completed) : completed;
  };
}
