import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

const here = import.meta.dirname;
const parts = readdirSync(here)
  .filter(name => name.endsWith('.sql'))
  .sort();

/** How much there is at 1; districts, divisions, calls and lists stay as many. */
const sizes = { providers: 500, solutions: 5_000, enterprises: 50_000, trials: 100_000, experts: 100 };

/** What the data is made by: when this changes, it is made anew. Ages count from today, and hold for the month. */
export function recipeOf(scale: number, root: string): string {
  const hash = createHash('sha256').update(`${scale} ${new Date().toISOString().slice(0, 7)}`);
  const migrations = join(root, 'server/migrations');
  for (const file of [...parts.map(name => join(here, name)), ...readdirSync(migrations).map(name => join(migrations, name))].sort())
    hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** Fills a migrated, empty database as its superuser. Constraints and triggers hold; plain indexes are made afterwards, all at once. */
export async function build(admin: Client, scale: number, say: (line: string) => void): Promise<void> {
  const counts: Record<string, number> = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, size * scale]));
  await admin.query(`set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set synchronous_commit = off`);
  await admin.query('begin');
  const { rows: indexes } = await admin.query<{ name: string; sql: string }>(
    `select format('%I.%I', schemaname, indexname) as name, indexdef as sql from pg_indexes
     where schemaname = 'public' and indexdef like 'CREATE INDEX%'
       and tablename in ('provider', 'solution', 'submission', 'review', 'enterprise', 'register_entry', 'evidence', 'offering', 'trial', 'conversion')`,
  );
  for (const { name } of indexes) await admin.query(`drop index ${name}`);
  await rememberKeys(admin);
  for (const part of parts) {
    const began = Date.now();
    await admin.query(readFileSync(join(here, part), 'utf8').replace(/(?<!:):([a-z]+)/g, (all, name) => `${counts[name] ?? all}`));
    say(`  ${part} ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  await admin.query('drop function search_key(text[]); alter function search_key_made(text[]) rename to search_key');
  const began = Date.now();
  for (const { sql } of indexes) await admin.query(sql);
  await admin.query('commit');
  say(`  ${indexes.length} indexes ${((Date.now() - began) / 1000).toFixed(1)} s`);
  await admin.query('vacuum (analyze)');
}

/**
 * While the data is made, the search key of a text is made once: most texts come many times, or with another number behind.
 * Each text that comes with a number for the first time proves that putting them together gives what making the key gives.
 */
async function rememberKeys(admin: Client): Promise<void> {
  await admin.query(String.raw`alter function search_key(text[]) rename to search_key_made;
    create temporary table known_key (text text primary key, key text, lines text[]) on commit drop;
    create function search_key(texts text[]) returns text language plpgsql as $$
    declare field text; base text; number text; twice text; known known_key; part text; key text;
    begin
      foreach field in array texts loop
        continue when field is null;
        if field !~ '[〇一-鿿]' then part := search_key_made(array[field]);
        else
          base := rtrim(field, '0123456789');
          number := substr(field, length(base) + 1);
          select * into known from known_key k where k.text = base;
          if not found then
            part := search_key_made(array[base]);
            insert into known_key values (base, part, string_to_array(part, E'\n')) returning * into known;
            base := null;
          end if;
          part := known.key;
          if number <> '' then
            twice := regexp_replace(number, '(.)', '\1\1', 'g');
            part := concat_ws(E'\n', known.lines[1] || twice, known.lines[2] || twice, known.lines[3] || repeat(E'\x01', length(number)));
            if base is null and part is distinct from search_key_made(array[field]) then raise exception 'the key of % is made otherwise', field; end if;
          end if;
        end if;
        key := concat_ws(E'\n', key, part);
      end loop;
      return key;
    end $$`);
}

/** Gives those who ask a session of many days, whatever became of the last one. The token of an account is its login. */
export async function openSessions(admin: Client): Promise<void> {
  await admin.query(
    `insert into session (token_hash, user_id, expires_at, idle_at, vouched)
     select encode(sha256(login::bytea), 'hex'), id, domain_now() + interval '30 days', domain_now() + interval '30 days', true from account where login like 'bench-%'
     on conflict (token_hash) do update set expires_at = excluded.expires_at, idle_at = excluded.idle_at`,
  );
}
