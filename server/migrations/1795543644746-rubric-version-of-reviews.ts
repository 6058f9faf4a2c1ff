import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was marked so far was marked by the rubric its call has now: it has stood still since the first mark. */
export class RubricVersionOfReviews1795543644746 implements MigrationInterface {
  name = 'RubricVersionOfReviews1795543644746';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"review\" ADD \"rubric_version\" integer NOT NULL DEFAULT '0'");
    await db.query('alter table review disable trigger review_frozen');
    await db.query("update review r set rubric_version = c.rubric_version from call c where c.id = r.call_id and r.state = 'SUBMITTED'");
    await db.query('alter table review enable trigger review_frozen');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"review\" DROP COLUMN \"rubric_version\"");
  }
}
