import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Result } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at levels A and AA, and what axe knows to be good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const grave = ['serious', 'critical'];

/** What of a page keeps people from reading or using it, as axe-core finds it: the rule, how grave, where. */
export async function barriers(page: Page): Promise<string[]> {
  // What fades in has no contrast yet.
  await page.evaluate(
    'Promise.all(document.getAnimations().filter(it => it.effect.getTiming().iterations !== Infinity).map(it => it.finished.catch(() => {})))',
  );
  if (!(await page.evaluate<boolean>('Boolean(window.axe)'))) await page.evaluate(source);
  const found = await page.evaluate<Result[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found
    .filter(({ impact }) => grave.includes(impact ?? ''))
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html.slice(0, 200)} – ${failureSummary ?? ''}`),
    );
}

/** Holds a page, as it stands now, against axe-core: nothing serious, nothing critical. */
export async function accessible(page: Page): Promise<void> {
  expect({ at: page.url(), barriers: await barriers(page) }).toEqual({ at: page.url(), barriers: [] });
}
