import type { MigrationInterface, QueryRunner } from 'typeorm';

const rules = [
  ...['note_statistics()', 'api_key_rules()', 'account_one_duty()', 'account_idle()', 'same_person(uuid, uuid)'],
  ...['refuse_early_listing()', 'conversion_needs_trial()', 'seal_with_call()'],
];

/** Rules that read tables read the real ones: a temporary table of the same name does not come before them. */
export class PathsOfFunctions1795523500000 implements MigrationInterface {
  name = 'PathsOfFunctions1795523500000';

  async up(db: QueryRunner): Promise<void> {
    for (const rule of rules) await db.query(`alter function ${rule} set search_path = public, pg_temp`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const rule of rules.slice(0, 5)) await db.query(`alter function ${rule} set search_path = public`);
    for (const rule of rules.slice(5)) await db.query(`alter function ${rule} reset search_path`);
  }
}
