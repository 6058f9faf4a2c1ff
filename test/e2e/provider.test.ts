import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { after, openCall } from '../integration/calls/scene.ts';
import { Advance, aDraft, aSolution, Return } from '../integration/solutions/scene.ts';
import { anApplication, anOffering } from '../integration/trials/scene.ts';
import { someone, sql, travelTo } from '../kit.ts';
import { chooses, confirms, escapes, sees, useBrowser, windowOf } from './browser.ts';

useBrowser();

/** A picture for the eye, where one is wanted. */
const shoot = async (page: Page, name: string) => {
  const folder = process.env['SHIZHUAN_E2E_SHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

/** What a call asks of its own beside the solution. */
const form = {
  fields: [
    ...['painPoint', 'functions', 'exitTerms'].map(key => ({
      key,
      label: key,
      kind: 'SOLUTION' as const,
      required: true,
      reusable: true,
      keyField: false,
    })),
    {
      key: 'engineers',
      label: '在青服务人员',
      unit: '人',
      kind: 'NUMBER' as const,
      required: true,
      reusable: true,
      keyField: false,
      digits: 0,
    },
  ],
  files: [{ key: 'licence', label: '营业执照', required: true, formats: ['txt'], maxCount: 1 }],
  eligibility: [{ key: 'honest', label: '承诺申报材料真实、免费试用不变相收费', check: 'STATEMENT' as const, values: [] }],
};

test('a provider fills in the form of a call: it saves by itself, says everything that is missing, and ends with a receipt', async () => {
  const title = '2026年排产专题征集';
  const { code } = await openCall({ title, form });
  const provider = await someone('PROVIDER');
  const { id: solutionId } = await aSolution(provider, { name: '注塑快排产', exitTerms: null });
  const page = await windowOf(provider, '/Submission');
  await sees(page, '还没有申报');
  await page.getByRole('link', { name: '新建申报' }).first().click();
  await chooses(page, '下一步');
  await sees(page, '有 2 处需要修改');
  for (const [label, typed] of [
    [/^征集/, title],
    [/^产品/, '注塑快排产'],
  ] as const) {
    await page.getByRole('combobox', { name: label }).fill(typed);
    await page.getByRole('option', { name: new RegExp(typed) }).click();
  }
  await chooses(page, '下一步');
  await sees(page, '必填项已完成 2 / 6');
  await shoot(page, 'filing');

  // Everything at once, by the words of the form, each with the way to its input.
  await chooses(page, '自查');
  await sees(page, '还有 4 处须改正');
  for (const said of ['退出与数据返还：', '在青服务人员：', '营业执照：', '承诺申报材料真实、免费试用不变相收费：'])
    await page.getByRole('button', { name: said }).waitFor();
  await shoot(page, 'faults');

  // The tab is killed in the middle: what was typed is there again.
  await page.getByRole('textbox', { name: /退出与数据返还/ }).fill('数据以 CSV 返还');
  await page.getByRole('textbox', { name: /在青服务人员/ }).fill('6');
  await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  await page.getByRole('textbox', { name: /解决的痛点/ }).fill('插单一来全乱');
  const address = page.url();
  await page.close({ runBeforeUnload: false });
  const again = await windowOf(provider, address.slice(address.indexOf('#') + 1));
  await again.getByRole('textbox', { name: /退出与数据返还/ }).waitFor();
  expect(await again.getByRole('textbox', { name: /退出与数据返还/ }).inputValue()).toBe('数据以 CSV 返还');
  expect(await again.getByRole('textbox', { name: /在青服务人员/ }).inputValue()).toBe('6');

  await again
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: '执照.txt', mimeType: 'text/plain', buffer: Buffer.from('执照') });
  await again.getByText('执照.txt').first().waitFor();
  await again.getByRole('checkbox', { name: /承诺申报材料真实/ }).check();
  await sees(again, '必填项已完成 6 / 6');
  await chooses(again, '提交申报');
  await confirms(again, '提交申报');
  await sees(again, '申报回执');
  const [row] = await sql<{ state: string; number: string; receipt: string; hash: string }>(
    'select state, number, receipt, content_hash as hash from submission where solution_id = $1',
    [solutionId],
  );
  expect(row).toEqual({ state: 'SUBMITTED', number: `${code}-001`, receipt: expect.any(String), hash: expect.any(String) });
  await sees(again, row!.receipt);
  await sees(again, row!.hash);
  await shoot(again, 'receipt');

  // Anybody who holds it can check it, without signing in.
  const anybody = await windowOf(undefined, '/public/receipt');
  await anybody.getByRole('textbox', { name: /回执号/ }).fill(row!.receipt);
  await anybody.getByRole('textbox', { name: /内容哈希/ }).fill(row!.hash);
  await chooses(anybody, '核验');
  await sees(anybody, '回执属实');
});

test('two windows on one draft: what differs in different fields is put together, what differs in one is asked', async () => {
  const { id: callId } = await openCall();
  const { provider, id } = await aDraft(callId);
  const [one, two] = [
    await windowOf(provider, `/Submission/file/${id}`),
    await windowOf(provider, `/Submission/file/${id}`, { width: 390, height: 800 }),
  ];
  const field = (page: typeof one, name: RegExp) => page.getByRole('textbox', { name });
  await field(one, /解决的痛点/).waitFor();
  await field(two, /解决的痛点/).waitFor();
  await shoot(two, 'phone');
  await field(one, /解决的痛点/).fill('一号窗口写的痛点');
  await one.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  await field(two, /主要功能/).fill('二号窗口写的功能');
  await sees(two, '另一窗口的修改已自动合并');
  expect(await field(two, /解决的痛点/).inputValue()).toBe('一号窗口写的痛点');

  await field(one, /主要功能/).fill('一号窗口也写功能');
  await sees(one, '这些内容在两个窗口里填得不一样');
  await sees(one.getByRole('dialog'), '一号窗口也写功能');
  await sees(one.getByRole('dialog'), '二号窗口写的功能');
  await shoot(one, 'clash');
  await one.getByRole('radio', { name: /另一份/ }).check();
  await chooses(one.getByRole('dialog'), '按选择保存');
  await one.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  expect(await field(one, /主要功能/).inputValue()).toBe('二号窗口写的功能');
  const [{ content }] = (await sql('select content from draft where submission_id = $1', [id])) as [{ content: string }];
  expect(JSON.parse(content).solution).toEqual({ painPoint: '一号窗口写的痛点', functions: '二号窗口写的功能' });
});

test('a provider corrects what was returned: only the flagged fields can be edited, the rest stays as filed, and the checker sees the difference', async () => {
  const { officer, id: callId } = await openCall();
  const { provider, id } = await aDraft(callId, undefined, { name: '齐套检查助手' });
  await provider.ask(Advance, { id, action: 'SUBMIT' });
  await travelTo(after);
  await officer.ask(Return, { input: { submissionId: id, fields: ['solution.painPoint'], reason: '请写明痛点的现状数据' } });

  const page = await windowOf(provider, `/Submission/${id}/show`);
  await sees(page, '请写明痛点的现状数据');
  // Nothing has been corrected yet: refused in words.
  await chooses(page, '提交补正');
  await chooses(page.getByRole('dialog'), '提交补正');
  await sees(page.getByRole('dialog'), '须补正的字段没有变化');
  await escapes(page);

  await page.getByRole('link', { name: '修改须补正内容' }).click();
  const input = page.getByRole('textbox', { name: /解决的痛点/ });
  await input.waitFor();
  expect(await page.getByRole('textbox').count()).toBe(1);
  expect(await page.getByRole('spinbutton').count()).toBe(0);
  expect(await page.getByRole('combobox').count()).toBe(0);
  await sees(page, '请写明痛点的现状数据');
  await input.fill('计划员每天排产 3 小时,插单后准时交付率降到 81%');
  await chooses(page, '提交补正');
  await confirms(page, '提交补正');
  await sees(page, '申报回执');
  const [row] = await sql(
    `select state, filings, snapshot->'solution'->>'painPoint' as pain, snapshot->'solution'->>'functions' as functions, flagged_fields from submission where id = $1`,
    [id],
  );
  expect(row).toEqual({
    state: 'SUBMITTED',
    filings: 2,
    pain: '计划员每天排产 3 小时,插单后准时交付率降到 81%',
    functions: '自动排产、插单重排、齐套检查',
    flagged_fields: [],
  });
  const checker = await windowOf(officer, `/Submission/${id}/show`);
  await sees(checker, '本次补正的变化');
  await checker.getByRole('deletion').filter({ hasText: '排产靠经验' }).waitFor();
  await checker.getByRole('insertion').filter({ hasText: '每天排产 3 小时' }).waitFor();
  await shoot(checker, 'diff');
});

test('a provider answers an application for a trial, to which the queue on the first screen leads', async () => {
  const offering = await anOffering({ name: '能耗看板一体机' });
  const { id } = await anApplication(offering.id);
  const page = await windowOf(offering.provider);
  await page.getByRole('link', { name: /待答复的试用申请/ }).click();
  await page.getByRole('cell', { name: '能耗看板一体机' }).click();
  await sees(page, '缩短换模时间');
  await chooses(page, '受理');
  await sees(page.getByRole('dialog'), '企业将看到您的联系方式');
  await confirms(page, '受理');
  await page.getByRole('button', { name: '开始试用' }).waitFor();
  await sees(page, '已受理');
  expect(await page.getByRole('button', { name: '受理', exact: true }).count()).toBe(0);
  expect(await sql('select state from trial where id = $1', [id])).toEqual([{ state: 'ACCEPTED' }]);
  expect(await sql(`select actor_id from fact where subject_id = $1 and name = 'Trial.ACCEPT'`, [id])).toEqual([
    { actor_id: offering.provider.id },
  ]);
});
