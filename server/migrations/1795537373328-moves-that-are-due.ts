import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class MovesThatAreDue1795537373328 implements MigrationInterface {
  name = 'MovesThatAreDue1795537373328';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE INDEX \"trial_district_state_applied_at_id_idx\" ON \"trial\"  (\"district\", \"state\", \"applied_at\", \"id\") ");
    await db.query("create index \"trial_lapse_due\" on \"trial\" (held_until) where state in ('OFFERED')");
    await db.query("create index \"trial_end_due\" on \"trial\" (ends_at) where state in ('RUNNING')");
    await db.query("create index \"trial_close_due\" on \"trial\" (outcome_due_at) where state in ('ENDED')");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("drop index \"trial_lapse_due\"");
    await db.query("drop index \"trial_end_due\"");
    await db.query("drop index \"trial_close_due\"");
    await db.query("DROP INDEX \"public\".\"trial_district_state_applied_at_id_idx\"");
  }
}
