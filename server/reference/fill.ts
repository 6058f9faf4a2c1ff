import type { EntityManager, ObjectLiteral } from 'typeorm';
import { fieldsOf, newId } from '../kernel/fields.ts';
import { Chain, District, Division, Scenario } from './entity.ts';
import { loadReference } from './loadReference.ts';

/** Brings the tables of codes to what ships with the product. Safe to repeat; codes that ship no longer stay, since records name them. */
export async function fillReference(db: EntityManager): Promise<void> {
  const { districts, industries, scenarios, chains } = loadReference();
  await put(db, District, districts);
  await put(db, Division, industries);
  await put(db, Scenario, scenarios);
  await put(db, Chain, chains);
}

async function put<T extends ObjectLiteral>(db: EntityManager, entity: new () => T, entries: readonly { code: string }[]): Promise<void> {
  const names = [...fieldsOf(entity).keys()];
  const rows = entries.map((entry, position) => ({
    id: newId(),
    ...Object.fromEntries(Object.entries({ ...entry, position }).filter(([key]) => names.includes(key))),
  }));
  await db
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(rows as never)
    .orUpdate(
      db.connection
        .getMetadata(entity)
        .columns.filter(({ isUpdate, databaseName }) => isUpdate && !['id', 'code'].includes(databaseName))
        .map(({ databaseName }) => databaseName),
      ['code'],
    )
    .updateEntity(false)
    .execute();
}
