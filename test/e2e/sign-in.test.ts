import { createUserWithPassword } from '../../server/people/user/service.ts';
import { codeNow, enrol, here, someone, sql, url } from '../kit.ts';
import { chooses, eventually, fits, sees, speaksClearly, useBrowser, windowOf } from './browser.ts';

useBrowser();

const password = 'a long enough secret';
const officer = (login: string) => createUserWithPassword(here().owner.manager, { login, name: '王经办', role: 'OFFICER', password });

async function entersPassword(page: Awaited<ReturnType<typeof windowOf>>, login: string, secret = password): Promise<void> {
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(secret);
  await page.locator('button[type=submit]').click();
}

test('an officer sets up a second factor once, signs in with its codes, with a recovery code, and is refused with what was used', async () => {
  await officer('wang');
  const page = await windowOf(undefined);
  await entersPassword(page, 'wang', 'not the secret at all');
  await sees(page, '账号或密码不正确');
  await entersPassword(page, 'wang');
  const dialog = page.getByRole('dialog');
  await sees(dialog, '您的角色必须启用动态验证');
  await chooses(dialog, '开始设置');
  const picture = dialog.getByRole('img', { name: '动态验证的二维码' });
  await picture.waitFor();
  await eventually(async () =>
    expect(await page.evaluate<number>(`document.querySelector('[role=dialog] img').naturalWidth`)).toBeGreaterThan(0),
  );
  const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '');
  await dialog.getByRole('textbox').fill('000000');
  await chooses(dialog, '确认');
  await sees(dialog, '动态验证码不正确');
  const used = await codeNow(-1, secret);
  await dialog.getByRole('textbox').fill(used);
  await chooses(dialog, '确认');
  await sees(dialog, '每个恢复码可代替验证码登录一次');
  const codes = await dialog.locator('ol li').allInnerTexts();
  expect(codes).toHaveLength(10);
  await chooses(dialog, '已妥善保存，完成');
  await page.getByRole('menuitem').first().waitFor();
  await speaksClearly(page);

  const second = await windowOf(undefined);
  await entersPassword(second, 'wang');
  // The very code, whatever time it is by now.
  await second.locator('input[name=code]').fill(used);
  await second.locator('button[type=submit]').click();
  await sees(second, '动态验证码不正确或已用过');
  await second.locator('input[name=code]').fill(codes[0]!.toLowerCase());
  await second.locator('button[type=submit]').click();
  await second.getByRole('menuitem').first().waitFor();
  // One session for staff: the first window is out.
  expect(await sql(`select count(*) as sessions from session`)).toEqual([{ sessions: 1 }]);
  await page.goto(`${url()}/#/Submission`);
  await page.reload();
  await page.locator('input[name=login]').waitFor();
});

test('what is important asks for a code in a dialog, and then goes on by itself', async () => {
  const admin = await someone('SYSTEM_ADMIN', {}, { fresh: false });
  const { id } = await createUserWithPassword(here().owner.manager, {
    login: 'expert.zhou',
    name: '周',
    role: 'PROVIDER',
    password: 'ten chars!',
    providerId: (await someone('PROVIDER')).of.providerId,
  });
  const page = await windowOf(admin, `/User/${id}/show`);
  await chooses(page, '生成设置密码链接');
  const dialog = page.getByRole('dialog').filter({ hasText: '请再次验证身份' });
  await dialog.getByRole('textbox').fill('123');
  await chooses(dialog, '验证并继续');
  await sees(dialog, '动态验证码不正确');
  await dialog.getByRole('textbox').fill(await codeNow());
  await chooses(dialog, '验证并继续');
  await sees(page, '请把链接交给本人');
  expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toContain('/#/set-password/');
});

test('whoever has lost the password says so, and an administrator sees it', async () => {
  const { id } = await officer('li');
  const page = await windowOf(undefined, '/login');
  await page.getByRole('link', { name: '忘记密码' }).click();
  await page.locator('input[name=login]').fill('li');
  await chooses(page, '提交');
  await sees(page, '管理员会与您联系');
  expect(await sql('select recovery_asked_at is not null as asked from account where id = $1', [id])).toEqual([{ asked: true }]);
});

test('own sessions are listed and ended, and a window whose session has been ended asks to sign in', async () => {
  const provider = await someone('PROVIDER');
  await enrol(provider.id);
  const page = await windowOf(provider, '/security');
  await sees(page, '当前会话');
  await speaksClearly(page);
  await chooses(page, '退出其他会话');
  await sees(page, '已退出');
  await sql('delete from session where user_id = $1', [provider.id]);
  await page.goto(`${url()}/#/Trial`);
  await sees(page, '登录已过期');
});

test.each([
  ['zh-CN', false, 1366],
  ['en', false, 1366],
  ['zh-CN', true, 360],
  ['en', true, 360],
] as const)(
  'the first screen and the page of security speak %s whole, dark %s, at %s pixels, and nothing scrolls sideways',
  async (lang, dark, width) => {
    const who = await someone('OFFICER');
    for (const path of ['/', '/security']) {
      const page = await windowOf(who, path, { lang, dark, width, height: 740 });
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      await speaksClearly(page);
      await fits(page);
    }
  },
);
