import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class KeysAndRates1795519191033 implements MigrationInterface {
  name = 'KeysAndRates1795519191033';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"api_key\" DROP CONSTRAINT \"api_key_check_5999993e\"");
    await db.query("CREATE TABLE \"rate_limit\" (\"key\" character varying(255) NOT NULL, \"points\" integer NOT NULL DEFAULT '0', \"expire\" bigint, CONSTRAINT \"rate_limit_pkey\" PRIMARY KEY (\"key\"))");
    await db.query("ALTER TABLE \"api_key\" ADD \"networks\" text array NOT NULL DEFAULT '{}'");
    await db.query("ALTER TABLE \"api_key\" ADD \"cost_per_minute\" integer");
    await db.query("ALTER TABLE \"api_key\" ADD \"last_used_from\" text");
    await db.query("ALTER TABLE \"api_key\" ADD \"approved_by_id\" uuid");
    await db.query("ALTER TABLE \"api_key\" ADD \"approved_at\" TIMESTAMP WITH TIME ZONE");
    await db.query("ALTER TABLE \"api_key\" ADD \"replaces_id\" uuid");
    await db.query("ALTER TABLE \"api_key\" ADD \"overlap_days\" integer");
    await db.query("ALTER TABLE \"api_key\" ALTER COLUMN \"state\" SET DEFAULT 'PROPOSED'");
    await db.query("ALTER TABLE \"api_key\" ADD CONSTRAINT \"api_key_check_25dd7639\" CHECK (\"state\" in ('PROPOSED', 'ACTIVE', 'REVOKED', 'EXPIRED'))");
    await db.query("ALTER TABLE \"api_key\" ADD CONSTRAINT \"SAME_PERSON\" CHECK (approved_by_id is null or approved_by_id <> created_by_id)");
    await db.query("ALTER TABLE \"api_key\" ADD CONSTRAINT \"api_key_approved_by_id_fkey\" FOREIGN KEY (\"approved_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"api_key\" ADD CONSTRAINT \"api_key_replaces_id_fkey\" FOREIGN KEY (\"replaces_id\") REFERENCES \"api_key\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"api_key\" DROP CONSTRAINT \"api_key_replaces_id_fkey\"");
    await db.query("ALTER TABLE \"api_key\" DROP CONSTRAINT \"api_key_approved_by_id_fkey\"");
    await db.query("ALTER TABLE \"api_key\" DROP CONSTRAINT \"SAME_PERSON\"");
    await db.query("ALTER TABLE \"api_key\" DROP CONSTRAINT \"api_key_check_25dd7639\"");
    await db.query("ALTER TABLE \"api_key\" ALTER COLUMN \"state\" SET DEFAULT 'ACTIVE'");
    await db.query("ALTER TABLE \"api_key\" DROP COLUMN \"overlap_days\"");
    await db.query("ALTER TABLE \"api_key\" DROP COLUMN \"replaces_id\"");
    await db.query("ALTER TABLE \"api_key\" DROP COLUMN \"approved_at\"");
    await db.query("ALTER TABLE \"api_key\" DROP COLUMN \"approved_by_id\"");
    await db.query("ALTER TABLE \"api_key\" DROP COLUMN \"last_used_from\"");
    await db.query("ALTER TABLE \"api_key\" DROP COLUMN \"cost_per_minute\"");
    await db.query("ALTER TABLE \"api_key\" DROP COLUMN \"networks\"");
    await db.query("DROP TABLE \"rate_limit\"");
    await db.query("ALTER TABLE \"api_key\" ADD CONSTRAINT \"api_key_check_5999993e\" CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'REVOKED'::text, 'EXPIRED'::text])))");
  }
}
