import { createUserWithPassword } from '../../server/people/user/service.ts';
import { here, someone, sql } from '../kit.ts';
import { fits, speaksClearly, useBrowser, windowOf } from './browser.ts';

useBrowser();

test('an officer signs in with a password, is refused with the wrong one, and signs out', async () => {
  await createUserWithPassword(here().owner.manager, { login: 'wang', name: '王经办', role: 'OFFICER', password: 'a long enough secret' });
  const page = await windowOf(undefined);
  await page.locator('input[name=login]').fill('wang');
  await page.locator('input[name=password]').fill('not the secret at all');
  await page.locator('button[type=submit]').click();
  await page.getByText('账号或密码不正确').waitFor();
  await page.locator('input[name=password]').fill('a long enough secret');
  await page.locator('button[type=submit]').click();
  await page.getByRole('menuitem').first().waitFor();
  await speaksClearly(page);
  expect((await sql(`select count(*) as sessions from session`))[0]).toEqual({ sessions: 1 });
});

test.each([
  ['zh-CN', false, 1366],
  ['en', false, 1366],
  ['zh-CN', true, 360],
  ['en', true, 360],
] as const)('the first screen speaks %s whole, dark %s, at %s pixels, and nothing scrolls sideways', async (lang, dark, width) => {
  const page = await windowOf(await someone('OFFICER'), '/', { lang, dark, width, height: 740 });
  await page.getByRole('heading').first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.locator('html').getAttribute('lang')).toBe(lang);
  await speaksClearly(page);
  await fits(page);
});
