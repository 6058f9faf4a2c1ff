import { isObjectType } from 'graphql';
import { DataSource } from 'typeorm';
import { type Role, roles } from '../../../schema/roles.ts';
import { features } from '../../../server/features.ts';
import { spelled } from '../../../server/kernel/conditions.ts';
import type { Declared } from '../../../server/kernel/edges.ts';
import { newId } from '../../../server/kernel/fields.ts';
import type { Actor } from '../../../server/kernel/policy.ts';
import { makeSchema } from '../../../server/schema.ts';
import { aProvider, here, someone, sql, useServer } from '../../kit.ts';

useServer();

/** The API's own connections, in a transaction of nobody: beyond the schema `inside` they see no row. */
let nobody: DataSource;
beforeAll(async () => {
  nobody = await new DataSource({ type: 'postgres', url: here().apiUrl, poolSize: 1 }).initialize();
});
afterAll(() => nobody.destroy());

const actorLike = (role: Role): Actor => ({ id: newId(), role, name: role, ...(role === 'PROVIDER' && { providerId: newId() }) });
const entities = features.flatMap(feature => feature.entities);

/** A condition or an expression over `own`, and over `it` of another table, as SQL with its values. */
function written(own: Function, text: string, values: Record<string, unknown> = {}, it?: Function): [string, unknown[]] {
  const parameters: unknown[] = [];
  const column = (entity: Function, alias: string) => (property: string) =>
    `${alias}."${here().owner.getMetadata(entity).findColumnWithPropertyName(property)!.databaseName}"`;
  const over = spelled(text, column(own, 'own'), name => `$${parameters.push(values[name])}`, 'own');
  return [it ? spelled(over, column(it, 'it'), () => '') : over, parameters];
}
const tableOf = (entity: Function) => `inside."${here().owner.getMetadata(entity).tableName}"`;

const declared = async (): Promise<{ entity: Function; name: string; reading: Declared }[]> => {
  const schema = await makeSchema();
  return entities.flatMap(entity => {
    const type = schema.getType(entity.name);
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, extensions }) =>
      extensions['reading'] ? [{ entity, name, reading: extensions['reading'] as Declared }] : [],
    );
  });
};

test('whatever a field asks beside its record can be asked in a transaction of nobody', async () => {
  const asked = new Set<string>();
  const statements = new Map<string, unknown[]>();
  for (const { entity, name, reading } of await declared())
    for (const actor of roles.map(actorLike)) {
      if (reading.to === 'value')
        for (const { sql: text, parameters } of Object.values(reading.asks?.(actor) ?? {})) {
          expect(text).not.toMatch(/\b(from|join) (?!inside\.|\w+\()/);
          const [expression, values] = written(entity, text, parameters);
          statements.set(`explain select to_jsonb(${expression}) from ${tableOf(entity)} own`, values);
          asked.add(`${entity.name}.${name}`);
        }
      if (reading.to === 'related') {
        const [condition, values] = written(entity, reading.on(actor).sql, {}, reading.target());
        statements.set(`explain select from ${tableOf(entity)} own join ${tableOf(reading.target())} it on ${condition}`, values);
        asked.add(`${entity.name}.${name}`);
      }
    }
  for (const [statement, values] of statements) await nobody.query(statement, values);
  expect([...asked]).toEqual(expect.arrayContaining(['ApiKey.usage', 'Call.deadline', 'Fact.seal', 'Review.marks', 'Trial.history']));
}, 30_000);

test('a history is the same by its resolver and by its condition, for staff and for whom it is about', async () => {
  const providerId = await aProvider();
  const ids = Array.from({ length: 5 }, newId);
  const [, , , , shared] = ids;
  const write = (id: string, name: string, subjectId: string, details: object) =>
    sql(`insert into fact (id, name, subject, subject_id, details, at) values ($1, $2, split_part($2, '.', 1), $3, $4, domain_now())`, [
      ...[id, name, subjectId, JSON.stringify(details)],
    ]);
  await write(ids[0]!, 'Provider.CREATE', providerId, {});
  await write(ids[1]!, 'Provider.UNMASK', providerId, { internal: true });
  await write(ids[2]!, 'Provider.UPDATE', providerId, { internal: false });
  await write(ids[3]!, 'Refusal.FORBIDDEN', providerId, {});
  await write(shared!, 'Import.CREATE', newId(), { internal: true });
  await sql('update provider set fact_ids = $2 where id = $1', [providerId, [shared, ids[0]]]);

  const { entity, reading } = (await declared()).find(each => each.entity.name === 'Provider' && each.name === 'history')!;
  if (reading.to !== 'related') throw new Error('history is declared as related');
  const names: Record<string, unknown> = {};
  for (const who of [await someone('OFFICER'), await someone('PROVIDER', { providerId })]) {
    const { provider } = await who.ask<{ provider: { history: { id: string; name: string }[] } }, object>(
      'query ($id: ID!) { provider(id: $id) { history { id name } } }',
      { id: providerId },
    );
    const [condition] = written(entity, reading.on(actorLike(who.role)).sql, {}, reading.target());
    const found = await nobody.query(
      `select it.id, it.name from inside.provider own join inside.fact it on ${condition} where own.id = $1 order by it.id`,
      [providerId],
    );
    expect(provider.history).toEqual(found);
    names[who.role] = provider.history.map(({ name }) => name);
  }
  expect(names).toEqual({
    OFFICER: ['Provider.CREATE', 'Provider.UNMASK', 'Provider.UPDATE', 'Import.CREATE'],
    PROVIDER: ['Provider.CREATE', 'Provider.UPDATE', 'Import.CREATE'],
  });
});
