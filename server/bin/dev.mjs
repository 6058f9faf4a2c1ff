/** `npm run dev`: the server restarts on every change below server/ and schema/, the panel reloads by itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { makeReady, root, say } from './ready.mjs';

await makeReady();
const { compile, compiled } = await import('./compile.mjs');
await compile();
const require = createRequire(import.meta.url);
const { readConfig } = require(compiled('server/config.ts'));
const { openDatabase } = require(compiled('server/postgres/open.ts'));

process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true';
const env = { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'development' };
const config = readConfig(env);
// Held open here, so that a restart of the server does not wait for the database.
const database = await openDatabase(config, say);
const panel = await servePanel();
let server = null;
let stopping = false;
let again = Promise.resolve();

function startServer() {
  server = spawn(process.execPath, [join(root, 'server/bin/shizhuan.mjs'), 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
}

async function stopServer() {
  const child = server;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await once(child, 'exit');
  clearTimeout(impatient);
}

function restart() {
  again = again.then(async () => {
    if (stopping) return;
    try {
      if (!(await compile())) return;
    } catch (error) {
      say(error.message);
      return;
    }
    say('changed: the server starts again');
    await stopServer();
    startServer();
  });
}

async function servePanel() {
  if (!existsSync(join(root, 'admin/vite.config.ts'))) return null;
  const { createServer } = await import('vite');
  const target = `http://127.0.0.1:${config.port}`;
  const proxy = Object.fromEntries(
    ['/graphql', '/files', '/export', '/schema.graphql', '/healthz', '/readyz'].map(path => [path, { target, ws: true }]),
  );
  const vite = await createServer({ configFile: join(root, 'admin/vite.config.ts'), server: { proxy, host: '127.0.0.1' } });
  await vite.listen();
  say(`The panel with reload: ${vite.resolvedUrls.local[0]}`);
  return vite;
}

let timer = null;
const watchers = ['server', 'schema'].map(folder =>
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(restart, 120);
  }),
);

async function stop() {
  if (stopping) return;
  stopping = true;
  for (const watcher of watchers) watcher.close();
  await again;
  await stopServer();
  await panel?.close();
  await database.stop();
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
startServer();
