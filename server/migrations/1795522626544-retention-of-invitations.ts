import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class RetentionOfInvitations1795522626544 implements MigrationInterface {
  name = 'RetentionOfInvitations1795522626544';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"retention_rule\" DROP CONSTRAINT \"retention_rule_check_785f50ae\"");
    await db.query("ALTER TABLE \"retention_rule\" ADD CONSTRAINT \"retention_rule_check_86063d0c\" CHECK (\"key\" in ('TRIAL_CONTACTS', 'EXPERT_DETAILS', 'CASE_CONTACTS', 'OBJECTIONS', 'INVITATIONS', 'PERSONAL_VALUES', 'SIGN_IN_FAILURES', 'SESSIONS', 'SET_UP_LINKS', 'REPEATED_ANSWERS'))");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"retention_rule\" DROP CONSTRAINT \"retention_rule_check_86063d0c\"");
    await db.query("ALTER TABLE \"retention_rule\" ADD CONSTRAINT \"retention_rule_check_785f50ae\" CHECK ((key = ANY (ARRAY['TRIAL_CONTACTS'::text, 'EXPERT_DETAILS'::text, 'CASE_CONTACTS'::text, 'OBJECTIONS'::text, 'PERSONAL_VALUES'::text, 'SIGN_IN_FAILURES'::text, 'SESSIONS'::text, 'SET_UP_LINKS'::text, 'REPEATED_ANSWERS'::text])))");
  }
}
