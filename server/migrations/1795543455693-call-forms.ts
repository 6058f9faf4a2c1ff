import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every submission had to say before a call could ask for more. */
const asked: [key: string, label: string, labelEn: string, keyField: boolean][] = [
  ['painPoint', '解决的痛点', 'Pain point', false],
  ['functions', '主要功能', 'Functions', false],
  ['divisions', '适用行业大类', 'Divisions', false],
  ['deployments', '部署方式', 'Deployment', false],
  ['measures', '成效指标', 'Success measures', false],
  ['priceAfter', '试用后价格(元)', 'Price after (CNY)', true],
  ['freeDays', '免费试用天数', 'Free days', true],
  ['seats', '试用名额', 'Seats', true],
  ['startWithinDays', '多少个工作日内开通', 'Start within (working days)', false],
  ['exitTerms', '退出与数据返还', 'Exit and data return', false],
];
const form = {
  fields: asked.map(([key, label, labelEn, keyField]) => ({ key, label, labelEn, kind: 'SOLUTION', required: true, reusable: true, keyField })),
  files: [],
  eligibility: [],
};

/** Generated from the entities; calls that there are ask for what they have always asked. */
export class CallForms1795543455693 implements MigrationInterface {
  name = 'CallForms1795543455693';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"call\" ADD \"title_en\" text");
    await db.query("ALTER TABLE \"call\" ADD \"text_en\" text");
    await db.query("ALTER TABLE \"call\" ADD \"contact\" jsonb");
    await db.query("ALTER TABLE \"call\" ADD \"form\" jsonb");
    await db.query("UPDATE \"call\" SET \"form\" = $1", [JSON.stringify(form)]);
    await db.query("ALTER TABLE \"call\" ALTER COLUMN \"form\" SET NOT NULL");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"call\" DROP COLUMN \"form\"");
    await db.query("ALTER TABLE \"call\" DROP COLUMN \"contact\"");
    await db.query("ALTER TABLE \"call\" DROP COLUMN \"text_en\"");
    await db.query("ALTER TABLE \"call\" DROP COLUMN \"title_en\"");
  }
}
