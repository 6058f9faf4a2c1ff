import type { Page } from 'playwright-core';
import type { Role } from '../../schema/roles.ts';
import { createUserWithPassword } from '../../server/people/user/service.ts';
import { after, openCall } from '../integration/calls/scene.ts';
import { noticed } from '../integration/decisions/scene.ts';
import { Advance as AdvanceSubmission, aDraft } from '../integration/solutions/scene.ts';
import { aRunningTrial, contractOf, Record } from '../integration/trials/scene.ts';
import { codeNow, enrol, here, type Someone, someone, sql, travelTo, url } from '../kit.ts';
import { chooses, escapes, eventually, fits, sees, speaksClearly, useBrowser, windowOf } from './browser.ts';

useBrowser();

let officer: Someone;
let submissionId: string;
const people: Partial<{ [role in Role]: Someone }> = {};

/** A bit of everything: a call with a notice, another that takes submissions, a trial with its purchase, the register and a proof. */
beforeAll(async () => {
  const { people: panel, items } = await noticed(2);
  const open = await openCall();
  officer = open.officer;
  const draft = await aDraft(open.id);
  await draft.provider.ask(AdvanceSubmission, { id: draft.id, action: 'SUBMIT' });
  submissionId = items[0]!.id;
  const trial = await aRunningTrial();
  await trial.enterprise.ask(Record, { input: await contractOf(trial.id, trial.enterprise) });
  const other = await aRunningTrial();
  await sql(
    `insert into register (id, month, version, in_force_from, entries, added, gone, changed) values (uuid_v7(), '2026-02', 1, '2026-02-28', 1, 1, 0, 0)`,
  );
  await sql(
    `insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size)
     select uuid_v7(), r.id, e.id, e.uscc, e.name, e.district, e.division, e.size from enterprise e, register r where e.id = $1`,
    [trial.enterprise.of.enterpriseId],
  );
  await sql(
    `insert into evidence (id, number, enterprise_id, uscc, district, kind, dated_on, document, expires_at, state)
     select uuid_v7(), 'EV-1', id, uscc, district, 'CONTRACT', '2026-01-01', 'x', '2029-01-01', 'PROPOSED' from enterprise where id = $1`,
    [trial.enterprise.of.enterpriseId],
  );
  await travelTo(after);
  Object.assign(people, { OFFICER: officer, EXPERT: panel[0], PROVIDER: other.provider, ENTERPRISE: other.enterprise });
}, 60_000);

const inText = (page: Page, script: string) => page.evaluate<string[]>(script);

/** Words of the panel itself that stand in the other language: labels, heads of tables, tabs, the menu. Data and names do not stand there. */
const foreign = (page: Page, lang: 'zh-CN' | 'en') =>
  inText(
    page,
    `[...document.querySelectorAll('label, th:not([scope=row]), dt, [role=tab], [role=menuitem]')].map(it => it.innerText.trim())
       .filter(text => ${lang === 'en' ? '/[\\u4e00-\\u9fff]/' : '/[A-Za-z]{3,}/'}.test(text.replace(/SHA-256|USCC|CSV|XLSX|API|SaaS|Enter|Ctrl/g, '')))`,
  );

/** Inputs that a reader could not name. */
const nameless = (page: Page) =>
  inText(
    page,
    `[...document.querySelectorAll('input:not([type=hidden]), textarea, select')]
       .filter(it => !it.closest('[aria-hidden=true]') && it.offsetParent !== null && !it.labels?.length && !it.getAttribute('aria-label') && !it.getAttribute('aria-labelledby') && !it.title)
       .map(it => it.outerHTML.slice(0, 200))`,
  );

/** Buttons and links that a reader could not name. */
const mute = (page: Page) =>
  inText(
    page,
    `[...document.querySelectorAll('button, a[href], [role=button]')]
       .filter(it => it.offsetParent !== null && !it.closest('[aria-hidden=true]') && !it.innerText.trim() && !it.getAttribute('aria-label') && !it.title && !it.querySelector('title, img[alt]'))
       .map(it => it.outerHTML.slice(0, 200))`,
  );

const titleOf = (page: Page) => page.evaluate<string>(`document.querySelector('h1')?.innerText ?? ''`);

/** Goes to another page of the panel and waits until it is that one. */
async function turns(page: Page, path: string): Promise<void> {
  const before = await titleOf(page);
  await page.goto(`${url()}/#${path}`);
  await eventually(async () => expect(['', before]).not.toContain(await titleOf(page)));
  await page.waitForLoadState('networkidle');
}

async function speaks(page: Page, lang: 'zh-CN' | 'en'): Promise<void> {
  await speaksClearly(page);
  expect({
    at: page.url(),
    lang: await page.locator('html').getAttribute('lang'),
    h1: await page.locator('h1:visible').count(),
    foreign: await foreign(page, lang),
    nameless: await nameless(page),
    mute: await mute(page),
  }).toEqual({ at: page.url(), lang, h1: 1, foreign: [], nameless: [], mute: [] });
}

test.each([
  ['OFFICER', 'zh-CN'],
  ['OFFICER', 'en'],
  ['SYSTEM_ADMIN', 'en'],
  ['LEADER', 'zh-CN'],
  ['PROVIDER', 'en'],
  ['EXPERT', 'zh-CN'],
  ['ENTERPRISE', 'zh-CN'],
  ['DISTRICT', 'en'],
  ['AUDITOR', 'zh-CN'],
  ['SECURITY_ADMIN', 'zh-CN'],
] as const)('every page in the menu of %s speaks %s, has one title, and names its inputs and buttons', async (role, lang) => {
  const page = await windowOf(people[role] ?? (await someone(role)), '/', { lang });
  await page.getByRole('menuitem').first().waitFor();
  await page.waitForLoadState('networkidle');
  await speaks(page, lang);
  const paths = await inText(
    page,
    `[...document.querySelectorAll('nav a[role=menuitem], [role=menu] a[role=menuitem]')].map(it => it.getAttribute('href'))`,
  );
  expect(paths.length).toBeGreaterThan(3);
  for (const path of paths) {
    if (path !== '#/') await turns(page, path.slice(1));
    await speaks(page, lang);
  }
});

test.each(['zh-CN', 'en'] as const)('a record, its forms and the board speak %s too', async lang => {
  const page = await windowOf(officer, `/Submission/${submissionId}/show`, { lang });
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await speaks(page, lang);
  for (const path of [
    '/Submission/board',
    '/Call/create',
    '/Evidence/create',
    '/Enterprise/create',
    '/public/catalogue',
    '/public/lists',
    '/public/notices',
  ]) {
    await turns(page, path);
    await speaks(page, lang);
  }
});

test.each([
  ['zh-CN', false],
  ['en', true],
] as const)('at 360 pixels nothing scrolls sideways on the first screen, a list, a record, a form: %s, dark %s', async (lang, dark) => {
  const page = await windowOf(officer, '/', { lang, dark, width: 360, height: 740 });
  const record = `/Submission/${submissionId}/show`;
  await page.waitForLoadState('networkidle');
  await fits(page);
  for (const path of ['/Submission', '/Trial', record, '/Call/create', '/Evidence/create', '/coverage', '/public/catalogue']) {
    await turns(page, path);
    await fits(page);
  }
});

test('dark follows the system, can be switched, and is remembered', async () => {
  const page = await windowOf(officer, '/', { dark: true });
  await page.getByRole('menuitem').first().waitFor();
  const light = async () => {
    const [red] = /\d+/.exec(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')) ?? [];
    return Number(red) > 128;
  };
  expect(await light()).toBe(false);
  await page
    .locator('header')
    .getByRole('button', { name: /深浅|浅色|深色|明暗/ })
    .click();
  await eventually(async () => expect(await light()).toBe(true));
  await page.reload();
  await page.getByRole('menuitem').first().waitFor();
  expect(await light()).toBe(true);
});

test('the focus is seen wherever Tab leads, Esc closes what is on top, and the focus returns', async () => {
  const page = await windowOf(officer, `/Submission/${submissionId}/show`);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  for (let at = 0; at < 15; at += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate<string>(`(() => {
      const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
      const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none' || it.classList.contains('Mui-focusVisible');
      return it !== document.body && it.matches(':focus-visible') && box.width > 0 && marked ? 'seen' : it.outerHTML.slice(0, 200);
    })()`);
    expect(seen).toBe('seen');
  }
  await page.locator('header').getByRole('button').last().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: '退出' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: '退出' }).waitFor({ state: 'hidden' });

  const [waiting] = await sql<{ id: string }>(`select id from submission where state = 'SUBMITTED' limit 1`);
  await page.goto(`${url()}/#/Submission/${waiting!.id}/show`);
  const button = page.getByRole('button', { name: '形审不通过' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await escapes(page);
  await eventually(async () => expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('形审不通过'));
});

test('what lacks is listed and the first fault has the focus; leaving with changes asks', async () => {
  const page = await windowOf(officer, '/Evidence/create');
  await page.getByRole('textbox', { name: /文号或材料/ }).waitFor();
  await chooses(page, '提交');
  await sees(page, /有 4 处需要修改/);
  await eventually(async () =>
    expect(
      await page.evaluate<string>('document.activeElement.getAttribute("aria-invalid") ?? document.activeElement.outerHTML.slice(0, 200)'),
    ).toBe('true'),
  );
  await page.getByRole('textbox', { name: /文号或材料/ }).fill('长'.repeat(201));
  await page.keyboard.press('Tab');
  await sees(page, '最多 200 个字');

  const asked: string[] = [];
  page.on('dialog', async dialog => {
    asked.push(dialog.message());
    await dialog.dismiss();
  });
  await page.getByRole('menuitem', { name: '首页' }).click();
  await eventually(async () => expect(asked).toHaveLength(1));
  expect(await page.getByRole('textbox', { name: /文号或材料/ }).inputValue()).toHaveLength(201);
});

test('an address that differs in one capital leads elsewhere: the list of imports is not the wizard', async () => {
  const page = await windowOf(await someone('OFFICER'), '/Import');
  await eventually(async () => expect(await page.title()).toBe('导入 · 试转'));
  await page.goto(`${url()}/#/import`);
  await eventually(async () => expect(await page.title()).toBe('导入数据 · 导入 · 试转'));
});

test('whose session has expired signs in again in place, and what was typed is saved', async () => {
  const { id } = await createUserWithPassword(here().owner.manager, {
    login: 'wang',
    name: '王经办',
    role: 'OFFICER',
    password: 'a long enough secret',
  });
  await enrol(id);
  const page = await windowOf(undefined);
  let step = 0;
  const signIn = async (where: Page | ReturnType<Page['getByRole']>) => {
    await where.getByRole('textbox', { name: /账号/ }).fill('wang');
    await where.locator('input[type=password]').fill('a long enough secret');
    await where.locator('button[type=submit]').click();
    await where.locator('input[name=code]').fill(await codeNow(step++));
    await where.locator('button[type=submit]').click();
  };
  await signIn(page);
  await page.getByRole('menuitem').first().waitFor();
  const [waiting] = await sql<{ id: string }>(`select id from submission where state = 'SUBMITTED' limit 1`);
  await page.goto(`${url()}/#/Submission/${waiting!.id}/show`);
  await chooses(page, '形审不通过');
  await page.getByRole('dialog').getByRole('textbox').fill('材料与申报类别不符');
  await sql('delete from session where user_id = (select id from account where login = $1)', ['wang']);
  await chooses(page.getByRole('dialog'), '形审不通过');
  await sees(page, '登录已过期，请重新登录');
  await signIn(page.getByRole('dialog').filter({ hasText: '登录已过期' }));
  await sees(page, '形审不通过');
  await eventually(async () =>
    expect(await sql('select state, reason from submission where id = $1', [waiting!.id])).toEqual([
      { state: 'REFUSED', reason: '材料与申报类别不符' },
    ]),
  );
});
