import { createHash } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import type { ClassType } from 'type-graphql';
import { Column, type DataSource, type EntityManager, type EntityMetadata, Index } from 'typeorm';
import { fieldOf } from '../fields.ts';
import { snake } from '../naming.ts';
import { readSetting } from '../settings.ts';
import { edition } from './pinyin.ts';

/**
 * Every record that a list can be searched for has a search key: one text of all that it is found by.
 *
 * The database keeps it, so that no import and no hand can forget it. Of each column it has the text, folded (NFKC, small
 * letters), and of Chinese also the initials and the reading in pinyin:
 *
 *     注塑MES   注注塑塑mmeess / zzssmmeess / ·zhu·su···
 *
 * Letters are doubled where they stand for themselves: trigrams then find words of two characters, which most Chinese words
 * are. A dot (U+0001, which no text may hold) begins a syllable and stands for what is not spoken; a line ends each part, so that
 * nothing is found across two.
 *
 * What not everybody may read is never in it, since to find a record is to learn what it holds.
 */
export const syllable = '\u0001';

const searched = new Map<ClassType, readonly string[]>();

/** The columns of an entity that its search key has. */
export const keyedColumns = (entity: ClassType): readonly string[] => searched.get(entity) ?? [];

const indexOf = (entity: string) => `${snake(entity)}_search_key_idx`;

/** Gives an entity a search key of these columns, but for those that are personal or internal. */
export function keepSearchKey(entity: ClassType, columns: readonly string[]): void {
  const keyed = columns.filter(column => {
    const { personal, internal } = fieldOf(entity, column)?.options ?? { internal: true };
    return !personal && !internal;
  });
  if (keyed.length === 0) return;
  searched.set(entity, keyed);
  Column({ type: 'text', nullable: true, select: false, insert: false, update: false })(entity.prototype, 'searchKey');
  // Made with the keys, not by a migration: it is quicker to fill a table without it.
  Index(indexOf(entity.name), { synchronize: false })(entity.prototype, 'searchKey');
}

const searchKeySql = String.raw`
create or replace function search_key(texts text[]) returns text language plpgsql stable parallel safe as $$
declare
  field text; key text; letter text; following text; reading text; words jsonb; second text; initials text; spoken text;
begin
  foreach field in array texts loop
    continue when field is null;
    field := lower(normalize(field, NFKC));
    key := concat_ws(E'\n', key, regexp_replace(field, '(.)', '\1\1', 'g'));
    continue when field !~ '[〇一-鿿]';
    initials := ''; spoken := ''; second := null;
    for letter, following, reading, words in
      select each.letter, lead(each.letter) over (order by at), known.reading, known.words
      from string_to_table(field, null) with ordinality as each(letter, at)
      -- The offset keeps it a look-up by key, however many rows the planner expects.
      left join lateral (select p.reading, p.words from public.pinyin p where p.letter = each.letter offset 0) known on true
      order by at
    loop
      if second is not null then
        reading := second;
        second := null;
      elsif words ? following then
        reading := split_part(words ->> following, ' ', 1);
        second := split_part(words ->> following, ' ', 2);
      end if;
      if reading is not null then
        initials := initials || left(reading, 1);
        spoken := spoken || E'\x01' || reading;
      else
        initials := initials || letter;
        spoken := spoken || E'\x01';
      end if;
    end loop;
    key := concat_ws(E'\n', key, regexp_replace(initials, '(.)', '\1\1', 'g'), spoken);
  end loop;
  return key;
end $$`;

interface Keyed {
  table: string;
  index: string;
  columns: readonly string[];
}
const keyOf = ({ columns }: Keyed, of = '') => `search_key(array[${columns.map(column => of + escapeIdentifier(column)).join(', ')}])`;

/** What keeps the keys of a table from now on. */
function ruleOf(keyed: Keyed): string[] {
  const [table, rule] = [escapeIdentifier(keyed.table), escapeIdentifier(`${keyed.table}_search_key`)];
  return [
    `create or replace function ${rule}() returns trigger language plpgsql as $$ begin new.search_key := ${keyOf(keyed, 'new.')}; return new; end $$`,
    `drop trigger if exists search_key on ${table}`,
    `create trigger search_key before insert or update of ${[...keyed.columns, 'search_key'].map(escapeIdentifier).join(', ')} on ${table} for each row execute function ${rule}()`,
    `comment on function ${rule}() is '${digestOf(keyed)}'`,
  ];
}

/** The keys of what is there; where they are those of now, only those that are missing. */
function keysAnew(keyed: Keyed, ofNow: boolean): string[] {
  const [table, index] = [escapeIdentifier(keyed.table), escapeIdentifier(keyed.index)];
  return [
    // Rules against changes are not about what is derived.
    `alter table ${table} disable trigger user`,
    ...(ofNow ? [] : [`drop index if exists ${index}`]),
    `update ${table} set search_key = ${keyOf(keyed)}${ofNow ? ' where search_key is null' : ''}`,
    `alter table ${table} enable trigger user`,
  ];
}

const indexed = ({ table, index }: Keyed): string =>
  `create index if not exists ${escapeIdentifier(index)} on ${escapeIdentifier(table)} using gin (search_key gin_trgm_ops)`;

/** Brings the search keys to what the lists offer and the readings say. Costs one look when they are. */
export async function keepSearchKeys(owner: DataSource): Promise<void> {
  const tables = [...searched].map(([entity, columns]) => keyedTable(owner.getMetadata(entity), columns));
  const wanted = Object.fromEntries(tables.map(keyed => [keyed.table, digestOf(keyed)]));
  // What keeps the keys is of the schema, the keys are of the data: a restore brings one without the other.
  const kept: { rule: string; digest: string | null }[] = await owner.query(
    `select proname as rule, obj_description(oid, 'pg_proc') as digest from pg_proc where pronamespace = 'public'::regnamespace and proname like '%\\_search\\_key'`,
  );
  const rules = Object.fromEntries(kept.map(({ rule, digest }) => [rule, digest]));
  const keys = (await readSetting<Record<string, string>>(owner.manager, 'searchKeys')) ?? {};
  const stale = tables.filter(({ table }) => ![rules[`${table}_search_key`], keys[table]].every(digest => digest === wanted[table]));
  if (stale.length === 0) return;
  await owner.transaction(async tx => {
    await tx.query(searchKeySql);
    for (const keyed of stale) {
      const anew = keysAnew(keyed, keys[keyed.table] === wanted[keyed.table]);
      for (const statement of [...ruleOf(keyed), ...anew, indexed(keyed)]) await tx.query(statement);
    }
    await tx.query(`insert into setting (key, value) values ('searchKeys', $1) on conflict (key) do update set value = excluded.value`, [
      JSON.stringify(wanted),
    ]);
  });
}

/**
 * Runs work that fills a table with rows whose keys it has worked out already, and makes the index of them afterwards, all at
 * once. `work` is given the SQL of a key, by the SQL of each of its columns. As the owner, in a transaction, which keeps others
 * from the table until it ends.
 */
export async function bringingKeys(
  db: EntityManager,
  entity: ClassType,
  work: (keyBy: (sqlOf: (column: string) => string) => string) => Promise<void>,
): Promise<void> {
  const keyed = keyedTable(db.connection.getMetadata(entity), keyedColumns(entity));
  const table = escapeIdentifier(keyed.table);
  await db.query(`alter table ${table} disable trigger search_key`);
  await db.query(`drop index ${escapeIdentifier(keyed.index)}`);
  await work(sqlOf => `search_key(array[${keyed.columns.map(sqlOf).join(', ')}])`);
  await db.query(`alter table ${table} enable trigger search_key`);
  await db.query(indexed(keyed));
}

const keyedTable = ({ name, tableName, columns }: EntityMetadata, properties: readonly string[]): Keyed => ({
  table: tableName,
  index: indexOf(name),
  columns: properties.map(property => columns.find(({ propertyName }) => propertyName === property)!.databaseName),
});

const digestOf = (keyed: Keyed): string =>
  createHash('sha256')
    .update([edition, searchKeySql, keyOf(keyed)].join('\n'))
    .digest('hex')
    .slice(0, 16);
