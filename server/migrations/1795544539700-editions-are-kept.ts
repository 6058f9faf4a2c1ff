import type { MigrationInterface, QueryRunner } from 'typeorm';

const said = [
  ...['provider_id', 'provider_name', 'name', 'kind', 'main_scenario', 'scenarios', 'divisions', 'pain_point', 'free_days', 'seats', 'seats_total'],
  ...['included', 'excluded', 'start_within_days', 'price_after', 'exit_terms', 'valid_to'],
];
const of = (row: string) => said.map(column => `${row}.${column}`).join(', ');
const definer = 'language plpgsql security definer set search_path = public, pg_temp';

/** The database keeps what an offering has said to the public, whoever changes it, and the words it is found by. */
export class EditionsAreKept1795544539700 implements MigrationInterface {
  name = 'EditionsAreKept1795544539700';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create function offering_keywords(scenarios text[], divisions text[]) returns text language sql stable set search_path = public, pg_temp as $$
      select string_agg(name_zh || ' ' || name_en, ' ' order by code) from (
        select code, name_zh, name_en from scenario where code = any(scenarios) union all select code, name_zh, name_en from division where code = any(divisions)) named $$`);
    // Named so that it comes before the search key, which has these words in it.
    await db.query(`create function offering_numbers_edition() returns trigger ${definer} as $$ begin
      if tg_op = 'INSERT' then
        new.edition := 1;
      else
        new.edition := old.edition + case when (${of('new')}) is distinct from (${of('old')}) then 1 else 0 end;
      end if;
      if new.keywords is null or tg_op = 'INSERT' or (new.scenarios, new.divisions) is distinct from (old.scenarios, old.divisions) then
        new.keywords := offering_keywords(new.scenarios, new.divisions);
      end if;
      return new;
    end $$`);
    await db.query(`create trigger edition before insert or update of ${[...said, 'edition', 'keywords'].join(', ')} on offering for each row execute function offering_numbers_edition()`);
    await db.query(`create function offering_keeps_edition() returns trigger ${definer} as $$ begin
      if tg_op = 'INSERT' or new.edition <> old.edition then
        insert into offering_edition (id, offering_id, number, ${said.join(', ')}, visible_from, created_at)
        values (uuid_v7(clock_timestamp()), new.id, new.edition, ${of('new')}, case when tg_op = 'INSERT' then new.visible_from else greatest(new.visible_from, domain_now()) end, domain_now());
      end if;
      return null;
    end $$`);
    await db.query(`create trigger edition_kept after insert or update of ${said.join(', ')} on offering for each row execute function offering_keeps_edition()`);
    await db.query(`create function trial_names_edition() returns trigger ${definer} as $$ begin
      if new.edition_id is null then
        select id into new.edition_id from offering_edition where offering_id = new.offering_id order by number desc limit 1;
      end if;
      return new;
    end $$`);
    await db.query('create trigger edition before insert on trial for each row execute function trial_names_edition()');
    // What is there has one edition: what it says now. Rules against changes are not about what is filled in.
    await db.query(`insert into offering_edition (id, offering_id, number, ${said.join(', ')}, visible_from, created_at)
      select uuid_v7(created_at), id, 1, ${of('o')}, visible_from, created_at from offering o`);
    await db.query('alter table trial disable trigger user');
    await db.query('update trial t set edition_id = e.id from offering_edition e where e.offering_id = t.offering_id');
    await db.query('alter table trial enable trigger user');
    await db.query('alter table offering disable trigger user');
    await db.query('update offering set keywords = offering_keywords(scenarios, divisions)');
    await db.query('alter table offering enable trigger user');
    await db.query(`create trigger edition_immutable before update or delete on offering_edition for each row execute function refuse_as('OFFERING_EDITION_IMMUTABLE')`);
    await db.query(`create trigger editions_immutable before truncate on offering_edition for each statement execute function refuse_as('OFFERING_EDITION_IMMUTABLE')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop trigger edition on trial');
    await db.query('drop trigger edition_kept on offering');
    await db.query('drop trigger edition on offering');
    await db.query('drop trigger edition_immutable on offering_edition');
    await db.query('drop trigger editions_immutable on offering_edition');
    for (const name of ['trial_names_edition()', 'offering_keeps_edition()', 'offering_numbers_edition()', 'offering_keywords(text[], text[])'])
      await db.query(`drop function ${name}`);
    await db.query('alter table trial disable trigger user');
    await db.query('update trial set edition_id = null');
    await db.query('alter table trial enable trigger user');
    await db.query('delete from offering_edition');
  }
}
