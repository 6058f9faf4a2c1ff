import { noticed } from '../integration/decisions/scene.ts';
import { accessible } from './axe.ts';
import { chooses, fits, sees, speaksClearly, useBrowser, windowOf } from './browser.ts';

useBrowser();

let notice: { id: string };
beforeAll(async () => {
  ({ notice } = await noticed(3));
}, 60_000);

test.each([
  ['zh-CN', false, 1280],
  ['en', true, 390],
] as const)('the pages of notices keep nobody out: %s, dark %s, %i pixels', async (lang, dark, width) => {
  for (const path of ['/public', '/public/notices', `/public/notices/${notice.id}`, '/public/objection']) {
    const page = await windowOf(undefined, path, { lang, dark, width });
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (path !== '/public') await sees(page, /先试后转产品和解决方案拟入选名单公示|公示项目|Entry/);
    await page.waitForLoadState('networkidle');
    await speaksClearly(page);
    await fits(page);
    await accessible(page);
  }
});

test('somebody with a telephone objects to an entry and looks up how it stands with what the receipt says', async () => {
  const page = await windowOf(undefined, `/public/notices/${notice.id}`, { width: 390 });
  // That of an entry: the menu has one too, which is there before the notice is.
  await page
    .getByRole('link', { name: /对.+提出异议/ })
    .last()
    .click();
  await sees(page, /公示至 2026年4月10日/);
  await page.getByRole('textbox', { name: '异议人姓名' }).fill('赵实名');
  await page.getByRole('textbox', { name: '联系方式' }).fill('13700001111');
  await page.getByRole('textbox', { name: '异议理由' }).fill('不属实');
  await chooses(page, '提交异议');
  await sees(page, /请写明理由.至少 10 个字/);
  await page.getByRole('textbox', { name: '异议理由' }).fill('该产品的案例企业并未使用该产品');
  await chooses(page, '提交异议');
  await sees(page, '异议已收到');
  await accessible(page);
  await fits(page);
  const [number, secret] = await page.locator('dd').allInnerTexts();
  await chooses(page, '再提一项异议');
  await page.getByRole('textbox', { name: '回执编号' }).fill(number!);
  await page.getByRole('textbox', { name: '查询码' }).fill('AAAA-AAAA-AAAA');
  await chooses(page, '查询');
  await sees(page, /没有找到这份异议/);
  await page.getByRole('textbox', { name: '查询码' }).fill(secret!);
  await chooses(page, '查询');
  await sees(page, '已提交');
  await accessible(page);
});
