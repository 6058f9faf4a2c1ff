import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Written by hand: every process hears of facts when they are committed, and forgets what it has answered the public before. */
export class NewsOfFacts1795530662593 implements MigrationInterface {
  name = 'NewsOfFacts1795530662593';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create function fact_is_told() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        perform pg_notify('shizhuan_facts', '');
        return null;
      end $$`);
    await db.query('create trigger fact_c_told after insert or delete or truncate on fact for each statement execute function fact_is_told()');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop trigger fact_c_told on fact');
    await db.query('drop function fact_is_told()');
  }
}
