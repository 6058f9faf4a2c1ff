import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two rules that hold whoever writes: submissions, their solutions and their files stay sealed as long as their call does, and what was
 * filed never changes, except by a filing.
 */
export class Submissions1700000000010 implements MigrationInterface {
  name = 'Submissions1700000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create function seal_with_call() returns trigger language plpgsql as $$
      begin
        update submission set unseals_at = new.unseals_at where call_id = new.id and unseals_at < new.unseals_at and unseals_at > domain_now();
        update solution set unseals_at = new.unseals_at
          where unseals_at < new.unseals_at and id in (select solution_id from submission where call_id = new.id and state <> 'WITHDRAWN');
        update attachment set sealed_until = new.unseals_at
          where sealed_until < new.unseals_at and sealed_until > domain_now() and id in (
            select unnest(s.file_ids) from solution s join submission f on f.solution_id = s.id where f.call_id = new.id and f.state <> 'WITHDRAWN'
            union select (file ->> 'id')::uuid from submission, jsonb_array_elements(snapshot -> 'files') file where call_id = new.id
          );
        return null;
      end $$`);
    await db.query(`create trigger call_seals after update of unseals_at on call
      for each row when (new.unseals_at > old.unseals_at) execute function seal_with_call()`);
    await db.query(`create function keep_filed() returns trigger language plpgsql as $$
      begin
        raise exception 'a filed submission does not change' using constraint = 'SUBMISSION_FROZEN';
      end $$`);
    await db.query(`create trigger submission_frozen before update of snapshot, content_hash, number, filed_at on submission
      for each row when (
        (old.snapshot, old.content_hash, old.number, old.filed_at) is distinct from (new.snapshot, new.content_hash, new.number, new.filed_at)
        and not (old.state in ('DRAFT', 'RETURNED') and new.state = 'SUBMITTED')
      ) execute function keep_filed()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop trigger submission_frozen on submission');
    await db.query('drop function keep_filed()');
    await db.query('drop trigger call_seals on call');
    await db.query('drop function seal_with_call()');
  }
}
