import type { Page } from 'playwright-core';
import { newId } from '../../server/kernel/fields.ts';
import { aRunningTrial, at, caughtUp, contractOf, Record } from '../integration/trials/scene.ts';
import { someone, sql, travel } from '../kit.ts';
import { chooses, confirms, escapes, eventually, sees, useBrowser, windowOf } from './browser.ts';

useBrowser();
beforeEach(() => at('2026-03-02T09:00:00+08:00'));
afterEach(() => travel(null));

/** A register in which these enterprises stand. */
async function aRegister(enterpriseIds: string[]): Promise<void> {
  const register = newId();
  await sql(
    `insert into register (id, month, version, in_force_from, entries, added, gone, changed) values ($1, '2026-02', 1, '2026-02-28', $2, $2, 0, 0)`,
    [register, enterpriseIds.length],
  );
  await sql(
    `insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size)
     select uuid_v7(), $1, id, uscc, name, district, division, size from enterprise where id = any($2)`,
    [register, enterpriseIds],
  );
}

const shown = (page: Page, d: number) => sees(page.getByRole('region', { name: /转型覆盖率/ }), `已转型 ${d}`);

test('a district verifies a purchase and the evidence that came from it, and its figure on the first screen rises by one', async () => {
  const trial = await aRunningTrial({ name: '注塑行业MES' });
  const enterpriseId = trial.enterprise.of.enterpriseId!;
  await aRegister([enterpriseId]);
  const contract = await contractOf(trial.id, trial.enterprise);
  await trial.enterprise.ask(Record, { input: contract });

  const page = await windowOf(await someone('DISTRICT', { district: '370211' }));
  await shown(page, 0);
  await page.getByRole('link', { name: /待核验的转化/ }).click();
  await page.getByRole('cell', { name: contract.contractNumber }).click();
  await sees(page, '合同.pdf');
  await chooses(page, '核验通过');
  await confirms(page, '核验通过');
  await sees(page, '已核验');
  expect(await sql('select state from conversion where trial_id = $1', [trial.id])).toEqual([{ state: 'VERIFIED' }]);
  await caughtUp();

  // Verified is not yet counted: the evidence is looked at by itself.
  await page.getByRole('menuitem', { name: '首页' }).click();
  await shown(page, 0);
  await page.getByRole('link', { name: /待核验的材料/ }).click();
  await page.getByRole('row').filter({ hasText: contract.contractNumber }).click();
  await chooses(page, '核验通过');
  await confirms(page, '核验通过');
  await eventually(async () =>
    expect(await sql('select state, verified_by_unit from evidence where enterprise_id = $1', [enterpriseId])).toEqual([
      { state: 'VERIFIED', verified_by_unit: expect.stringContaining('工信局') },
    ]),
  );

  await page.getByRole('menuitem', { name: '首页' }).click();
  await shown(page, 1);
  await sees(page.getByRole('region', { name: /转型覆盖率/ }), '100');
  expect(await page.getByRole('link', { name: /待核验/ }).count()).toBe(0);
});

test('an officer of a district does not verify what he brought himself: told why, and a colleague does', async () => {
  const trial = await aRunningTrial();
  const name = (await sql<{ name: string }>('select name from enterprise where id = $1', [trial.enterprise.of.enterpriseId]))[0]!.name;
  const mine = await someone('DISTRICT', { district: '370211' });
  const page = await windowOf(mine, '/Evidence/create');
  await page.getByRole('combobox', { name: /企业/ }).fill(name);
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole('combobox', { name: /依据类型/ }).click();
  await page.getByRole('option', { name: /合同/ }).click();
  await page.getByLabel(/认定日期/).fill('2026-02-20');
  await page.getByRole('textbox', { name: /文号或材料/ }).fill('采购合同 2026-17');
  await chooses(page, '提交');
  await chooses(page, '核验通过');
  await chooses(page.getByRole('dialog'), '核验通过');
  await sees(page.getByRole('dialog'), '须由另一人办理');
  await escapes(page);
  const states = () => sql<{ id: string; state: string }>(`select id, state from evidence where document = '采购合同 2026-17'`);
  const [kept] = await states();
  expect(kept!.state).toBe('PROPOSED');

  const theirs = await windowOf(await someone('DISTRICT', { district: '370211' }), `/Evidence/${kept!.id}/show`);
  await chooses(theirs, '核验通过');
  await confirms(theirs, '核验通过');
  await eventually(async () => expect((await states())[0]!.state).toBe('VERIFIED'));
});
