import { Column, Entity, type EntityManager, PrimaryColumn } from 'typeorm';

/** What a deployment remembers about itself: the key of its cursors, whether its data are made up. */
@Entity()
export class Setting {
  @PrimaryColumn('text') key!: string;
  @Column('jsonb') value!: unknown;
}

export async function readSetting<T>(db: EntityManager, key: string): Promise<T | undefined> {
  const [row] = await db.query('select value from setting where key = $1', [key]);
  return row?.value as T | undefined;
}

/** Keeps a value unless there is one already; answers with the one in force. */
export async function keepSetting<T>(db: EntityManager, key: string, value: T): Promise<T> {
  await db.query('insert into setting (key, value) values ($1, $2) on conflict do nothing', [key, JSON.stringify(value)]);
  return (await readSetting<T>(db, key))!;
}
