import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { fieldOf, fieldsOf } from '../../../../server/kernel/fields.ts';
import { constant, lower, plural } from '../../../../server/kernel/naming.ts';
import { policy } from '../../../../server/kernel/policy.ts';
import { Disbelieved, type IdentityProvider } from '../../../../server/people/sso/provider.ts';
import type { Operation } from '../arguments.ts';
import { operations, schema } from '../arguments.ts';
import { entities, entityNamed } from '../rules.ts';

/** One thing that can be asked of the server: an operation, with its move or kind where it has several; an export; a file. */
export interface Line {
  /** As it is told in the golden file. */
  title: string;
  name: string;
  kind: 'one' | 'list' | 'query' | 'mutation' | 'export' | 'file' | 'upload' | 'route';
  /** The operation whose rule decides who may ask at all. */
  gate?: string;
  operation?: Operation;
  /** Of a route that is about no record: what is asked for, and what comes of it to whom it is open. */
  path?: string;
  codes?: readonly string[];
  action?: string;
  fixed?: Record<string, string>;
  /** Names something that is no type of the policy, and that nobody here has: the own session. */
  unruled?: boolean;
  /** The record it is about, and the argument that names it. */
  record?: { entity: string; named: string };
}

/** An identity provider that sends back whoever comes, and vouches for nobody. */
export const vouching: IdentityProvider = {
  id: 'matrix',
  name: ['矩阵', 'Matrix'],
  begin: async callback => callback,
  finish: async () => {
    throw new Disbelieved('MATRIX');
  },
  leave: async back => back,
};

export function allLines(): Line[] {
  const lines: Line[] = operations.flatMap(operation => linesOf(operation));
  for (const { name } of lines.filter(({ kind }) => kind === 'list')) {
    const entity = listed(name)!;
    for (const kind of ['csv', 'xlsx'])
      lines.push({
        title: `GET /export/${entity}.${kind}`,
        name: `${entity}.${kind}`,
        kind: 'export',
        gate: name,
        ...(kind === 'csv' && { record: { entity, named: 'filter' } }),
      });
  }
  lines.push(
    { title: 'GET /files/:id', name: 'files', kind: 'file', record: { entity: 'Attachment', named: 'id' } },
    { title: 'PUT /files', name: 'files', kind: 'upload' },
    ...[
      { title: 'GET /lists/diff.csv', path: '/lists/diff.csv?from=1&to=2', gate: 'serviceListDiff', codes: ['OK'] },
      // Who signs on is nobody yet, so these ask nobody who they are; an answer to no attempt of this browser proves nothing.
      { title: 'GET /sso/:provider', path: `/sso/${vouching.id}`, codes: ['OK'] },
      { title: 'GET /sso/:provider/leave', path: `/sso/${vouching.id}/leave`, codes: ['OK'] },
      { title: 'GET /sso/:provider/callback', path: `/sso/${vouching.id}/callback?code=x&state=y`, codes: ['UNAUTHENTICATED'] },
      { title: 'GET /sso/:unknown', path: '/sso/nobody', codes: ['NOT_FOUND'] },
    ].map(route => ({ ...route, name: route.title, kind: 'route' as const })),
  );
  return lines;
}

const ruled = (name: string) => entities.find(each => each.name === name && policy().entities[name])?.name;
const listed = (operation: string) => entities.find(({ name }) => plural(lower(name)) === operation && policy().entities[name])?.name;

function linesOf(operation: Operation): Line[] {
  const { name, kind, field } = operation;
  const line: Line = { title: name, name, kind, gate: name, operation };
  const list = listed(name);
  if (kind === 'query' && list && field.args.some(arg => arg.name === 'filter'))
    return [{ ...line, kind: 'list', record: { entity: list, named: 'filter' } }];
  const result = getNamedType(field.type).name;
  const record = recordOf(operation);
  if (kind === 'query' && lower(result) === name && record?.named === 'id') return [{ ...line, kind: 'one', record }];
  const actions = field.args.find(arg => arg.name === 'action');
  if (actions) return valuesOf(actions.type).map(action => ({ ...line, title: `${name}(${action})`, action, fixed: { action }, record }));
  const kinds = field.args.find(arg => arg.name === 'type' && isEnumType(getNamedType(arg.type)));
  if (kinds && field.args.some(arg => arg.name === 'id'))
    return valuesOf(kinds.type).map(value => {
      const entity = entities.find(each => constant(each.name) === value)!.name;
      return { ...line, title: `${name}(${value})`, fixed: { type: value }, record: { entity, named: 'id' } };
    });
  const unruled = !record && field.args.some(arg => refsOf(arg.type, arg.name, arg.name, isNonNullType(arg.type)).length > 0);
  return [{ ...line, ...(record && { record }), ...(unruled && { unruled }) }];
}

const valuesOf = (type: GraphQLInputType): string[] => {
  const named = getNamedType(type);
  return isEnumType(named) ? named.getValues().map(({ name }) => name) : [];
};

/** The record an operation is about: its `id`, or else the most private of those its required arguments name. */
function recordOf(operation: Operation): Line['record'] {
  const { field } = operation;
  const result = getNamedType(field.type).name;
  const named = field.args.flatMap(arg => refsOf(arg.type, arg.name, arg.name, isNonNullType(arg.type)));
  const found = named.flatMap(({ path, key }) => {
    const entity = key === 'id' ? (ruled(result) ?? endOf(operation.name)) : targetOf(operation, key);
    return entity && ruled(entity) ? [{ entity, named: path }] : [];
  });
  const readers = ({ entity }: { entity: string }) => Object.keys(policy().entities[entity]!.read ?? {}).length;
  return found.find(one => one.named === 'id') ?? found.sort((a, b) => readers(a) - readers(b))[0];
}

/** The type that an operation's name ends in, the longest there is. */
const endOf = (name: string) =>
  entities
    .map(entity => entity.name)
    .filter(entity => name.endsWith(entity))
    .sort((a, b) => b.length - a.length)[0];

/** Where ids of records are asked for, and must be. */
function refsOf(given: GraphQLInputType, key: string, path: string, required: boolean): { path: string; key: string }[] {
  if (!required) return [];
  const type = getNullableType(given);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).flatMap(part => refsOf(part.type, part.name, `${path}.${part.name}`, isNonNullType(part.type)));
  const bare = isListType(type) ? getNamedType(type) : type;
  return 'name' in bare && bare.name === 'ID' ? [{ path, key }] : [];
}

/** The type of which a field of this name holds an id: as the operation's own type says, as any type says, or as it is called. */
export function targetOf({ name, field }: Operation, key: string): string | undefined {
  const one = key.replace(/Ids$/, 'Id');
  const own = entities.find(entity => name.endsWith(entity.name)) ?? entityNamed(getNamedType(field.type).name);
  const said =
    (own && (fieldOf(own, key)?.target ?? fieldOf(own, one)?.target)) ??
    entities.map(entity => fieldsOf(entity).get(one)?.target).find(Boolean);
  return said ?? entityNamed(`${one[0]!.toUpperCase()}${one.slice(1).replace(/Id$/, '')}`)?.name;
}

export const isObject = (name: string) => isObjectType(schema.getType(name));
