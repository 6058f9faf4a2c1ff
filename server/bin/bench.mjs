/** `npm run bench`: installs what the measurement alone needs, compiles the server, and runs test/bench on the Node that comes with it. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeReady, root, run, say } from './ready.mjs';

const folder = join(root, 'test/bench');

await makeReady();
const { compile } = await import('./compile.mjs');
await compile();
if (!existsSync(join(folder, 'node_modules'))) {
  say('Installing what is measured against (once) …');
  const code = await run(['npm', 'ci', '--prefix', folder, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    ticking: true,
  });
  if (code !== 0) {
    say('It could not be installed. With a connection to the npm registry, run `npm ci --prefix test/bench` and look at its message.');
    process.exit(1);
  }
}
const brought = join(folder, 'node_modules/node/bin/node');
const node = existsSync(brought) ? brought : process.execPath;
if (node === process.execPath && Number(process.versions.node.split('.')[0]) < 24) {
  say(
    'The measurement runs on Node 24. Its package was installed without the program: run `npm rebuild node --prefix test/bench`, or use Node 24.',
  );
  process.exit(1);
}
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(folder, 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches the child as well, which stops what it has started.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('exit', code => process.exit(code ?? 1));
