import { type GraphQLSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { codes } from '../../schema/codes.ts';
import { labelOf, lexicon, speaksAs } from '../../schema/messages/index.ts';
import { features } from '../../server/features.ts';
import { makeSchema } from '../../server/schema.ts';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await makeSchema();
});
const types = () => Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const isRoot = (name: string) => name === 'Query' || name === 'Mutation';

test('every type, field, argument and enum value of the API is described', () => {
  const bare: string[] = [];
  for (const type of types()) {
    if (!type.description && !['Boolean', 'Int', 'String', 'ID', 'Float'].includes(type.name) && !isRoot(type.name)) bare.push(type.name);
    if (isObjectType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        if (!field.description) bare.push(`${type.name}.${field.name}`);
        for (const argument of 'args' in field ? field.args : [])
          if (!argument.description) bare.push(`${type.name}.${field.name}(${argument.name})`);
      }
    if (isEnumType(type)) for (const value of type.getValues()) if (!value.description) bare.push(`${type.name}.${value.name}`);
  }
  expect(bare).toEqual([]);
});

test('every type and field has its words in both languages', () => {
  const mute: string[] = [];
  for (const type of types()) {
    if (!isObjectType(type) && !isInputObjectType(type)) continue;
    const shared = /(Connection|Edge|Sort)$/.test(type.name);
    if (!shared && !isRoot(type.name) && !lexicon.types[type.name] && !lexicon.types[speaksAs(type.name)]) mute.push(type.name);
    if (!isRoot(type.name))
      for (const field of Object.values(type.getFields())) if (!labelOf(type.name, field.name)) mute.push(`${type.name}.${field.name}`);
  }
  expect(mute).toEqual([]);
});

test('every state, move, refusal and constraint has its words', () => {
  const mute: string[] = [];
  for (const { entity, states, moves } of features.flatMap(({ lifecycles = [] }) => lifecycles)) {
    for (const state of states) if (!lexicon.enums[`${entity}State`]?.[state]) mute.push(`${entity}State.${state}`);
    for (const move of Object.keys(moves)) if (!lexicon.moves[entity]?.[move]) mute.push(`${entity}.${move}`);
  }
  for (const type of types())
    if (isEnumType(type) && !/(Action|SortField)$/.test(type.name))
      for (const { name } of type.getValues()) if (!lexicon.enums[type.name]?.[name]) mute.push(`${type.name}.${name}`);
  for (const code of codes) if (!lexicon.reasons[code]) mute.push(code);
  for (const constraint of Object.keys(lexicon.constraints)) if (!lexicon.reasons[constraint]) mute.push(constraint);
  expect(mute).toEqual([]);
});

test('every reason the server gives has its words', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const files = readdirSync('server', { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.ts'));
  const given = files.flatMap(name =>
    [...readFileSync(`server/${name}`, 'utf8').matchAll(/(?:refuse\(\s*'[A-Z_]+',|\breject\()\s*'([A-Z_]+)'/g)].map(
      ([, reason]) => reason!,
    ),
  );
  expect(given.length).toBeGreaterThan(0);
  expect([...new Set(given)].filter(reason => !lexicon.reasons[reason])).toEqual([]);
});
