import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class SingleSignOn1795519321251 implements MigrationInterface {
  name = 'SingleSignOn1795519321251';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"linked_identity\" (\"id\" uuid NOT NULL, \"user_id\" uuid NOT NULL, \"provider\" text NOT NULL, \"subject\" text NOT NULL, \"last_used_at\" TIMESTAMP WITH TIME ZONE, \"state\" text NOT NULL DEFAULT 'ACTIVE', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"linked_identity_check_dbe289df\" CHECK (\"state\" in ('ACTIVE', 'ENDED')), CONSTRAINT \"linked_identity_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"linked_identity_user_id_idx\" ON \"linked_identity\"  (\"user_id\") ");
    await db.query("CREATE INDEX \"linked_identity_provider_idx\" ON \"linked_identity\"  (\"provider\") ");
    await db.query("CREATE INDEX \"linked_identity_state_idx\" ON \"linked_identity\"  (\"state\") ");
    await db.query("CREATE UNIQUE INDEX \"IDENTITY_TAKEN\" ON \"linked_identity\"  (\"provider\", \"subject\") WHERE state = 'ACTIVE'");
    await db.query("CREATE TABLE \"sign_on_attempt\" (\"id\" uuid NOT NULL, \"carried_hash\" text NOT NULL, \"provider\" text NOT NULL, \"expires_at\" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT \"sign_on_attempt_carried_hash_key\" UNIQUE (\"carried_hash\"), CONSTRAINT \"sign_on_attempt_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"sign_on_attempt_expires_at_idx\" ON \"sign_on_attempt\"  (\"expires_at\") ");
    await db.query("ALTER TABLE \"linked_identity\" ADD CONSTRAINT \"linked_identity_user_id_fkey\" FOREIGN KEY (\"user_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"linked_identity\" DROP CONSTRAINT \"linked_identity_user_id_fkey\"");
    await db.query("DROP INDEX \"public\".\"sign_on_attempt_expires_at_idx\"");
    await db.query("DROP TABLE \"sign_on_attempt\"");
    await db.query("DROP INDEX \"public\".\"IDENTITY_TAKEN\"");
    await db.query("DROP INDEX \"public\".\"linked_identity_state_idx\"");
    await db.query("DROP INDEX \"public\".\"linked_identity_provider_idx\"");
    await db.query("DROP INDEX \"public\".\"linked_identity_user_id_idx\"");
    await db.query("DROP TABLE \"linked_identity\"");
  }
}
