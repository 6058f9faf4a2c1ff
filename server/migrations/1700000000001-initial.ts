import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class Initial1700000000001 implements MigrationInterface {
  name = 'Initial1700000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"fact\" (\"id\" uuid NOT NULL, \"name\" text NOT NULL, \"subject\" text NOT NULL, \"subject_id\" uuid NOT NULL, \"actor_id\" text, \"actor_name\" text, \"actor_role\" text, \"key_id\" text, \"request_id\" text, \"note\" text, \"changed\" jsonb NOT NULL DEFAULT '[]', \"details\" jsonb NOT NULL DEFAULT '{}', \"at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), CONSTRAINT \"fact_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"fact_at_idx\" ON \"fact\"  (\"at\") ");
    await db.query("CREATE INDEX \"fact_subject_id_id_idx\" ON \"fact\"  (\"subject_id\", \"id\") ");
    await db.query("CREATE TABLE \"personal_value\" (\"id\" uuid NOT NULL, \"subject_id\" uuid NOT NULL, \"value\" text NOT NULL, CONSTRAINT \"personal_value_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"personal_value_subject_id_idx\" ON \"personal_value\"  (\"subject_id\") ");
    await db.query("CREATE TABLE \"errand\" (\"id\" uuid NOT NULL, \"fact_id\" uuid NOT NULL, \"subscriber\" text NOT NULL, \"attempts\" integer NOT NULL DEFAULT '0', \"last_error\" text, \"done_at\" TIMESTAMP WITH TIME ZONE, \"due_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(), CONSTRAINT \"errand_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"errand_due_idx\" ON \"errand\"  (\"due_at\") WHERE done_at is null");
    await db.query("CREATE TABLE \"idempotency\" (\"principal\" text NOT NULL, \"key\" text NOT NULL, \"fingerprint\" text NOT NULL, \"answer\" jsonb, \"at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(), CONSTRAINT \"idempotency_pkey\" PRIMARY KEY (\"principal\", \"key\"))");
    await db.query("CREATE TABLE \"setting\" (\"key\" text NOT NULL, \"value\" jsonb NOT NULL, CONSTRAINT \"setting_pkey\" PRIMARY KEY (\"key\"))");
    await db.query("CREATE TABLE \"enterprise\" (\"id\" uuid NOT NULL, \"uscc\" text NOT NULL, \"name\" text NOT NULL, \"district\" text NOT NULL, \"division\" text NOT NULL, \"size\" text NOT NULL, \"employees\" integer, \"revenue\" numeric(17,2), \"contact_name\" text, \"contact_phone\" text, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"enterprise_check_5e8e52c6\" CHECK (\"size\" in ('LARGE', 'MEDIUM', 'SMALL', 'MICRO')), CONSTRAINT \"enterprise_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"ENTERPRISE_USCC_TAKEN\" ON \"enterprise\"  (\"uscc\") ");
    await db.query("CREATE INDEX \"enterprise_district_idx\" ON \"enterprise\"  (\"district\") ");
    await db.query("CREATE INDEX \"enterprise_division_idx\" ON \"enterprise\"  (\"division\") ");
    await db.query("CREATE INDEX \"enterprise_size_idx\" ON \"enterprise\"  (\"size\") ");
    await db.query("CREATE TABLE \"expert\" (\"id\" uuid NOT NULL, \"number\" text NOT NULL, \"name\" text NOT NULL, \"employer_uscc\" text NOT NULL, \"phone\" text, \"email\" text, \"scenarios\" text array NOT NULL DEFAULT '{}', \"most_reviews\" integer NOT NULL DEFAULT '20', \"state\" text NOT NULL DEFAULT 'ACTIVE', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"expert_check_1d61bf1f\" CHECK (\"state\" in ('ACTIVE', 'RESTING')), CONSTRAINT \"expert_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"EXPERT_NUMBER_TAKEN\" ON \"expert\"  (\"number\") ");
    await db.query("CREATE INDEX \"expert_state_idx\" ON \"expert\"  (\"state\") ");
    await db.query("CREATE TABLE \"provider\" (\"id\" uuid NOT NULL, \"uscc\" text NOT NULL, \"name\" text NOT NULL, \"kind\" text NOT NULL, \"district\" text NOT NULL, \"contact_name\" text, \"contact_phone\" text, \"contact_email\" text, \"founded_on\" date, \"staff\" integer, \"certificates\" text array NOT NULL DEFAULT '{}', \"profile\" text, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"provider_check_52d52a3c\" CHECK (\"kind\" in ('INTEGRATOR', 'PRODUCT', 'CHAIN_LEADER')), CONSTRAINT \"provider_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"PROVIDER_USCC_TAKEN\" ON \"provider\"  (\"uscc\") ");
    await db.query("CREATE INDEX \"provider_kind_idx\" ON \"provider\"  (\"kind\") ");
    await db.query("CREATE INDEX \"provider_district_idx\" ON \"provider\"  (\"district\") ");
    await db.query("CREATE TABLE \"account\" (\"id\" uuid NOT NULL, \"login\" text NOT NULL, \"name\" text NOT NULL, \"role\" text NOT NULL, \"district\" text, \"provider_id\" uuid, \"enterprise_id\" uuid, \"expert_id\" uuid, \"manager\" boolean NOT NULL DEFAULT false, \"must_change_password\" boolean NOT NULL DEFAULT false, \"password_hash\" text, \"last_sign_in_at\" TIMESTAMP WITH TIME ZONE, \"state\" text NOT NULL DEFAULT 'ACTIVE', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"account_check_f1aeab26\" CHECK (\"role\" in ('PUBLIC', 'ENTERPRISE', 'PROVIDER', 'EXPERT', 'DISTRICT', 'OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'PARTNER')), CONSTRAINT \"account_check_8b23ca58\" CHECK (\"state\" in ('ACTIVE', 'DISABLED')), CONSTRAINT \"account_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"USER_LOGIN_TAKEN\" ON \"account\"  (\"login\") ");
    await db.query("CREATE INDEX \"account_role_idx\" ON \"account\"  (\"role\") ");
    await db.query("CREATE INDEX \"account_provider_id_idx\" ON \"account\"  (\"provider_id\") ");
    await db.query("CREATE INDEX \"account_enterprise_id_idx\" ON \"account\"  (\"enterprise_id\") ");
    await db.query("CREATE INDEX \"account_expert_id_idx\" ON \"account\"  (\"expert_id\") ");
    await db.query("CREATE INDEX \"account_state_idx\" ON \"account\"  (\"state\") ");
    await db.query("CREATE TABLE \"session\" (\"token_hash\" text NOT NULL, \"user_id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(), \"seen_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(), \"expires_at\" TIMESTAMP WITH TIME ZONE NOT NULL, \"ip\" text, \"user_agent\" text, CONSTRAINT \"session_pkey\" PRIMARY KEY (\"token_hash\"))");
    await db.query("CREATE INDEX \"session_user_id_idx\" ON \"session\"  (\"user_id\") ");
    await db.query("ALTER TABLE \"account\" ADD CONSTRAINT \"account_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"account\" ADD CONSTRAINT \"account_enterprise_id_fkey\" FOREIGN KEY (\"enterprise_id\") REFERENCES \"enterprise\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"account\" ADD CONSTRAINT \"account_expert_id_fkey\" FOREIGN KEY (\"expert_id\") REFERENCES \"expert\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("create index \"enterprise_name_trgm\" on \"enterprise\" using gin (\"name\" gin_trgm_ops)");
    await db.query("create index \"provider_name_trgm\" on \"provider\" using gin (\"name\" gin_trgm_ops)");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("drop index \"enterprise_name_trgm\"");
    await db.query("drop index \"provider_name_trgm\"");
    await db.query("ALTER TABLE \"account\" DROP CONSTRAINT \"account_expert_id_fkey\"");
    await db.query("ALTER TABLE \"account\" DROP CONSTRAINT \"account_enterprise_id_fkey\"");
    await db.query("ALTER TABLE \"account\" DROP CONSTRAINT \"account_provider_id_fkey\"");
    await db.query("DROP INDEX \"public\".\"session_user_id_idx\"");
    await db.query("DROP TABLE \"session\"");
    await db.query("DROP INDEX \"public\".\"account_state_idx\"");
    await db.query("DROP INDEX \"public\".\"account_expert_id_idx\"");
    await db.query("DROP INDEX \"public\".\"account_enterprise_id_idx\"");
    await db.query("DROP INDEX \"public\".\"account_provider_id_idx\"");
    await db.query("DROP INDEX \"public\".\"account_role_idx\"");
    await db.query("DROP INDEX \"public\".\"USER_LOGIN_TAKEN\"");
    await db.query("DROP TABLE \"account\"");
    await db.query("DROP INDEX \"public\".\"provider_district_idx\"");
    await db.query("DROP INDEX \"public\".\"provider_kind_idx\"");
    await db.query("DROP INDEX \"public\".\"PROVIDER_USCC_TAKEN\"");
    await db.query("DROP TABLE \"provider\"");
    await db.query("DROP INDEX \"public\".\"expert_state_idx\"");
    await db.query("DROP INDEX \"public\".\"EXPERT_NUMBER_TAKEN\"");
    await db.query("DROP TABLE \"expert\"");
    await db.query("DROP INDEX \"public\".\"enterprise_size_idx\"");
    await db.query("DROP INDEX \"public\".\"enterprise_division_idx\"");
    await db.query("DROP INDEX \"public\".\"enterprise_district_idx\"");
    await db.query("DROP INDEX \"public\".\"ENTERPRISE_USCC_TAKEN\"");
    await db.query("DROP TABLE \"enterprise\"");
    await db.query("DROP TABLE \"setting\"");
    await db.query("DROP TABLE \"idempotency\"");
    await db.query("DROP INDEX \"public\".\"errand_due_idx\"");
    await db.query("DROP TABLE \"errand\"");
    await db.query("DROP INDEX \"public\".\"personal_value_subject_id_idx\"");
    await db.query("DROP TABLE \"personal_value\"");
    await db.query("DROP INDEX \"public\".\"fact_subject_id_id_idx\"");
    await db.query("DROP INDEX \"public\".\"fact_at_idx\"");
    await db.query("DROP TABLE \"fact\"");
  }
}
