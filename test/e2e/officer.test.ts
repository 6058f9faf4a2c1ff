import type { Locator, Page } from 'playwright-core';
import { after, before, openCall } from '../integration/calls/scene.ts';
import { Advance, aDraft } from '../integration/solutions/scene.ts';
import { type Someone, someone, sql, travelTo } from '../kit.ts';
import { accessible } from './axe.ts';
import { chooses, confirms, escapes, eventually, sees, speaksClearly, useBrowser, windowOf } from './browser.ts';

useBrowser();

let officer: Someone;
let filed: { id: string; name: string; number: string }[];

/** Filed submissions of as many providers that wait to be checked. */
async function waiting(count: number): Promise<void> {
  const { officer: of, id: callId } = await openCall();
  officer = of;
  filed = [];
  for (let at = 0; at < count; at += 1) {
    const { id, provider } = await aDraft(callId);
    const { number } = (await provider.ask(Advance, { id, action: 'SUBMIT' })).advanceSubmission;
    const [row] = await sql<{ name: string }>('select name from submission where id = $1', [id]);
    filed.push({ id, number: number!, name: row!.name });
  }
  await travelTo(after);
}
beforeEach(() => waiting(3), 30_000);

const stateOf = async (id: string) => (await sql<{ state: string }>('select state from submission where id = $1', [id]))[0]!.state;
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const cardIn = (page: Page, state: string, name: string) => column(page, state).getByRole('listitem').filter({ hasText: name });

test('the queue on the first screen leads to the board, where a card moves by keyboard and only where a move leads', async () => {
  const [first, second] = filed;
  const page = await windowOf(officer);
  const queue = page.getByRole('link', { name: /待形式审查的申报/ });
  await sees(queue, '3');
  await queue.click();
  for (const { name } of filed) await page.getByRole('cell', { name, exact: false }).first().waitFor();
  expect(await page.getByRole('row').count()).toBe(4);
  await page.getByRole('link', { name: '看板' }).click();

  // Enter, an arrow, Enter: no mouse.
  await page.getByRole('button', { name: `${first!.number} ${first!.name}：可做操作` }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: '形审通过', exact: true }).waitFor();
  for (let at = 0; at < 3; at += 1) {
    const focused = await page.evaluate<string>('document.activeElement.textContent');
    if (focused === '形审通过') break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await sees(page.getByRole('dialog'), '申报进入专家评审');
  expect(await stateOf(first!.id)).toBe('SUBMITTED');
  await confirms(page, '形审通过');
  await cardIn(page, '形审通过', first!.name).waitFor();
  expect(await stateOf(first!.id)).toBe('ADMITTED');

  // A column no move leads to does not light up and does not take the card; one that a move leads to does both.
  const card = cardIn(page, '已提交', second!.name);
  const hold = async (over: string) => {
    await card.hover();
    await page.mouse.down();
    const box = (await column(page, over).boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 20, { steps: 4 });
    await page.mouse.move(box.x + 30, box.y + 30, { steps: 4 });
  };
  await hold('拟入选');
  await sees(column(page, '形审通过'), '放到这里：形审通过');
  expect(await column(page, '拟入选').getByText('放到这里').count()).toBe(0);
  await page.mouse.up();
  await page.getByText('放到这里').first().waitFor({ state: 'detached' });
  expect(await page.getByRole('dialog').count()).toBe(0);
  await card.waitFor();
  expect(await stateOf(second!.id)).toBe('SUBMITTED');

  await hold('形审通过');
  await sees(column(page, '形审通过'), '放到这里：形审通过');
  await page.mouse.up();
  await confirms(page, '形审通过');
  await cardIn(page, '形审通过', second!.name).waitFor();
  expect(await stateOf(second!.id)).toBe('ADMITTED');
  expect(
    await sql(`select name, actor_name from fact where subject_id = any($1) and name = 'Submission.ADMIT'`, [[first!.id, second!.id]]),
  ).toEqual([1, 2].map(() => ({ name: 'Submission.ADMIT', actor_name: expect.stringContaining('OFFICER') })));
});

test('an officer returns a submission with the fields to correct and the reason', async () => {
  const { id } = filed[0]!;
  const page = await windowOf(officer, `/Submission/${id}/show`);
  await page.getByRole('link', { name: '退回补正' }).click();
  await page.getByRole('checkbox', { name: '解决的痛点' }).waitFor();

  // What is lacking stands where it lacks.
  await chooses(page, '提交');
  await sees(page, /处需要修改/);
  expect(await stateOf(id)).toBe('SUBMITTED');

  await page.getByRole('checkbox', { name: '解决的痛点' }).check();
  await page.getByRole('checkbox', { name: '成效指标' }).check();
  await page.getByRole('textbox', { name: /补正要求/ }).fill('请写明痛点的现状数据');
  await chooses(page, '提交');

  await page.waitForURL(/#\/Submission\/.*\/show/);
  await sees(page, '待补正');
  await sees(page, '请写明痛点的现状数据');
  const [row] = await sql('select state, flagged_fields from submission where id = $1', [id]);
  expect(row).toEqual({ state: 'RETURNED', flagged_fields: ['solution.painPoint', 'solution.measures'] });
  expect(await sql('select fields, reason from correction where submission_id = $1', [id])).toEqual([
    { fields: ['solution.painPoint', 'solution.measures'], reason: '请写明痛点的现状数据' },
  ]);
});

test('an officer whose colleague was faster is told who did what, and keeps what was typed', async () => {
  const { id } = filed[0]!;
  const colleague = await someone('OFFICER');
  const [mine, theirs] = [await windowOf(officer, `/Submission/${id}/show`), await windowOf(colleague, `/Submission/${id}/show`)];
  await chooses(mine, '形审不通过');
  const dialog = mine.getByRole('dialog');
  await dialog.getByRole('textbox').fill('缺少检测报告');

  await chooses(theirs, '形审通过');
  await confirms(theirs, '形审通过');
  await eventually(async () => expect(await stateOf(id)).toBe('ADMITTED'));

  await chooses(dialog, '形审不通过');
  await sees(dialog, /OFFICER \d+已在.*办理：形审通过。现在的状态是“形审通过”/);
  expect(await dialog.getByRole('textbox').inputValue()).toBe('缺少检测报告');
  await escapes(mine);
  expect(await mine.getByRole('button', { name: '形审不通过' }).count()).toBe(0);
  expect(await stateOf(id)).toBe('ADMITTED');
  expect(await sql(`select name from fact where subject_id = $1 and name = 'Submission.REFUSE'`, [id])).toEqual([]);
});

test('an officer composes a call in the panel, sees what is wrong, previews and announces it, and the public reads it', async () => {
  await travelTo(before);
  const code = `E${Date.now()}`;
  const page = await windowOf(officer, '/Call/create');
  const box = (name: string | RegExp, of: Page | Locator = page) => of.getByRole('textbox', { name });
  const picks = async (name: string | RegExp, choice: string, of: Locator) => {
    await of.getByRole('combobox', { name }).click();
    await page.getByRole('option', { name: choice, exact: true }).click();
  };
  const adds = async (name: string) => {
    const list = page
      .locator('.RaArrayInput-root, .MuiFormControl-root')
      .filter({ has: page.getByText(name, { exact: true }) })
      .last();
    await list.getByRole('button', { name: '添加' }).last().click();
    return list.locator('li').last();
  };
  await box(/^征集编号/).fill(code);
  await box(/^标题/).fill('2027年第一批征集');
  await page.getByLabel(/^开始时间/).fill('2027-03-01T09:00:15');
  await page.getByLabel(/^截止时间/).fill('2027-03-31T17:00:30');
  const rule = await adds('申报条件');
  await box(/^条件/, rule).fill('承诺材料真实');
  const field = await adds('填报项');
  await box(/^名称/, field).fill('可减少的停机');
  await picks(/^填写方式/, '数值', field);
  await box(/^单位/, field).fill('小时/月');
  await box(/^下限/, field).fill('800');
  await box(/^上限/, field).fill('720');
  const file = await adds('申报材料');
  await box(/^名称/, file).fill('营业执照');
  await chooses(page, '提交');

  // What is wrong stands on the draft, all at once; announcing it is refused.
  await page.waitForURL(/#\/Call\/.*\/show/);
  await sees(page, '填报项 · 可减少的停机: 下限大于上限 (800 > 720)');
  await chooses(page, '公布征集');
  await chooses(page.getByRole('dialog'), '公布征集');
  await sees(page.getByRole('dialog'), '征集还有 1 处须改正。');
  await escapes(page);
  await page.getByRole('link', { name: '编辑' }).click();
  const again = page
    .locator('li')
    .filter({ has: page.locator('input[value="可减少的停机"]') })
    .last();
  await box(/^下限/, again).fill('0');
  await chooses(page, '保存');
  await sees(page, '检查通过，可以公布。');

  // The same call as who files, who marks and everybody will see it.
  await page.getByRole('link', { name: '预览' }).click();
  await page.getByRole('spinbutton', { name: /可减少的停机/ }).waitFor();
  await page.getByRole('checkbox', { name: '承诺材料真实' }).check();
  await page.getByRole('tab', { name: '专家看到的' }).click();
  await page.getByRole('spinbutton', { name: 'PRECISE' }).fill('50');
  await sees(page, /50 \/ 100/);
  await page.getByRole('tab', { name: '公众看到的' }).click();
  await sees(page, /2027年3月1日 09:00:15 起，至 2027年3月31日 17:00:30 止/);
  await page.goBack();
  await chooses(page, '公布征集');
  await confirms(page, '公布征集');

  await travelTo('2027-03-01T09:00:15+08:00');
  const [{ id } = { id: '' }] = await sql<{ id: string }>('select id from call where code = $1', [code]);
  // What applicants rely on stays; its title can still be put right, and an untouched form is the same form.
  // The session of then is over by now.
  const later = await windowOf(await someone('OFFICER'), `/Call/${id}`);
  await box(/^标题/, later).fill('2027年第一批征集（更正）');
  await chooses(later, '保存');
  await later.waitForURL(/#\/Call\/.*\/show/);
  await sees(later, '2027年第一批征集（更正）');
  const street = await windowOf(undefined, `/public/calls/${id}`, { lang: 'en', width: 390 });
  await sees(street, '可减少的停机');
  await sees(street, /From .*9:00:15/);
  await speaksClearly(street);
  await accessible(street);
  expect(
    await sql(`select opens_at::text, form #>> '{fields,-1,unit}' as unit, form #>> '{files,0,key}' as file from call where id = $1`, [id]),
  ).toEqual([{ opens_at: '2027-03-01 01:00:15+00', unit: '小时/月', file: expect.stringMatching(/^files\d+$/) }]);
});
