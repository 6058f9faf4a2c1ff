import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * No fact without its seal, whoever writes it and by whatever door: the database itself links facts into a chain.
 *
 * A fact waits in `unsealed`, which only its own transaction sees, until the transaction ends. Then, last of all, the
 * head is locked, everything that waits is sealed in the order it was written, and the head moves: no gap, no fork, and
 * no round trip while others wait. What runs here runs as the owner; the API's role can neither make nor change a seal.
 */
export class AuditSealing1795521000001 implements MigrationInterface {
  name = 'AuditSealing1795521000001';

  async up(db: QueryRunner): Promise<void> {
    // A crash empties it, and that is right: what waits belongs to a transaction that has not ended.
    await db.query(`create unlogged table unsealed (
      xact xid8 not null default pg_current_xact_id(), place bigint generated always as identity, fact_id uuid not null)`);
    await db.query('create index unsealed_xact_place_idx on unsealed (xact, place)');
    await db.query(`insert into audit_head (id, algorithm, seq, hash, at) values (1, 'SHA256', 0, repeat('0', 64), clock_timestamp())`);

    await db.query(`create function seal_waiting() returns void language plpgsql security definer
      set search_path = public, pg_temp set enable_seqscan = off set jit = off as $$
      declare
        waiting uuid[] := (select array_agg(fact_id order by place) from unsealed where xact = pg_current_xact_id());
        head audit_head%rowtype;
        one uuid;
        line text;
        bytes bytea;
      begin
        if waiting is null then return; end if;
        select * into strict head from audit_head for update;
        head.at := clock_timestamp();
        foreach one in array waiting loop
          select jsonb_build_array(f.id, f.name, f.subject, f.subject_id, f.actor_id, f.actor_name, f.actor_role, f.key_id, f.request_id,
            f.ip, f.on_behalf_of, f.note, f.changed, f.details, f.at at time zone 'UTC')::text into strict line from fact f where f.id = one;
          head.seq := head.seq + 1;
          bytes := convert_to(concat_ws(E'\\n', head.algorithm, head.seq, head.hash,
            to_char(head.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), line), 'UTF8');
          if head.algorithm = 'SHA256' then head.hash := encode(sha256(bytes), 'hex');
          elsif head.algorithm = 'SM3' then head.hash := encode(digest(bytes, 'sm3'), 'hex');
          else raise exception 'no such algorithm: %', head.algorithm;
          end if;
          insert into seal (seq, fact_id, algorithm, form, hash, at) values (head.seq, one, head.algorithm, 1, head.hash, head.at);
        end loop;
        delete from unsealed where xact = pg_current_xact_id();
        update audit_head set seq = head.seq, hash = head.hash, at = head.at;
      end $$`);
    await db.query(`create function fact_waits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into unsealed (fact_id) values (new.id);
        return null;
      end $$`);
    await db.query(`create function fact_is_sealed() returns trigger language plpgsql security definer
      set search_path = public, pg_temp set enable_seqscan = off as $$
      begin
        if exists (select from seal where fact_id = new.id) then return null; end if;
        perform seal_waiting();
        if not exists (select from seal where fact_id = new.id) then
          raise exception 'the fact % has no seal', new.id using errcode = '23514', constraint = 'FACT_UNSEALED';
        end if;
        return null;
      end $$`);
    await db.query('revoke execute on function seal_waiting() from public');
    await db.query('create trigger fact_a_waits after insert on fact for each row execute function fact_waits()');
    await db.query(`create constraint trigger fact_b_sealed after insert on fact deferrable initially deferred
      for each row execute function fact_is_sealed()`);
    // What has happened so far, in the order it happened: ids sort by birth.
    await db.query('insert into unsealed (fact_id) select id from fact order by id');
    await db.query('select seal_waiting()');

    await db.query(`create function refuse_forgetting() returns trigger language plpgsql as $$
      begin raise exception '% is never changed', tg_table_name using errcode = '23514', constraint = 'FACT_FROZEN'; end $$`);
    for (const table of ['fact', 'seal'])
      await db.query(`create trigger ${table}_frozen before update or delete or truncate on ${table}
        for each statement execute function refuse_forgetting()`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['fact', 'seal']) await db.query(`drop trigger ${table}_frozen on ${table}`);
    for (const trigger of ['fact_b_sealed', 'fact_a_waits']) await db.query(`drop trigger ${trigger} on fact`);
    for (const name of ['refuse_forgetting', 'fact_is_sealed', 'fact_waits', 'seal_waiting']) await db.query(`drop function ${name}()`);
    await db.query('drop table unsealed');
  }
}
