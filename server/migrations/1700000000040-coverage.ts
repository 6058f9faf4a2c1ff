import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every bureau starts from: the first rule of what counts, and the city's target. Both are data, and can be followed by others. */
export class Coverage1700000000040 implements MigrationInterface {
  name = 'Coverage1700000000040';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      insert into coverage_rule (id, rule_version, applies_from, kinds, months, basis, state)
      values (uuid_v7(), 1, '2000-01-01', '{ONSITE_LEVEL2,PROVINCIAL,TITLE,CONTRACT}', 36,
        '现场评定二级及以上、省级评估认定、有效称号、经核验的合同付款上线,自认定日期起 36 个月内有效;自评不计入。', 'APPROVED')`);
    await db.query(`insert into target (id, year, scope, scope_code, kind, value) values (uuid_v7(), 2024, 'CITY', '370200', 'RATE', 92)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('delete from target');
    await db.query('delete from coverage_rule');
  }
}
