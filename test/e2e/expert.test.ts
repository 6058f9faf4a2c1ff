import { drawn, reviewOf } from '../integration/reviews/scene.ts';
import { sql } from '../kit.ts';
import { chooses, confirms, escapes, eventually, sees, useBrowser, windowOf } from './browser.ts';

useBrowser();

/** What is kept of a review. */
const kept = async (id: string) =>
  (
    await sql<{
      state: string;
      marks: { criterion: string; mark: string; note: string | null }[] | null;
      comment: string | null;
      total: string | null;
    }>('select state, marks, comment, total from review where id = $1', [id])
  )[0]!;

test('an expert accepts a review, marks it by keyboard alone, and cannot change it once submitted', async () => {
  const { callId, people } = await drawn(1, 1);
  const [expert] = people;
  const { id, paper } = await reviewOf(expert!, callId);
  const page = await windowOf(expert, '/Review');
  await page.getByRole('cell', { name: paper!.title }).click();
  await page.getByRole('link', { name: '进入评分' }).click();

  // Nothing can be marked before the expert has said that there is no interest in it.
  await sees(page, '请先确认与申报方没有利益关系');
  expect(await page.locator('#mark-PRECISE').count()).toBe(0);
  await chooses(page, '接受');
  await confirms(page, '接受');
  await page.locator('#mark-PRECISE').waitFor();
  expect((await kept(id)).state).toBe('ACCEPTED');

  // From here on the mouse is unplugged.
  const focused = () => page.evaluate<string>('document.activeElement?.id || document.activeElement?.getAttribute("aria-label")');
  await page.locator('#mark-PRECISE').focus();
  await page.keyboard.type('61');
  await page.keyboard.press('Tab');
  await page.keyboard.type('排产案例充分');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('mark-TRIAL_PROMISE');
  await page.keyboard.type('36.5');

  // Over the highest: refused where it stands, at once and when submitting, and nothing typed is lost.
  await sees(page, '0 到 60，最多两位小数');
  await sees(page, '合计 36.5 / 100');
  await page.keyboard.press('Control+Enter');
  expect(await focused()).toBe('mark-PRECISE');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.locator('#mark-PRECISE').getAttribute('aria-invalid')).toBe('true');
  expect(await page.locator('#mark-PRECISE').inputValue()).toBe('61');
  expect(await page.locator('#mark-TRIAL_PROMISE').inputValue()).toBe('36.5');
  expect(await page.getByLabel(/^PRECISE: /).inputValue()).toBe('排产案例充分');

  await page.keyboard.press('Control+a');
  await page.keyboard.type('55');
  await sees(page, '合计 91.5 / 100');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('mark-TRIAL_PROMISE');
  await page.keyboard.press('Control+s');
  await sees(page, '草稿已保存');
  await eventually(async () =>
    expect(await kept(id)).toMatchObject({
      state: 'ACCEPTED',
      marks: [
        { criterion: 'PRECISE', mark: '55', note: '排产案例充分' },
        { criterion: 'TRIAL_PROMISE', mark: '36.5' },
      ],
    }),
  );

  // Who comes back finds the draft.
  await page.reload();
  await page.locator('#mark-PRECISE').waitFor();
  expect(Number(await page.locator('#mark-PRECISE').inputValue())).toBe(55);
  expect(await page.getByLabel(/^PRECISE: /).inputValue()).toBe('排产案例充分');

  await page.locator('#mark-PRECISE').focus();
  await page.keyboard.press('Control+Enter');
  await sees(page.getByRole('dialog'), '提交后不能修改');
  await escapes(page);
  expect((await kept(id)).state).toBe('ACCEPTED');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await sees(page, '评分已提交');
  expect(await kept(id)).toMatchObject({ state: 'SUBMITTED', total: '91.5000' });

  // Frozen: the marks are read, not written, and no move leads back.
  await page.goto(page.url().replace(/#.*/, `#/Review/mark/${id}`));
  await sees(page, '评分已提交，不能再改');
  await sees(page, '55');
  expect(await page.locator('input[type=number]').count()).toBe(0);
  expect(await page.getByRole('button', { name: /^(提交评分|接受|谢绝|回避)$/ }).count()).toBe(0);
  expect(await sql(`select name from fact where subject_id = $1 order by at`, [id])).toEqual(
    ['Review.ASSIGN', 'Review.ACCEPT', 'Review.SAVE', 'Review.SUBMIT'].map(name => ({ name })),
  );
});
