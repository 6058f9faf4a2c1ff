import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class ObjectionsWithClocks1795544566681 implements MigrationInterface {
  name = 'ObjectionsWithClocks1795544566681';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"objection\" DROP CONSTRAINT \"objection_check_494a151c\"");
    await db.query("ALTER TABLE \"call\" ADD \"objection_accept_days\" integer NOT NULL DEFAULT '2'");
    await db.query("ALTER TABLE \"objection\" ADD \"organisation\" text");
    await db.query("ALTER TABLE \"objection\" ADD \"accept_due_day\" date");
    await db.query("ALTER TABLE \"objection\" ADD \"handler_id\" uuid");
    await db.query("ALTER TABLE \"objection\" ADD \"handler\" text");
    await db.query("ALTER TABLE \"objection\" ADD \"proposed_by_id\" uuid");
    await db.query("ALTER TABLE \"objection\" ADD \"proposed_by\" text");
    await db.query("ALTER TABLE \"objection\" ADD \"confirmed_by_id\" uuid");
    await db.query("ALTER TABLE \"objection\" ADD \"confirmed_by\" text");
    await db.query("ALTER TABLE \"objection\" ADD \"secret_hash\" text");
    await db.query("CREATE INDEX \"objection_accept_due_day_idx\" ON \"objection\"  (\"accept_due_day\") ");
    await db.query("CREATE INDEX \"objection_due_day_idx\" ON \"objection\"  (\"due_day\") ");
    await db.query("ALTER TABLE \"objection\" ADD CONSTRAINT \"objection_check_28e09834\" CHECK (\"state\" in ('FILED', 'ACCEPTED', 'PROPOSED', 'UPHELD', 'DISMISSED', 'INADMISSIBLE'))");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"objection\" DROP CONSTRAINT \"objection_check_28e09834\"");
    await db.query("DROP INDEX \"public\".\"objection_due_day_idx\"");
    await db.query("DROP INDEX \"public\".\"objection_accept_due_day_idx\"");
    await db.query("ALTER TABLE \"objection\" DROP COLUMN \"secret_hash\"");
    await db.query("ALTER TABLE \"objection\" DROP COLUMN \"confirmed_by\"");
    await db.query("ALTER TABLE \"objection\" DROP COLUMN \"confirmed_by_id\"");
    await db.query("ALTER TABLE \"objection\" DROP COLUMN \"proposed_by\"");
    await db.query("ALTER TABLE \"objection\" DROP COLUMN \"proposed_by_id\"");
    await db.query("ALTER TABLE \"objection\" DROP COLUMN \"handler\"");
    await db.query("ALTER TABLE \"objection\" DROP COLUMN \"handler_id\"");
    await db.query("ALTER TABLE \"objection\" DROP COLUMN \"accept_due_day\"");
    await db.query("ALTER TABLE \"objection\" DROP COLUMN \"organisation\"");
    await db.query("ALTER TABLE \"call\" DROP COLUMN \"objection_accept_days\"");
    await db.query("ALTER TABLE \"objection\" ADD CONSTRAINT \"objection_check_494a151c\" CHECK ((state = ANY (ARRAY['FILED'::text, 'ACCEPTED'::text, 'UPHELD'::text, 'DISMISSED'::text, 'INADMISSIBLE'::text])))");
  }
}
