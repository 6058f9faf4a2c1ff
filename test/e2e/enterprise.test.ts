import type { Page } from 'playwright-core';
import { anApplication, anOffering, aRunningTrial, at } from '../integration/trials/scene.ts';
import { someone, sql, travel } from '../kit.ts';
import { chooses, sees, useBrowser, windowOf } from './browser.ts';

useBrowser();
beforeEach(() => at('2026-03-02T09:00:00+08:00'));
afterEach(() => travel(null));

const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');

/** From the catalogue, by searching, to the form that applies for the one offering. */
async function finds(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox').fill(name);
  await sees(page, '共 1 项可试用');
  await page.getByRole('link', { name }).click();
  await page.getByRole('link', { name: '申请试用' }).click();
  await sees(page, '试用条款');
}

const trialsOf = (offeringId: string) => sql('select state, goal from trial where offering_id = $1 order by applied_at', [offeringId]);

test('an enterprise finds an offering in the catalogue and applies for a trial of it', async () => {
  const { id } = await anOffering({ name: '能耗看板一体机' });
  await anOffering({ name: '仓储条码系统' });
  const page = await windowOf(await someone('ENTERPRISE'), '/public/catalogue');
  await finds(page, '能耗看板一体机');
  await page.getByRole('textbox', { name: /试用目标/ }).fill('单位产值能耗下降 5%');
  await chooses(page, '提交');
  await page.getByRole('button', { name: '撤回申请' }).waitFor();
  await sees(page, '单位产值能耗下降 5%');
  expect(await trialsOf(id)).toEqual([{ state: 'APPLIED', goal: '单位产值能耗下降 5%' }]);
});

test('when another took the last seat meanwhile, the refusal offers to wait and keeps what was typed', async () => {
  const { id } = await anOffering({ name: '换模监测套件', seats: 1 });
  const page = await windowOf(await someone('ENTERPRISE'), '/public/catalogue');
  await finds(page, '换模监测套件');
  await page.getByRole('textbox', { name: /试用目标/ }).fill('换模时间缩短到 20 分钟');
  await anApplication(id);

  await chooses(page, '提交');
  await sees(page, '名额已满');
  expect(await trialsOf(id)).toHaveLength(1);
  expect(await page.getByRole('textbox', { name: /试用目标/ }).inputValue()).toBe('换模时间缩短到 20 分钟');

  await page.getByRole('switch', { name: /排队/ }).check();
  await chooses(page, '提交');
  await page.getByRole('button', { name: '撤回申请' }).waitFor();
  await sees(page, '排队中');
  expect(await trialsOf(id)).toEqual([expect.objectContaining({ state: 'APPLIED' }), { state: 'WAITING', goal: '换模时间缩短到 20 分钟' }]);
});

test('a trial that has ended waits on the first screen, and its purchase is recorded with contract and file', async () => {
  const { id, enterprise } = await aRunningTrial({ freeDays: 5, name: '注塑行业MES' });
  await at('2026-03-20T09:00:00+08:00');
  const page = await windowOf(enterprise);
  await page.getByRole('link', { name: /已结束、待决定的试用/ }).click();
  await page.getByRole('cell', { name: '注塑行业MES' }).click();
  await page.getByRole('link', { name: '登记转化' }).click();

  await chooses(page, '提交');
  await sees(page, /有 4 处需要修改/);
  await page.getByRole('textbox', { name: /合同编号/ }).fill('HT-2026-077');
  await page.getByRole('textbox', { name: /合同金额/ }).fill('98,000.50');
  await page.getByLabel(/签订日期/).fill('2026-03-18');
  await page.locator('input[type=file]').setInputFiles({ name: '采购合同.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.getByRole('link', { name: '采购合同.pdf' }).waitFor();
  await chooses(page, '提交');
  await sees(page, 'HT-2026-077');
  await page.getByRole('link', { name: '采购合同.pdf' }).waitFor();
  expect(
    await sql(
      'select state, contract_number, amount, signed_on::text as signed, cardinality(file_ids) as files from conversion where trial_id = $1',
      [id],
    ),
  ).toEqual([{ state: 'RECORDED', contract_number: 'HT-2026-077', amount: '98000.50', signed: '2026-03-18', files: 1 }]);
  expect(await sql('select state from trial where id = $1', [id])).toEqual([{ state: 'CONVERTED' }]);
});
