import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities; a link that has been in use is its owner's. */
export class LinkProved1795525430614 implements MigrationInterface {
  name = 'LinkProved1795525430614';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"session\" ADD \"identity_id\" uuid");
    await db.query("ALTER TABLE \"linked_identity\" ADD \"proved_at\" TIMESTAMP WITH TIME ZONE");
    await db.query('UPDATE "linked_identity" SET "proved_at" = "last_used_at"');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"linked_identity\" DROP COLUMN \"proved_at\"");
    await db.query("ALTER TABLE \"session\" DROP COLUMN \"identity_id\"");
  }
}
