import { Column, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import { readSetting } from '../settings.ts';
import { words } from './words.ts';

/** How a Chinese character is read, for search keys: the database looks it up whenever a record is written. */
@Entity()
export class Pinyin {
  @PrimaryColumn('text', { collation: 'C' }) letter!: string;
  /** Without tone, ü as v, but lue and nue. */
  @Column('text') reading!: string;
  /** Characters that may follow, with how the two are read together where that is another reading: 行 has 业: `hang ye`. */
  @Column('jsonb', { nullable: true }) words?: Record<string, string> | null;
}

/** What the readings were taken from, and the number of this way to take them. */
export const edition = 'pinyin-pro 3.29.4, 1';

const [first, last] = [0x4e00, 0x9fff];

/** Every reading, as the table has it. */
export async function readings(): Promise<Pinyin[]> {
  // Its dictionaries are large and needed only here, once per edition.
  const { pinyin } = await import('pinyin-pro');
  const read = (text: string) => pinyin(text, { toneType: 'none', v: true, nonZh: 'removed' }).replaceAll('ve', 'ue');
  const letters = ['〇', ...Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at))];
  const table = new Map(letters.map(letter => [letter, { letter, reading: read(letter) } as Pinyin]));
  for (const word of words) {
    const [letter, following] = [...word] as [string, string];
    const entry = table.get(letter)!;
    entry.words = { ...entry.words, [following]: read(word) };
  }
  return [...table.values()].filter(({ reading }) => /^[a-z]+$/.test(reading));
}

/** Brings the readings to those that ship with the product. Costs one look when they are there. */
export async function fillPinyin(db: EntityManager): Promise<void> {
  if ((await readSetting(db, 'pinyin')) === edition) return;
  const rows = await readings();
  await db.transaction(async tx => {
    await tx.query('delete from pinyin');
    await tx.query(
      `insert into pinyin (letter, reading, words) select letter, reading, words from jsonb_to_recordset($1::jsonb) as each(letter text, reading text, words jsonb)`,
      [JSON.stringify(rows)],
    );
    await tx.query(
      `insert into setting (key, value) values ('pinyin', to_jsonb($1::text)) on conflict (key) do update set value = excluded.value`,
      [edition],
    );
  });
  await db.query('analyze pinyin');
}
