import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class AuditChain1795521000000 implements MigrationInterface {
  name = 'AuditChain1795521000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"seal\" (\"seq\" bigint NOT NULL, \"fact_id\" uuid NOT NULL, \"algorithm\" text NOT NULL, \"form\" smallint NOT NULL, \"hash\" text NOT NULL, \"at\" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT \"seal_pkey\" PRIMARY KEY (\"seq\"))");
    await db.query("CREATE UNIQUE INDEX \"seal_fact_id_idx\" ON \"seal\"  (\"fact_id\") ");
    await db.query("CREATE TABLE \"audit_head\" (\"id\" smallint NOT NULL, \"algorithm\" text NOT NULL, \"seq\" bigint NOT NULL, \"hash\" text NOT NULL, \"at\" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT \"ONE_HEAD\" CHECK (id = 1), CONSTRAINT \"audit_head_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE TABLE \"audit_check\" (\"id\" uuid NOT NULL, \"started_by_id\" text NOT NULL, \"started_by\" text NOT NULL, \"started_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(), \"ended_at\" TIMESTAMP WITH TIME ZONE, \"up_to\" bigint NOT NULL, \"progress\" jsonb NOT NULL, CONSTRAINT \"audit_check_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("ALTER TABLE \"fact\" ADD \"ip\" text");
    await db.query("ALTER TABLE \"fact\" ADD \"on_behalf_of\" text");
    await db.query("CREATE INDEX \"fact_refusal_idx\" ON \"fact\"  (\"id\") WHERE subject = 'Refusal'");
    await db.query("CREATE INDEX \"fact_actor_id_id_idx\" ON \"fact\"  (\"actor_id\", \"id\") ");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX \"public\".\"fact_actor_id_id_idx\"");
    await db.query("DROP INDEX \"public\".\"fact_refusal_idx\"");
    await db.query("ALTER TABLE \"fact\" DROP COLUMN \"on_behalf_of\"");
    await db.query("ALTER TABLE \"fact\" DROP COLUMN \"ip\"");
    await db.query("DROP TABLE \"audit_check\"");
    await db.query("DROP TABLE \"audit_head\"");
    await db.query("DROP INDEX \"public\".\"seal_fact_id_idx\"");
    await db.query("DROP TABLE \"seal\"");
  }
}
