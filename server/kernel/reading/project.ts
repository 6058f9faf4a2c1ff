import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Selections } from './selections.ts';

/** What a statement cannot answer: the ordinary way is taken, which says the same or why not. */
export class Unanswerable extends Error {}

/** A function that writes a value, as a resolver would answer it, as JSON of what is selected of it. */
export function projector(selections: Selections, type: GraphQLOutputType, nodes: readonly FieldNode[]): (value: unknown) => string {
  if (isNonNullType(type)) {
    const inner = projector(selections, type.ofType, nodes);
    return value => {
      if (value === null || value === undefined) throw new Unanswerable('null where none may be');
      return inner(value);
    };
  }
  const some = ofSome(selections, type, nodes);
  return value => (value === null || value === undefined ? 'null' : some(value));
}

function ofSome(selections: Selections, type: GraphQLOutputType, nodes: readonly FieldNode[]): (value: unknown) => string {
  if (isListType(type)) {
    const each = projector(selections, type.ofType, nodes);
    return value => {
      if (!Array.isArray(value)) throw new Unanswerable('no list');
      return `[${value.map(each).join(',')}]`;
    };
  }
  if (isLeafType(type))
    return value => {
      const text = JSON.stringify(type.serialize(value));
      if (text === undefined) throw new Unanswerable('no value');
      return text;
    };
  if (isObjectType(type)) return ofObject(selections, type, nodes);
  throw new Unanswerable(`${getNamedType(type).name} is no type with fields`);
}

function ofObject(selections: Selections, type: GraphQLObjectType, nodes: readonly FieldNode[]): (value: unknown) => string {
  const fields = selections.under(type, nodes).map(({ key, name, nodes: below }) => {
    if (name === '__typename') return () => `"${key}":"${type.name}"`;
    if (!selections.isPlain(type, name)) throw new Unanswerable(`${type.name}.${name}`);
    const write = projector(selections, type.getFields()[name]!.type, below);
    return (value: object) => `"${key}":${write((value as Record<string, unknown>)[name])}`;
  });
  return value => {
    if (typeof value !== 'object') throw new Unanswerable('no object');
    return `{${fields.map(field => field(value as object)).join(',')}}`;
  };
}
