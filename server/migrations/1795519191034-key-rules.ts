import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What holds for keys whoever writes them: a platform has at most two live ones, also when two are made at once, and one
 * that may write is not good before another person has approved it. Keys of the time before stay as they are.
 */
export class KeyRules1795519191034 implements MigrationInterface {
  name = 'KeyRules1795519191034';

  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table rate_limit set unlogged');
    await db.query(`
      create function api_key_rules() returns trigger language plpgsql security definer set search_path = public as $$
      declare live constant text[] := array['PROPOSED', 'ACTIVE'];
      begin
        if new.state = any(live) and new.expires_at > domain_now()
           and (tg_op = 'INSERT' or not (old.state = any(live) and old.expires_at > domain_now() and old.platform = new.platform)) then
          perform pg_advisory_xact_lock(729101, hashtext(new.platform));
          if (select count(*) >= 2 from api_key it where it.platform = new.platform and it.id <> new.id and it.state = any(live) and it.expires_at > domain_now()) then
            raise exception 'the platform has two live keys' using errcode = '23514', constraint = 'KEYS_TWO_LIVE';
          end if;
        end if;
        if new.state = 'ACTIVE' and (tg_op = 'INSERT' or old.state <> 'ACTIVE') and new.created_by_id is not null and new.approved_by_id is null
           and exists (select from unnest(new.scopes) scope where scope not like '%:read') then
          raise exception 'a key that may write needs two persons' using errcode = '23514', constraint = 'KEY_NEEDS_TWO';
        end if;
        return new;
      end $$`);
    await db.query(
      'create trigger api_key_rules before insert or update of state, platform, expires_at, scopes on api_key for each row execute function api_key_rules()',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop trigger api_key_rules on api_key');
    await db.query('drop function api_key_rules()');
    await db.query('alter table rate_limit set logged');
  }
}
