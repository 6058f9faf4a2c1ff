/**
 * `npm test [-- FILES]`: every test that needs no browser; with `--e2e` those that do; with `--promises [NAMES]` the proofs of
 * test/promises at their full size. What is missing is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeReady, root, run, say } from './ready.mjs';

await makeReady();
const { compile } = await import('./compile.mjs');
// Some tests start the product as a process of its own, two at a time: it is compiled before.
await compile();
const args = process.argv.slice(2);
const browser = args.includes('--e2e');
const promises = args.includes('--promises');
const rest = args.filter(arg => arg !== '--e2e' && arg !== '--promises');
const others = promises ? inPromises(rest) : rest;
if (browser) {
  await makeBrowserReady();
  const { buildPanel } = await import('./panel.mjs');
  await buildPanel();
}
const config = browser ? 'test/jest.e2e.config.cjs' : promises ? 'test/jest.promises.config.cjs' : 'test/jest.config.cjs';
const jest = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), '-c', config, ...others], {
  cwd: root,
  stdio: 'inherit',
  env: promises ? { ...process.env, PROMISE: 'full' } : process.env,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
jest.once('exit', code => process.exit(code ?? 1));

/** A name is that of a file in test/promises; options stay as they are. */
function inPromises(words) {
  return words.map(word => (word.startsWith('-') ? word : `test/promises/${word}\\.`));
}

/** Debian's Chromium and a Chinese font; elsewhere a browser that is there. */
async function makeBrowserReady() {
  const browsers = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const has = browsers.some(existsSync);
  const speaksChinese = process.platform !== 'linux' || /\S/.test(spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout ?? '');
  if (has && speaksChinese) return;
  const wanted = ['chromium', 'fonts-noto-cjk'];
  const may = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (!may) {
    say(
      `The browser tests need ${has ? 'a Chinese font' : 'Chromium and a Chinese font'}. On Debian: sudo apt-get install ${wanted.join(' ')}`,
    );
    process.exit(1);
  }
  say('Installing Chromium and a Chinese font (once) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...wanted],
  ]) {
    if ((await run(['apt-get', ...words], { env, quiet: true, ticking: true })) !== 0) process.exit(1);
  }
}
