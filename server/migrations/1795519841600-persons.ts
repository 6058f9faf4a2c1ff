import type { MigrationInterface, QueryRunner } from 'typeorm';

const pairs: readonly (readonly [table: string, first: string, second: string])[] = [
  ['release', 'first_signer_id', 'second_signer_id'],
  ['service_list', 'proposed_by_id', 'published_by_id'],
  ['evidence', 'uploaded_by_id', 'verified_by_id'],
  ['coverage_rule', 'proposed_by_id', 'approved_by_id'],
];

/**
 * What must hold of persons whoever asks, by whatever door: who administers holds no other account, two accounts of one
 * person are not two people, and an account that nobody uses has a day on which it ends.
 */
export class Persons1795519841600 implements MigrationInterface {
  name = 'Persons1795519841600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create function account_one_duty() returns trigger language plpgsql security definer set search_path = public as $$
      begin
        -- Two accounts of one person that come at once: the second waits, then sees the first.
        perform pg_advisory_xact_lock(hashtextextended('person ' || new.person_number, 0));
        if exists (
          select from account other
          where other.person_number = new.person_number and other.id <> new.id and other.state in ('PROPOSED', 'ACTIVE')
            and (other.role in ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR') or new.role in ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'))
        ) then
          raise exception 'PERSON_ONE_DUTY: one person, one duty' using errcode = '23514', constraint = 'PERSON_ONE_DUTY';
        end if;
        return new;
      end $$`);
    await db.query(`create trigger account_one_duty before insert or update of person_number, role, state on account for each row
      when (new.person_number is not null and new.state in ('PROPOSED', 'ACTIVE')) execute function account_one_duty()`);
    await db.query(`create function account_idle() returns trigger language plpgsql security definer set search_path = public as $$
      declare patience interval := make_interval(days => coalesce((select value::text::int from setting where key = 'accountIdleDays'), 90));
      begin
        if tg_op = 'INSERT' then
          new.idle_at := coalesce(new.idle_at, domain_now() + patience);
        elsif old.state <> 'ACTIVE' then
          new.idle_at := domain_now() + patience;
        elsif new.last_sign_in_at is distinct from old.last_sign_in_at then
          new.idle_at := greatest(new.idle_at, new.last_sign_in_at + patience);
        end if;
        return new;
      end $$`);
    await db.query(`create trigger account_idle before insert or update of state, last_sign_in_at on account for each row
      when (new.state = 'ACTIVE') execute function account_idle()`);
    await db.query(`create function same_person(one uuid, other uuid) returns boolean language sql stable security definer set search_path = public as $$
      select one = other or exists (
        select from account a join account b on b.person_number = a.person_number where a.id = one and b.id = other
      ) $$`);
    await db.query(`create function two_people() returns trigger language plpgsql as $$
      begin
        if same_person((to_jsonb(new) ->> tg_argv[0])::uuid, (to_jsonb(new) ->> tg_argv[1])::uuid) then
          raise exception 'SAME_PERSON: one person is not two people' using errcode = '23514', constraint = 'SAME_PERSON';
        end if;
        return new;
      end $$`);
    for (const [table, first, second] of pairs)
      await db.query(`create trigger ${table}_two_people before insert or update of ${first}, ${second} on ${table} for each row
        when (new.${second} is not null) execute function two_people('${first}', '${second}')`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table] of pairs) await db.query(`drop trigger ${table}_two_people on ${table}`);
    await db.query('drop function two_people()');
    await db.query('drop function same_person(uuid, uuid)');
    await db.query('drop trigger account_idle on account');
    await db.query('drop function account_idle()');
    await db.query('drop trigger account_one_duty on account');
    await db.query('drop function account_one_duty()');
  }
}
