import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class Retention1795520614465 implements MigrationInterface {
  name = 'Retention1795520614465';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"retention_rule\" (\"id\" uuid NOT NULL, \"key\" text NOT NULL, \"keep\" integer NOT NULL, \"unit\" text NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"retention_rule_check_785f50ae\" CHECK (\"key\" in ('TRIAL_CONTACTS', 'EXPERT_DETAILS', 'CASE_CONTACTS', 'OBJECTIONS', 'PERSONAL_VALUES', 'SIGN_IN_FAILURES', 'SESSIONS', 'SET_UP_LINKS', 'REPEATED_ANSWERS')), CONSTRAINT \"retention_rule_check_bc66f61d\" CHECK (\"unit\" in ('DAYS', 'MONTHS')), CONSTRAINT \"retention_rule_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"retention_rule_key_idx\" ON \"retention_rule\"  (\"key\") ");
    await db.query("CREATE TABLE \"retention_run\" (\"id\" uuid NOT NULL, \"erased\" integer NOT NULL, \"counts\" jsonb NOT NULL DEFAULT '[]', \"more\" boolean NOT NULL, \"started_by_id\" uuid, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), CONSTRAINT \"retention_run_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("ALTER TABLE \"retention_run\" ADD CONSTRAINT \"retention_run_started_by_id_fkey\" FOREIGN KEY (\"started_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"retention_run\" DROP CONSTRAINT \"retention_run_started_by_id_fkey\"");
    await db.query("DROP TABLE \"retention_run\"");
    await db.query("DROP INDEX \"public\".\"retention_rule_key_idx\"");
    await db.query("DROP TABLE \"retention_rule\"");
  }
}
