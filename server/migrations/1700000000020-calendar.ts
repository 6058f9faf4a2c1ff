import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Terms of working days, for statements that reckon with many rows. Null outside the calendar. */
export class Calendar1700000000020 implements MigrationInterface {
  name = 'Calendar1700000000020';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create function add_working_days(first date, days int, count_first boolean default false) returns date language sql stable as $$
      select min(w.day) from working_day f join working_day w
        on w.working and w.ordinal = f.ordinal + days - (case when count_first and f.working then 1 else 0 end)
      where f.day = first
    $$`);
    await db.query(`create function working_days_between(first date, last date) returns int language sql stable as $$
      select b.ordinal - a.ordinal from working_day a, working_day b where a.day = first and b.day = last
    $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function working_days_between(date, date)');
    await db.query('drop function add_working_days(date, int, boolean)');
  }
}
