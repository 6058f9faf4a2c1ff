import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * After thousands of rows came at once, the planner must not go on believing that the tables are small: until the database
 * notices by itself, figures of a district would take seconds. Only an owner may analyze, so this runs as one.
 */
export class Statistics1700000000050 implements MigrationInterface {
  name = 'Statistics1700000000050';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function note_statistics() returns void language plpgsql security definer set search_path = public as
      $$ begin analyze enterprise, register, register_entry, evidence; end $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function note_statistics()');
  }
}
