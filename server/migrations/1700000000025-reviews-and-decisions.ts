import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What must hold whoever asks, by whatever door: a submitted review never changes, a published notice neither changes nor
 * ends early, two different people release, nothing is listed while its notice stands.
 */
export class ReviewsAndDecisions1700000000025 implements MigrationInterface {
  name = 'ReviewsAndDecisions1700000000025';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create function refuse_rewrite() returns trigger language plpgsql as $$
      begin raise exception '% never changes', tg_table_name using errcode = '23514', constraint = tg_argv[0]; end $$`);
    await db.query(`create trigger review_frozen before update or delete on review for each row
      when (old.state = 'SUBMITTED') execute function refuse_rewrite('REVIEW_FROZEN')`);
    await db.query(`create trigger notice_frozen before update on notice for each row
      when (old.state in ('PUBLISHED', 'ENDED') and (
        (new.number, new.call_id, new.title, new.basis, new.how_to_object, new.first_day, new.last_day, new.working_days, new.visible_from, new.ends_at)
          is distinct from
        (old.number, old.call_id, old.title, old.basis, old.how_to_object, old.first_day, old.last_day, old.working_days, old.visible_from, old.ends_at)
        or (new.state <> old.state and not (old.state = 'PUBLISHED' and new.state = 'ENDED' and old.ends_at <= domain_now()))))
      execute function refuse_rewrite('NOTICE_FROZEN')`);
    await db.query(`create trigger notice_kept before delete on notice for each row when (old.state in ('PUBLISHED', 'ENDED')) execute function refuse_rewrite('NOTICE_FROZEN')`);
    await db.query(`create trigger notice_entry_frozen before update or delete on notice_entry for each row execute function refuse_rewrite('NOTICE_FROZEN')`);
    await db.query(`create trigger release_frozen before update or delete on release for each row
      when (old.state = 'RELEASED') execute function refuse_rewrite('RELEASE_FROZEN')`);
    await db.query(`create function refuse_early_listing() returns trigger language plpgsql as $$
      begin
        if exists (select from notice_entry where submission_id = new.id and ends_at > domain_now()) then
          raise exception 'the notice is still standing' using errcode = '23514', constraint = 'NOTICE_RUNNING';
        end if;
        return new;
      end $$`);
    await db.query(`create trigger submission_listed_after_notice before update of state on submission for each row
      when (new.state = 'LISTED' and old.state <> 'LISTED') execute function refuse_early_listing()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop trigger submission_listed_after_notice on submission');
    await db.query('drop function refuse_early_listing()');
    for (const [table, name] of [
      ['release', 'release_frozen'],
      ['notice_entry', 'notice_entry_frozen'],
      ['notice', 'notice_kept'],
      ['notice', 'notice_frozen'],
      ['review', 'review_frozen'],
    ])
      await db.query(`drop trigger ${name} on ${table}`);
    await db.query('drop function refuse_rewrite()');
  }
}
