import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What no door may get around: a published list never changes, and a trial has one final outcome.
 *
 * The triggers name the refusal they are, as constraints do.
 */
export class ListsAndOutcomes1700000000030 implements MigrationInterface {
  name = 'ListsAndOutcomes1700000000030';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create function refuse_as() returns trigger language plpgsql as $$
      begin raise exception 'what is published does not change' using errcode = '23514', constraint = tg_argv[0]; end $$`);
    await db.query(`create trigger service_list_immutable before update or delete on service_list for each row execute function refuse_as('SERVICE_LIST_IMMUTABLE')`);
    await db.query(`create trigger service_list_kept before truncate on service_list for each statement execute function refuse_as('SERVICE_LIST_IMMUTABLE')`);
    await db.query(`create trigger trial_outcome_final before update of state on trial for each row
      when (old.state in ('CONVERTED', 'NOT_CONVERTED') and new.state <> old.state) execute function refuse_as('TRIAL_OUTCOME_FINAL')`);
    await db.query(`create function conversion_needs_trial() returns trigger language plpgsql as $$
      begin
        if (select state from trial where id = new.trial_id) <> 'CONVERTED' then
          raise exception 'the trial has not been converted' using errcode = '23514', constraint = 'CONVERSION_NEEDS_TRIAL';
        end if;
        return new;
      end $$`);
    await db.query(`create trigger conversion_needs_trial before insert on conversion for each row execute function conversion_needs_trial()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop trigger conversion_needs_trial on conversion');
    await db.query('drop function conversion_needs_trial()');
    await db.query('drop trigger trial_outcome_final on trial');
    await db.query('drop trigger service_list_kept on service_list');
    await db.query('drop trigger service_list_immutable on service_list');
    await db.query('drop function refuse_as()');
  }
}
