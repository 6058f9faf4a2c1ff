import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { root } from '../../server/config.ts';
import { type Someone, url, useServer } from '../kit.ts';

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find(existsSync);

/** A folder for pictures of how each test left its windows. */
const shots = process.env['SHIZHUAN_E2E_SHOTS'];

let browser: Browser;
const opened: BrowserContext[] = [];
/** What the pages of a test have complained of: a test ends with none. */
const complaints: string[] = [];

/** A server with the built panel, and a browser, for the tests of a file. */
export function useBrowser(): void {
  useServer({ panel: join(root, '.build/admin'), background: true });
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterEach(async () => {
    if (shots)
      for (const [at, page] of opened.flatMap(context => context.pages()).entries())
        await page.screenshot({ path: join(shots, `${at}.png`) });
    await Promise.all(opened.splice(0).map(context => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());
}

export interface Look {
  lang?: 'zh-CN' | 'en';
  dark?: boolean;
  width?: number;
  height?: number;
}

/** A window of somebody who is signed in (or of nobody), at a path of the panel. */
export async function windowOf(
  who: Someone | undefined,
  path = '/',
  { lang = 'zh-CN', dark = false, width = 1366, height = 768 }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale: lang });
  context.setDefaultTimeout(10_000);
  opened.push(context);
  const [, token] = /sid=(.+)/.exec(who?.headers['cookie'] ?? '') ?? [];
  if (token) await context.addCookies([{ name: 'sid', value: token, url: url() }]);
  if (lang === 'en') await context.addInitScript(`localStorage.setItem('RaStoreshizhuan.locale', '"en"')`);
  const page = await context.newPage();
  page.on('pageerror', error => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', message => {
    // A refusal is an answer with a status, which the browser reports by itself.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      complaints.push(`${page.url()}: ${message.text().slice(0, 300)}`);
  });
  await page.goto(`${url()}/#${path}`);
  return page;
}

/** Waits until these words can be read. */
export const sees = (where: Page | Locator, words: string | RegExp): Promise<void> => where.getByText(words).first().waitFor();

/** Presses a button of the page by its name. */
export const chooses = (where: Page | Locator, name: string): Promise<void> => where.getByRole('button', { name, exact: true }).click();

/** Presses the button of the dialog on top, after writing what it asks for, and waits until the dialog has gone. */
export async function confirms(page: Page, name: string, note?: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  if (note) await dialog.getByRole('textbox').first().fill(note);
  await chooses(dialog, name);
  await dialog.waitFor({ state: 'detached' });
}

/** Esc closes the dialog on top, which must hold the focus. */
export async function escapes(page: Page): Promise<void> {
  await eventually(async () => {
    expect(await page.evaluate<boolean>(`Boolean(document.activeElement.closest('[role=presentation]'))`)).toBe(true);
  });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Waits until what the page asked for has been done: asks again until it no longer throws. */
export async function eventually(look: () => Promise<void>, within = 5000): Promise<void> {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

/** Words that must not be on a page: keys of words, and what a fault leaves. */
export async function speaksClearly(page: Page): Promise<void> {
  const text = await page.locator('body').innerText();
  expect(text).not.toMatch(/\b(resources|enums|moves|reasons|ra|screens)\.[A-Za-z]+\.[A-Za-z]/);
  expect(text).not.toMatch(/undefined|\[object Object\]|NaN/);
}

/** Nothing scrolls sideways. */
export async function fits(page: Page): Promise<void> {
  const [inner, outer] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  expect(inner).toBeLessThanOrEqual(outer + 1);
}
