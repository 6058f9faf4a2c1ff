import { after, openCall } from '../integration/calls/scene.ts';
import { Advance, aDraft, aSolution, Return } from '../integration/solutions/scene.ts';
import { anApplication, anOffering } from '../integration/trials/scene.ts';
import { someone, sql, travelTo } from '../kit.ts';
import { chooses, confirms, escapes, sees, useBrowser, windowOf } from './browser.ts';

useBrowser();

test('a provider files a solution in an open call: what is missing is named, then a receipt is shown', async () => {
  const title = '2026年排产专题征集';
  const { code } = await openCall({ title });
  const provider = await someone('PROVIDER');
  const { id: solutionId } = await aSolution(provider, { name: '注塑快排产', exitTerms: null });
  const page = await windowOf(provider, '/Submission');
  await sees(page, '还没有申报');
  await page.getByRole('link', { name: '新建申报' }).first().click();

  await chooses(page, '提交');
  await sees(page, '有 2 处需要修改');
  for (const [label, typed] of [
    [/^征集/, title],
    [/^产品/, '注塑快排产'],
  ] as const) {
    await page.getByRole('combobox', { name: label }).fill(typed);
    await page.getByRole('option', { name: new RegExp(typed) }).click();
  }
  await chooses(page, '提交');
  await page.getByRole('button', { name: '提交申报' }).waitFor();
  await sees(page, '草稿');

  // Not complete: said by the words of the form, and the way there is beside it.
  await chooses(page, '提交申报');
  await chooses(page.getByRole('dialog'), '提交申报');
  await sees(page.getByRole('dialog'), '申报内容不完整:退出与数据返还');
  expect(await sql('select state, receipt from submission where solution_id = $1', [solutionId])).toEqual([
    { state: 'DRAFT', receipt: null },
  ]);
  await escapes(page);
  await page.getByRole('link', { name: '完善申报内容' }).click();
  await page.getByRole('textbox', { name: /退出与数据返还/ }).fill('数据以 CSV 返还');
  await chooses(page, '保存');
  await sees(page, '数据以 CSV 返还');

  await page.getByRole('cell', { name: '注塑快排产' }).click();
  await chooses(page, '提交申报');
  await confirms(page, '提交申报');
  await sees(page, '已提交');
  const [row] = await sql<{ state: string; number: string; receipt: string }>(
    'select state, number, receipt from submission where solution_id = $1',
    [solutionId],
  );
  expect(row).toEqual({ state: 'SUBMITTED', number: `${code}-001`, receipt: expect.any(String) });
  await sees(page, row!.receipt);
  await sees(page, row!.number);
});

test('a provider corrects what was returned: only the flagged fields can be edited, and the rest stays as filed', async () => {
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
  await chooses(page, '保存');
  await chooses(page, '提交补正');
  await confirms(page, '提交补正');
  await sees(page, '计划员每天排产 3 小时');
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
