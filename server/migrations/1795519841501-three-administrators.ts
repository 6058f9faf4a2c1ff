import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities; the accounts there are get numbers that stand for their persons. */
export class ThreeAdministrators1795519841501 implements MigrationInterface {
  name = 'ThreeAdministrators1795519841501';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"account\" DROP CONSTRAINT \"account_check_8b23ca58\"");
    await db.query("CREATE TABLE \"invitation\" (\"id\" uuid NOT NULL, \"name\" text NOT NULL, \"role\" text NOT NULL, \"provider_id\" uuid, \"enterprise_id\" uuid, \"expert_id\" uuid, \"manager\" boolean NOT NULL DEFAULT false, \"token_hash\" text NOT NULL, \"invited_by_id\" uuid, \"invited_by\" text, \"accepted_by_id\" uuid, \"expires_at\" TIMESTAMP WITH TIME ZONE NOT NULL, \"state\" text NOT NULL DEFAULT 'OPEN', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"invitation_token_hash_key\" UNIQUE (\"token_hash\"), CONSTRAINT \"invitation_check_f1aeab26\" CHECK (\"role\" in ('PUBLIC', 'ENTERPRISE', 'PROVIDER', 'EXPERT', 'DISTRICT', 'OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'PARTNER')), CONSTRAINT \"invitation_check_ad573a20\" CHECK (\"state\" in ('OPEN', 'ACCEPTED', 'EXPIRED', 'REVOKED')), CONSTRAINT \"invitation_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"invitation_role_idx\" ON \"invitation\"  (\"role\") ");
    await db.query("CREATE INDEX \"invitation_provider_id_idx\" ON \"invitation\"  (\"provider_id\") ");
    await db.query("CREATE INDEX \"invitation_enterprise_id_idx\" ON \"invitation\"  (\"enterprise_id\") ");
    await db.query("CREATE INDEX \"invitation_expert_id_idx\" ON \"invitation\"  (\"expert_id\") ");
    await db.query("CREATE INDEX \"invitation_accepted_by_id_idx\" ON \"invitation\"  (\"accepted_by_id\") ");
    await db.query("CREATE INDEX \"invitation_state_idx\" ON \"invitation\"  (\"state\") ");
    await db.query("CREATE TABLE \"role_change\" (\"id\" uuid NOT NULL, \"user_id\" uuid NOT NULL, \"role\" text NOT NULL, \"district\" text, \"provider_id\" uuid, \"enterprise_id\" uuid, \"expert_id\" uuid, \"manager\" boolean NOT NULL DEFAULT false, \"person_number\" text, \"reason\" text NOT NULL, \"proposed_by_id\" uuid NOT NULL, \"proposed_by\" text NOT NULL, \"proposer_role\" text NOT NULL, \"state\" text NOT NULL DEFAULT 'PROPOSED', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"role_change_check_f1aeab26\" CHECK (\"role\" in ('PUBLIC', 'ENTERPRISE', 'PROVIDER', 'EXPERT', 'DISTRICT', 'OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'PARTNER')), CONSTRAINT \"role_change_check_fda4d5ad\" CHECK (\"proposer_role\" in ('PUBLIC', 'ENTERPRISE', 'PROVIDER', 'EXPERT', 'DISTRICT', 'OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'PARTNER')), CONSTRAINT \"role_change_check_d97f6f10\" CHECK (\"state\" in ('PROPOSED', 'APPROVED', 'REJECTED')), CONSTRAINT \"role_change_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"role_change_user_id_idx\" ON \"role_change\"  (\"user_id\") ");
    await db.query("CREATE INDEX \"role_change_provider_id_idx\" ON \"role_change\"  (\"provider_id\") ");
    await db.query("CREATE INDEX \"role_change_enterprise_id_idx\" ON \"role_change\"  (\"enterprise_id\") ");
    await db.query("CREATE INDEX \"role_change_expert_id_idx\" ON \"role_change\"  (\"expert_id\") ");
    await db.query("CREATE INDEX \"role_change_state_idx\" ON \"role_change\"  (\"state\") ");
    await db.query("CREATE UNIQUE INDEX \"ROLE_CHANGE_ALREADY_PROPOSED\" ON \"role_change\"  (\"user_id\") WHERE state = 'PROPOSED'");
    await db.query("ALTER TABLE \"account\" ADD \"person_number\" text");
    await db.query("ALTER TABLE \"account\" ADD \"idle_at\" TIMESTAMP WITH TIME ZONE");
    await db.query("ALTER TABLE \"account\" ADD \"proposed_by_id\" uuid");
    await db.query("ALTER TABLE \"account\" ADD \"proposed_by\" text");
    await db.query("ALTER TABLE \"account\" ALTER COLUMN \"state\" SET DEFAULT 'PROPOSED'");
    // Nobody knows yet who stands behind the accounts there are; each counts as a person of its own until somebody enters it.
    await db.query("UPDATE \"account\" SET \"person_number\" = 'LOGIN:' || upper(\"login\") WHERE \"role\" in ('DISTRICT', 'OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR')");
    await db.query("UPDATE \"account\" SET \"idle_at\" = domain_now() + interval '90 days' WHERE \"state\" = 'ACTIVE'");
    await db.query("CREATE UNIQUE INDEX \"PERSON_ONE_ADMINISTRATOR\" ON \"account\"  (\"person_number\") WHERE state in ('PROPOSED', 'ACTIVE') and role in ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR')");
    await db.query("CREATE INDEX \"account_person_number_idx\" ON \"account\"  (\"person_number\") ");
    await db.query("ALTER TABLE \"account\" ADD CONSTRAINT \"account_check_6991d081\" CHECK (\"state\" in ('PROPOSED', 'ACTIVE', 'DISABLED', 'REJECTED'))");
    await db.query("ALTER TABLE \"account\" ADD CONSTRAINT \"PERSON_NUMBER_INVALID\" CHECK (\"person_number\" ~ '^[0-9A-Z][0-9A-Z.:@_-]{0,79}$')");
    await db.query("ALTER TABLE \"account\" ADD CONSTRAINT \"PERSON_NUMBER_REQUIRED\" CHECK (\"state\" in ('DISABLED', 'REJECTED') or \"role\" not in ('DISTRICT', 'OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR') or \"person_number\" is not null)");
    await db.query("ALTER TABLE \"invitation\" ADD CONSTRAINT \"invitation_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"invitation\" ADD CONSTRAINT \"invitation_enterprise_id_fkey\" FOREIGN KEY (\"enterprise_id\") REFERENCES \"enterprise\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"invitation\" ADD CONSTRAINT \"invitation_expert_id_fkey\" FOREIGN KEY (\"expert_id\") REFERENCES \"expert\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"invitation\" ADD CONSTRAINT \"invitation_accepted_by_id_fkey\" FOREIGN KEY (\"accepted_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"role_change\" ADD CONSTRAINT \"role_change_user_id_fkey\" FOREIGN KEY (\"user_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"role_change\" ADD CONSTRAINT \"role_change_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"role_change\" ADD CONSTRAINT \"role_change_enterprise_id_fkey\" FOREIGN KEY (\"enterprise_id\") REFERENCES \"enterprise\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"role_change\" ADD CONSTRAINT \"role_change_expert_id_fkey\" FOREIGN KEY (\"expert_id\") REFERENCES \"expert\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"role_change\" DROP CONSTRAINT \"role_change_expert_id_fkey\"");
    await db.query("ALTER TABLE \"role_change\" DROP CONSTRAINT \"role_change_enterprise_id_fkey\"");
    await db.query("ALTER TABLE \"role_change\" DROP CONSTRAINT \"role_change_provider_id_fkey\"");
    await db.query("ALTER TABLE \"role_change\" DROP CONSTRAINT \"role_change_user_id_fkey\"");
    await db.query("ALTER TABLE \"invitation\" DROP CONSTRAINT \"invitation_accepted_by_id_fkey\"");
    await db.query("ALTER TABLE \"invitation\" DROP CONSTRAINT \"invitation_expert_id_fkey\"");
    await db.query("ALTER TABLE \"invitation\" DROP CONSTRAINT \"invitation_enterprise_id_fkey\"");
    await db.query("ALTER TABLE \"invitation\" DROP CONSTRAINT \"invitation_provider_id_fkey\"");
    await db.query("ALTER TABLE \"account\" DROP CONSTRAINT \"PERSON_NUMBER_REQUIRED\"");
    await db.query("ALTER TABLE \"account\" DROP CONSTRAINT \"PERSON_NUMBER_INVALID\"");
    await db.query("ALTER TABLE \"account\" DROP CONSTRAINT \"account_check_6991d081\"");
    await db.query("DROP INDEX \"public\".\"account_person_number_idx\"");
    await db.query("DROP INDEX \"public\".\"PERSON_ONE_ADMINISTRATOR\"");
    await db.query("ALTER TABLE \"account\" ALTER COLUMN \"state\" SET DEFAULT 'ACTIVE'");
    await db.query("ALTER TABLE \"account\" DROP COLUMN \"proposed_by\"");
    await db.query("ALTER TABLE \"account\" DROP COLUMN \"proposed_by_id\"");
    await db.query("ALTER TABLE \"account\" DROP COLUMN \"idle_at\"");
    await db.query("ALTER TABLE \"account\" DROP COLUMN \"person_number\"");
    await db.query("DROP INDEX \"public\".\"ROLE_CHANGE_ALREADY_PROPOSED\"");
    await db.query("DROP INDEX \"public\".\"role_change_state_idx\"");
    await db.query("DROP INDEX \"public\".\"role_change_expert_id_idx\"");
    await db.query("DROP INDEX \"public\".\"role_change_enterprise_id_idx\"");
    await db.query("DROP INDEX \"public\".\"role_change_provider_id_idx\"");
    await db.query("DROP INDEX \"public\".\"role_change_user_id_idx\"");
    await db.query("DROP TABLE \"role_change\"");
    await db.query("DROP INDEX \"public\".\"invitation_state_idx\"");
    await db.query("DROP INDEX \"public\".\"invitation_accepted_by_id_idx\"");
    await db.query("DROP INDEX \"public\".\"invitation_expert_id_idx\"");
    await db.query("DROP INDEX \"public\".\"invitation_enterprise_id_idx\"");
    await db.query("DROP INDEX \"public\".\"invitation_provider_id_idx\"");
    await db.query("DROP INDEX \"public\".\"invitation_role_idx\"");
    await db.query("DROP TABLE \"invitation\"");
    await db.query("ALTER TABLE \"account\" ADD CONSTRAINT \"account_check_8b23ca58\" CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'DISABLED'::text])))");
  }
}
