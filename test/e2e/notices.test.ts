import { noticed } from '../integration/decisions/scene.ts';
import { accessible } from './axe.ts';
import { fits, sees, speaksClearly, useBrowser, windowOf } from './browser.ts';

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
