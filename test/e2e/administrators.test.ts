import { codeNow, someone, sql, url } from '../kit.ts';
import { chooses, confirms, eventually, sees, speaksClearly, useBrowser, windowOf } from './browser.ts';

useBrowser();

type Window = Awaited<ReturnType<typeof windowOf>>;
const password = 'a long enough secret';

async function picks(page: Window, field: RegExp, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).first().click();
}

async function entersPassword(page: Window, login: string): Promise<void> {
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
}

/** Reads the link that is shown this once. */
async function linkOf(page: Window): Promise<string> {
  const link = await page.getByRole('dialog').getByRole('textbox').inputValue();
  await chooses(page.getByRole('dialog'), '关闭');
  return link;
}

test('an account is proposed by one administrator and approved by the other; its owner sets a password and a factor, and works', async () => {
  const system = await windowOf(await someone('SYSTEM_ADMIN'), '/User/create');
  await system.getByRole('textbox', { name: /登录名/ }).fill('li.ming');
  await system.getByRole('textbox', { name: /姓名/ }).fill('李明');
  await picks(system, /角色/, /^经办人$/);
  await chooses(system, '提交');
  await sees(system, '请填写人员编号');
  await system.getByRole('textbox', { name: /人员编号/ }).fill('QD-0042');
  await chooses(system, '提交');
  await sees(system, '待批准');
  await speaksClearly(system);
  // Who proposes has no button to approve, and no link before somebody else has.
  await system.getByRole('button', { name: '不批准', exact: true }).waitFor();
  expect(await system.getByRole('button', { name: /^批准$|生成设置密码链接/ }).count()).toBe(0);

  const security = await windowOf(await someone('SECURITY_ADMIN'), '/');
  await security.getByRole('link', { name: /账号/ }).first().click();
  await security.getByText('李明').first().click();
  await chooses(security, '批准');
  await confirms(security, '批准');
  await sees(security, '启用');

  await system.reload();
  await chooses(system, '生成设置密码链接');
  await sees(system, '请把链接交给本人');
  const link = await linkOf(system);

  const owner = await windowOf(undefined);
  await entersPassword(owner, 'li.ming');
  await sees(owner, '账号或密码不正确');
  await owner.goto(link);
  await owner.locator('input[name=password]').fill(password);
  await owner.locator('input[name=again]').fill('something else');
  await chooses(owner, '保存');
  await sees(owner, '两次输入不一致');
  await owner.locator('input[name=again]').fill(password);
  await chooses(owner, '保存');
  await owner.locator('input[name=login]').waitFor();
  await entersPassword(owner, 'li.ming');
  const dialog = owner.getByRole('dialog');
  await chooses(dialog, '开始设置');
  const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '');
  await dialog.getByRole('textbox').fill(await codeNow(0, secret));
  await chooses(dialog, '确认');
  await chooses(dialog, '已妥善保存，完成');
  await sees(owner, '李明，您好');
  await owner.goto(`${url()}/#/rights`);
  await sees(owner, '以下内容由系统正在执行的权限规则直接生成');

  // The link worked once.
  const again = await windowOf(undefined, link.slice(link.indexOf('#') + 1));
  await again.locator('input[name=password]').fill(password);
  await again.locator('input[name=again]').fill(password);
  await chooses(again, '保存');
  await sees(again, '链接已失效');
});

test('the manager of an organisation invites a colleague, who accepts and is signed in; the link works once, and management is handed over', async () => {
  const manager = await someone('PROVIDER');
  await sql('update account set manager = true where id = $1', [manager.id]);
  const desk = await windowOf(manager, '/Invitation/create');
  await desk.getByRole('textbox', { name: /被邀请人/ }).fill('周同事');
  await chooses(desk, '邀请');
  await sees(desk, '请把链接交给本人');
  const link = await linkOf(desk);
  await sees(desk, '待接受');
  await speaksClearly(desk);

  const guest = await windowOf(undefined, link.slice(link.indexOf('#') + 1));
  await sees(guest, '您将作为“服务商”使用本系统');
  await guest.locator('input[name=login]').fill('Z');
  await guest.locator('input[name=password]').fill(password);
  await guest.locator('input[name=again]').fill(`${password}!`);
  await chooses(guest, '接受邀请');
  await sees(guest, '两次输入不一致');
  await guest.locator('input[name=again]').fill(password);
  await chooses(guest, '接受邀请');
  await sees(guest, '登录名须为 2 到 64 个字符');
  await guest.locator('input[name=login]').fill('zhou');
  await chooses(guest, '接受邀请');
  await guest.locator('input[name=password]').waitFor();
  await sees(guest, '账号已建立');
  await entersPassword(guest, 'zhou');
  await sees(guest, '周同事，您好');

  const late = await windowOf(undefined, link.slice(link.indexOf('#') + 1));
  await sees(late, '邀请已失效');

  const [colleague] = await sql<{ id: string }>(`select id from account where login = 'zhou'`);
  await desk.goto(`${url()}/#/User/${manager.id}/show`);
  await chooses(desk, '退出本单位');
  await chooses(desk.getByRole('dialog'), '退出本单位');
  await sees(desk.getByRole('dialog'), '您是本单位唯一的管理员');
  await chooses(desk.getByRole('dialog'), '关闭');
  await desk.goto(`${url()}/#/User/${colleague!.id}/show`);
  await chooses(desk, '移交管理');
  await confirms(desk, '移交管理');
  await sees(desk, '管理已移交');
  await desk.goto(`${url()}/#/User/${manager.id}/show`);
  await chooses(desk, '退出本单位');
  await chooses(desk.getByRole('dialog'), '退出本单位');
  await eventually(async () =>
    expect(await sql('select login, manager, state from account where id = any($1) order by state', [[manager.id, colleague!.id]])).toEqual(
      [
        { login: 'zhou', manager: true, state: 'ACTIVE' },
        { login: expect.any(String), manager: false, state: 'DISABLED' },
      ],
    ),
  );
  await desk.locator('input[name=login]').waitFor();
});

test('personal data are erased on request, for a reason; the pages say where to', async () => {
  const guard = await someone('SECURITY_ADMIN');
  const enterprise = await someone('ENTERPRISE');
  await sql(`update enterprise set contact_name = '赵联系', contact_phone = '13800000000' where id = $1`, [enterprise.of.enterpriseId]);
  const page = await windowOf(guard, `/User/${enterprise.id}/show`);
  await chooses(page, '清除企业的个人信息');
  await chooses(page.getByRole('dialog'), '清除企业的个人信息');
  await sees(page.getByRole('dialog'), '必填');
  await confirms(page, '清除企业的个人信息', '本人来函要求');
  await sees(page, '已清除');
  expect(await sql('select contact_name, contact_phone from enterprise where id = $1', [enterprise.of.enterpriseId])).toEqual([
    { contact_name: null, contact_phone: null },
  ]);
});
