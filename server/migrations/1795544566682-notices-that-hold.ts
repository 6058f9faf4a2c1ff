import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Functions that look at whole tables, whatever their caller may see. */
const looking = 'security definer set search_path = public, pg_temp';
const refuse = (message: string, constraint: string) =>
  `raise exception '${constraint}: ${message}' using errcode = '23514', constraint = '${constraint}'`;

/**
 * What no door may get around: a notice stands for as many working days as its call promises, from a day that has not
 * passed; what is listed has stood to the end, and no objection to it is open; an objection comes while its notice stands,
 * two people uphold it, and its answer stays.
 */
export class NoticesThatHold1795544566682 implements MigrationInterface {
  name = 'NoticesThatHold1795544566682';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`update objection set accept_due_day = add_working_days((created_at at time zone 'Asia/Shanghai')::date, 2, false)`);

    await db.query('drop trigger notice_frozen on notice');
    await db.query(`create trigger notice_frozen before update on notice for each row
      when (old.state in ('PUBLISHED', 'ENDED') and (
        to_jsonb(new) - array['state', 'version', 'search_key'] is distinct from to_jsonb(old) - array['state', 'version', 'search_key']
        or (new.state <> old.state and not (old.state = 'PUBLISHED' and new.state = 'ENDED' and old.ends_at <= domain_now()))))
      execute function refuse_rewrite('NOTICE_FROZEN')`);
    await db.query(`create trigger notice_not_emptied before truncate on notice for each statement execute function refuse_rewrite('NOTICE_FROZEN')`);
    await db.query(`create trigger notice_entry_not_emptied before truncate on notice_entry for each statement execute function refuse_rewrite('NOTICE_FROZEN')`);

    await db.query(`create function notice_stands() returns trigger language plpgsql ${looking} as $$
      declare days integer := (select notice_days from call where id = new.call_id);
      begin
        if new.first_day < domain_today() or new.working_days < days
          or new.last_day is distinct from add_working_days(new.first_day, new.working_days, true)
          or new.visible_from is distinct from new.first_day::timestamp at time zone 'Asia/Shanghai'
          or new.ends_at is distinct from (new.last_day + 1)::timestamp at time zone 'Asia/Shanghai' then
          ${refuse('a notice stands for the working days of its call, from a day that has not passed', 'NOTICE_PERIOD_INVALID')};
        end if;
        if not exists (select from notice_entry where notice_id = new.id)
          or exists (select from notice_entry where notice_id = new.id and (ends_at, visible_from) is distinct from (new.ends_at, new.visible_from)) then
          ${refuse('the entries of a notice stand as long as the notice', 'NOTICE_PERIOD_INVALID')};
        end if;
        return new;
      end $$`);
    await db.query(`create trigger notice_stands before update of state on notice for each row
      when (new.state = 'PUBLISHED' and old.state <> 'PUBLISHED') execute function notice_stands()`);

    // Who restores a backup or tells a city is the owner, and inserts what has been; everybody else begins at the beginning.
    await db.query(`create function notice_begins() returns trigger language plpgsql ${looking} as $$
      begin
        if session_user = current_user then return new; end if;
        if tg_table_name = 'notice' and to_jsonb(new) ->> 'state' <> 'DRAFT'
          or tg_table_name = 'notice_entry' and not exists (select from notice where id = (to_jsonb(new) ->> 'notice_id')::uuid and state = 'DRAFT') then
          ${refuse('what is published never changes, nor begins in the middle', 'NOTICE_FROZEN')};
        end if;
        return new;
      end $$`);
    for (const table of ['notice', 'notice_entry'])
      await db.query(`create trigger ${table}_begins before insert on ${table} for each row execute function notice_begins()`);

    await db.query(`create or replace function refuse_early_listing() returns trigger language plpgsql ${looking} as $$
      declare listed uuid := case tg_table_name when 'offering' then (to_jsonb(new) ->> 'submission_id')::uuid else new.id end;
      begin
        if tg_op = 'INSERT' and session_user = current_user then return new; end if;
        if exists (select from notice_entry where submission_id = listed and ends_at > domain_now()) then
          ${refuse('the notice is still standing', 'NOTICE_RUNNING')};
        end if;
        if not exists (select from notice_entry e join notice n on n.id = e.notice_id
                       where e.submission_id = listed and n.state in ('PUBLISHED', 'ENDED') and n.ends_at <= domain_now()) then
          ${refuse('this has not stood in public notice', 'NOTICE_MISSING')};
        end if;
        if exists (select from objection where submission_id = listed and state in ('FILED', 'ACCEPTED', 'PROPOSED')) then
          ${refuse('an objection is not answered yet', 'OBJECTION_OPEN')};
        end if;
        return new;
      end $$`);
    await db.query(`create trigger submission_not_made_listed before insert on submission for each row
      when (new.state = 'LISTED') execute function refuse_early_listing()`);
    await db.query(`create trigger offering_listed_after_notice before insert on offering for each row execute function refuse_early_listing()`);

    await db.query(`create function service_list_of_offerings() returns trigger language plpgsql ${looking} as $$
      begin
        if exists (select from jsonb_array_elements(new.entries) line where not exists (select from offering where id = (line ->> 'offeringId')::uuid)) then
          ${refuse('a list names what is in the catalogue', 'NOTICE_MISSING')};
        end if;
        return null;
      end $$`);
    await db.query(`create constraint trigger service_list_of_offerings after insert on service_list deferrable initially deferred
      for each row execute function service_list_of_offerings()`);

    await db.query(`create function objection_in_time() returns trigger language plpgsql ${looking} as $$
      begin
        if session_user = current_user then return new; end if;
        if new.state <> 'FILED' or not exists (select from notice_entry where id = new.entry_id and notice_id = new.notice_id
             and submission_id = new.submission_id and visible_from <= domain_now() and ends_at > domain_now()) then
          ${refuse('the notice is not standing', 'NOTICE_NOT_STANDING')};
        end if;
        return new;
      end $$`);
    await db.query(`create trigger objection_in_time before insert on objection for each row execute function objection_in_time()`);
    await db.query(`create trigger objection_two_people before insert or update of proposed_by_id, confirmed_by_id on objection for each row
      when (new.confirmed_by_id is not null) execute function two_people('proposed_by_id', 'confirmed_by_id')`);
    await db.query(`create trigger objection_needs_two before update of state on objection for each row
      when (new.state = 'UPHELD' and old.state <> 'UPHELD' and (new.proposed_by_id is null or new.confirmed_by_id is null))
      execute function refuse_rewrite('OBJECTION_NEEDS_TWO')`);
    await db.query(`create trigger objection_frozen before update on objection for each row
      when (old.state in ('UPHELD', 'DISMISSED', 'INADMISSIBLE') and
        (new.state, new.answer, new.answered_at, new.entry_id, new.receipt_number) is distinct from
        (old.state, old.answer, old.answered_at, old.entry_id, old.receipt_number))
      execute function refuse_rewrite('OBJECTION_FROZEN')`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table, trigger] of [
      ...[['objection', 'objection_frozen'] as const, ['objection', 'objection_needs_two'] as const],
      ...[['objection', 'objection_two_people'] as const, ['objection', 'objection_in_time'] as const],
      ...[['service_list', 'service_list_of_offerings'] as const, ['offering', 'offering_listed_after_notice'] as const],
      ...[['submission', 'submission_not_made_listed'] as const, ['notice_entry', 'notice_entry_begins'] as const],
      ...[['notice', 'notice_begins'] as const, ['notice', 'notice_stands'] as const],
      ...[['notice_entry', 'notice_entry_not_emptied'] as const, ['notice', 'notice_not_emptied'] as const],
    ])
      await db.query(`drop trigger ${trigger} on ${table}`);
    for (const rule of ['objection_in_time()', 'service_list_of_offerings()', 'notice_begins()', 'notice_stands()'])
      await db.query(`drop function ${rule}`);
    await db.query(`create or replace function refuse_early_listing() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        if exists (select from notice_entry where submission_id = new.id and ends_at > domain_now()) then
          raise exception 'the notice is still standing' using errcode = '23514', constraint = 'NOTICE_RUNNING';
        end if;
        return new;
      end $$`);
    await db.query('drop trigger notice_frozen on notice');
    await db.query(`create trigger notice_frozen before update on notice for each row
      when (old.state in ('PUBLISHED', 'ENDED') and (
        (new.number, new.call_id, new.title, new.basis, new.how_to_object, new.first_day, new.last_day, new.working_days, new.visible_from, new.ends_at)
          is distinct from
        (old.number, old.call_id, old.title, old.basis, old.how_to_object, old.first_day, old.last_day, old.working_days, old.visible_from, old.ends_at)
        or (new.state <> old.state and not (old.state = 'PUBLISHED' and new.state = 'ENDED' and old.ends_at <= domain_now()))))
      execute function refuse_rewrite('NOTICE_FROZEN')`);
  }
}
