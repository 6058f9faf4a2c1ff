import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the tables stand on: trigram search, the one clock of the domain, ids that can be made by the database.
 *
 * `domain_now()` is `clock_timestamp()`; only a database made by the test kit may put another in its place, and the
 * server refuses to start on one.
 */
export class Foundation1700000000000 implements MigrationInterface {
  name = 'Foundation1700000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create extension if not exists pg_trgm`);
    await db.query(`create function domain_now() returns timestamptz language sql volatile as 'select clock_timestamp()'`);
    await db.query(`create function domain_today() returns date language sql volatile as 'select (domain_now() at time zone ''Asia/Shanghai'')::date'`);
    await db.query(`create function shanghai_day(at timestamptz) returns date language sql immutable as 'select (at at time zone ''Asia/Shanghai'')::date'`);
    await db.query(`create function uuid_v7(at timestamptz default clock_timestamp()) returns uuid language sql volatile as $$
      select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
    $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of ['uuid_v7(timestamptz)', 'shanghai_day(timestamptz)', 'domain_today()', 'domain_now()']) await db.query(`drop function ${name}`);
  }
}
