import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A rubric by which a mark has been given stays, whoever writes: what changes is a new version that no mark has been given by. */
export class RubricsThatAreFrozen1795543700000 implements MigrationInterface {
  name = 'RubricsThatAreFrozen1795543700000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create trigger call_rubric_frozen before update on call for each row
      when (old.rubric_frozen_at is not null
        and (new.rubric, new.rubric_version, new.rubric_frozen_at) is distinct from (old.rubric, old.rubric_version, old.rubric_frozen_at)
        and not (new.rubric_version = old.rubric_version + 1 and new.rubric_frozen_at is null))
      execute function refuse_rewrite('RUBRIC_FROZEN')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop trigger call_rubric_frozen on call');
  }
}
