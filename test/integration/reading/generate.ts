import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Dice } from '../../../server/seed/dice.ts';
import { type Operation, schema, valueFor } from './documents.ts';

type Throw = Pick<Dice, 'int' | 'chance' | 'pick'>;

/** What changes by being looked at, or tells of the server and not of the data. */
const aside = ['about', 'mySecurity', 'mySessions', 'sessionsOf', 'auditChain', 'importPreview', 'invitationOffer'];
const roots = Object.values(schema.getQueryType()!.getFields()).filter(({ name }) => !aside.includes(name));

/** An operation drawn by lot over the whole schema: roots, fields, arguments, aliases, fragments, conditions. */
export function generated(dice: Throw, ids: readonly string[]): Operation {
  const variables: Record<string, unknown> = { yes: true, no: false };
  const declared: string[] = ['$yes: Boolean!', '$no: Boolean!'];
  let serial = 0;

  const argument = ({ name, type, defaultValue }: GraphQLArgument): string => {
    if (!isNonNullType(type) && dice.chance(0.6)) return '';
    if (defaultValue !== undefined && dice.chance(0.6)) return '';
    const value =
      name === 'first' ? dice.int(0, 8) : name === 'after' ? (dice.chance(0.9) ? undefined : 'x') : valueFor(type, dice as Dice, ids);
    if (value === undefined && isNonNullType(type)) return '';
    const variable = `v${serial++}`;
    declared.push(`$${variable}: ${type}`);
    if (value !== undefined) variables[variable] = value;
    return `${name}: $${variable}`;
  };
  const call = (args: readonly GraphQLArgument[]): string => {
    const given = args.map(argument).filter(Boolean);
    return given.length ? `(${given.join(', ')})` : '';
  };
  const field = (of: GraphQLField<unknown, unknown>, depth: number): string => {
    const alias = dice.chance(0.12) ? `a${serial++}: ` : '';
    const condition = dice.chance(0.06)
      ? dice.pick([' @include(if: $yes)', ' @include(if: $no)', ' @skip(if: $no)', ' @skip(if: $yes)'])
      : '';
    const type = getNamedType(of.type);
    return `${alias}${of.name}${call(of.args)}${condition}${isLeafType(type) ? '' : ` ${selection(type as GraphQLObjectType, depth + 1)}`}`;
  };
  const selection = (type: GraphQLObjectType, depth: number): string => {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter(each => isLeafType(getNamedType(each.type)));
    const objects = depth < 5 ? fields.filter(each => isObjectType(getNamedType(each.type))) : [];
    const chosen = [
      ...Array.from({ length: leaves.length ? dice.int(1, 5) : 0 }, () => dice.pick(leaves)),
      ...(objects.length ? Array.from({ length: leaves.length ? dice.int(0, 2) : 1 }, () => dice.pick(objects)) : []),
    ];
    const texts: string[] = [];
    for (const each of new Set(chosen)) {
      const text = field(each, depth);
      texts.push(dice.chance(0.08) ? `... on ${type.name} { ${text} }` : text);
    }
    if (dice.chance(0.15) || texts.length === 0) texts.push('__typename');
    return `{ ${texts.join(' ')} }`;
  };

  const asked = Array.from({ length: dice.chance(0.7) ? 1 : dice.int(2, 3) }, () => dice.pick(roots));
  const body = asked
    .map((root, at) => `r${at}: ${field({ ...root } as GraphQLField<unknown, unknown>, 0).replace(/^a\d+: /, '')}`)
    .join(' ');
  return { query: `query (${declared.join(', ')}) { t: __typename @include(if: $yes) ${body} u: __typename @skip(if: $no) }`, variables };
}
