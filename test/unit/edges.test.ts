import { type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { features } from '../../server/features.ts';
import type { Declared } from '../../server/kernel/edges.ts';
import { fieldOf } from '../../server/kernel/fields.ts';
import { makeSchema } from '../../server/schema.ts';

let schema: GraphQLSchema;
const entities = features.flatMap(feature => feature.entities);
beforeAll(async () => {
  schema = await makeSchema();
});

const declared = (): [Function, string, Declared][] =>
  entities.flatMap(entity => {
    const type = schema.getType(entity.name);
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, extensions }) => {
      const reading = extensions['reading'] as Declared | undefined;
      return reading ? [[entity, name, reading] as [Function, string, Declared]] : [];
    });
  });

test('what leads to a record follows a column that refers to its kind, and what collects children one of theirs that refers back', () => {
  const astray = declared().flatMap(([entity, name, reading]) => {
    const refers = (from: Function, column: string, to: Function) => fieldOf(from as never, column)?.target === to.name;
    const right =
      reading.to === 'one'
        ? refers(entity, reading.by, reading.target())
        : reading.to === 'many' || reading.to === 'only'
          ? refers(reading.target(), reading.of, entity)
          : true;
    return right ? [] : [`${entity.name}.${name}`];
  });
  expect(astray).toEqual([]);
  expect(declared().filter(([, , { to }]) => to === 'one').length).toBeGreaterThan(40);
});

/** What is asked by hand, and why: all else is declared, so that an operation with it is one statement. */
const byHand: Record<string, string> = {
  'RegisterEntry.standing': 'takes a day',
  'RetentionRule.due': 'counts in the table that the rule is about',
  'RetentionRule.fields': 'knows the columns of that table',
};

test('every field of a record is a column or declared; what is not is known', () => {
  const known = new Set(declared().map(([entity, name]) => `${entity.name}.${name}`));
  const written = getMetadataStorage().fieldResolvers.flatMap(({ getObjectType, methodName }) => {
    const type = getObjectType?.() as Function;
    return entities.includes(type as never) ? [`${type.name}.${methodName}`] : [];
  });
  expect([...new Set(written)].filter(name => !known.has(name)).sort()).toEqual(Object.keys(byHand).sort());
  expect(known).toContain('Fact.actorName');
});
