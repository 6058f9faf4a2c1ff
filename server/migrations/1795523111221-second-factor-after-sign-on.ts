import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class SecondFactorAfterSignOn1795523111221 implements MigrationInterface {
  name = 'SecondFactorAfterSignOn1795523111221';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"session\" ADD \"unproved\" boolean NOT NULL DEFAULT false");
    await db.query("ALTER TABLE \"session\" ALTER COLUMN \"id\" DROP DEFAULT");
    await db.query("ALTER TABLE \"session\" ALTER COLUMN \"id\" SET DEFAULT uuid_v7()");
    await db.query("ALTER TABLE \"former_password\" ALTER COLUMN \"id\" DROP DEFAULT");
    await db.query("ALTER TABLE \"former_password\" ALTER COLUMN \"id\" SET DEFAULT uuid_v7()");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"former_password\" ALTER COLUMN \"id\" DROP DEFAULT");
    await db.query("ALTER TABLE \"former_password\" ALTER COLUMN \"id\" SET DEFAULT gen_random_uuid()");
    await db.query("ALTER TABLE \"session\" ALTER COLUMN \"id\" DROP DEFAULT");
    await db.query("ALTER TABLE \"session\" ALTER COLUMN \"id\" SET DEFAULT gen_random_uuid()");
    await db.query("ALTER TABLE \"session\" DROP COLUMN \"unproved\"");
  }
}
