import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities, but for the first two: whoever is signed in does so again, and failures are counted anew. */
export class SecondFactor1795521458288 implements MigrationInterface {
  name = 'SecondFactor1795521458288';

  async up(db: QueryRunner): Promise<void> {
    await db.query('delete from session');
    await db.query('drop table sign_in_failure');
    await db.query("CREATE TABLE \"factor\" (\"user_id\" uuid NOT NULL, \"sealed\" text, \"pending\" text, \"last_step\" integer NOT NULL DEFAULT '0', \"confirmed_at\" TIMESTAMP WITH TIME ZONE, CONSTRAINT \"factor_pkey\" PRIMARY KEY (\"user_id\"))");
    await db.query("CREATE TABLE \"recovery_code\" (\"code_hash\" text NOT NULL, \"user_id\" uuid NOT NULL, CONSTRAINT \"recovery_code_pkey\" PRIMARY KEY (\"code_hash\"))");
    await db.query("CREATE INDEX \"recovery_code_user_id_idx\" ON \"recovery_code\"  (\"user_id\") ");
    await db.query("CREATE TABLE \"sign_in_attempt\" (\"login\" text NOT NULL, \"network\" text NOT NULL, \"count\" integer NOT NULL, \"since\" TIMESTAMP WITH TIME ZONE NOT NULL, \"locked_until\" TIMESTAMP WITH TIME ZONE, CONSTRAINT \"sign_in_attempt_pkey\" PRIMARY KEY (\"login\", \"network\"))");
    await db.query("CREATE INDEX \"sign_in_attempt_since_idx\" ON \"sign_in_attempt\"  (\"since\") ");
    await db.query("CREATE TABLE \"former_password\" (\"id\" uuid NOT NULL DEFAULT gen_random_uuid(), \"user_id\" uuid NOT NULL, \"hash\" text NOT NULL, \"at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), CONSTRAINT \"former_password_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"former_password_user_id_at_idx\" ON \"former_password\"  (\"user_id\", \"at\") ");
    await db.query("ALTER TABLE \"account\" ADD \"password_changed_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now()");
    await db.query("ALTER TABLE \"account\" ADD \"locked_at\" TIMESTAMP WITH TIME ZONE");
    await db.query("ALTER TABLE \"account\" ADD \"recovery_asked_at\" TIMESTAMP WITH TIME ZONE");
    await db.query("ALTER TABLE \"session\" ADD \"id\" uuid NOT NULL DEFAULT gen_random_uuid()");
    await db.query("ALTER TABLE \"session\" ADD \"idle_at\" TIMESTAMP WITH TIME ZONE NOT NULL");
    await db.query("ALTER TABLE \"session\" ADD \"fresh_until\" TIMESTAMP WITH TIME ZONE");
    await db.query("ALTER TABLE \"session\" ADD \"vouched\" boolean NOT NULL DEFAULT false");
    await db.query("ALTER TABLE \"session\" ALTER COLUMN \"created_at\" SET DEFAULT domain_now()");
    await db.query("ALTER TABLE \"session\" ALTER COLUMN \"seen_at\" SET DEFAULT domain_now()");
    await db.query("CREATE UNIQUE INDEX \"session_id_idx\" ON \"session\"  (\"id\") ");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX \"public\".\"session_id_idx\"");
    await db.query("ALTER TABLE \"session\" ALTER COLUMN \"seen_at\" SET DEFAULT clock_timestamp()");
    await db.query("ALTER TABLE \"session\" ALTER COLUMN \"created_at\" SET DEFAULT clock_timestamp()");
    await db.query("ALTER TABLE \"session\" DROP COLUMN \"vouched\"");
    await db.query("ALTER TABLE \"session\" DROP COLUMN \"fresh_until\"");
    await db.query("ALTER TABLE \"session\" DROP COLUMN \"idle_at\"");
    await db.query("ALTER TABLE \"session\" DROP COLUMN \"id\"");
    await db.query("ALTER TABLE \"account\" DROP COLUMN \"recovery_asked_at\"");
    await db.query("ALTER TABLE \"account\" DROP COLUMN \"locked_at\"");
    await db.query("ALTER TABLE \"account\" DROP COLUMN \"password_changed_at\"");
    await db.query("DROP INDEX \"public\".\"former_password_user_id_at_idx\"");
    await db.query("DROP TABLE \"former_password\"");
    await db.query("DROP INDEX \"public\".\"sign_in_attempt_since_idx\"");
    await db.query("DROP TABLE \"sign_in_attempt\"");
    await db.query("DROP INDEX \"public\".\"recovery_code_user_id_idx\"");
    await db.query("DROP TABLE \"recovery_code\"");
    await db.query("DROP TABLE \"factor\"");
    await db.query('create table sign_in_failure (login text, ip text, failures int not null, since timestamptz not null, locked_until timestamptz, primary key (login, ip))');
  }
}
