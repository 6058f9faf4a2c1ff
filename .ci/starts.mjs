/** Starts the product in an empty data folder, twice, and asks it for an answer; prints how long each took. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const bounds = [
  ['first start', 90_000],
  ['second start', 3_000],
];
const data = mkdtempSync(join(tmpdir(), 'shizhuan-start-'));
chmodSync(data, 0o711);
const { DATABASE_URL: _, DATABASE_REPLICA_URLS: __, ...rest } = process.env;
const env = { ...rest, PORT: '0', SHIZHUAN_DATA: data, NODE_ENV: 'production', LOG_LEVEL: 'warn' };
let failed = false;

for (const [name, bound] of bounds) {
  const from = Date.now();
  const child = spawn(process.execPath, ['server/bin/shizhuan.mjs', 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${code}`)));
  ended.catch(() => undefined);
  try {
    const address = await Promise.race([readyLine(child), ended, after(bound * 2)]);
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    const body = await answer.json();
    if (body.data?.__typename !== 'Query') throw new Error(`it answers ${JSON.stringify(body)}`);
    const took = Date.now() - from;
    console.log(`${name}: answers after ${(took / 1000).toFixed(1)} s (at most ${bound / 1000})`);
    if (took > bound) failed = true;
  } catch (error) {
    console.log(`${name}: ${error.message}`);
    failed = true;
  }
  if (child.exitCode === null) {
    child.kill('SIGINT');
    await Promise.race([once(child, 'exit'), after(20_000)]).catch(() => {
      console.log(`${name}: does not stop`);
      failed = true;
      child.kill('SIGKILL');
    });
  }
}
rmSync(data, { recursive: true, force: true });
process.exit(failed ? 1 : 0);

async function readyLine(child) {
  for await (const line of createInterface(child.stdout)) {
    const found = /Shizhuan ready: (\S+)/.exec(line);
    if (found) {
      child.stdout.resume();
      return found[1];
    }
  }
  return new Promise(() => undefined);
}

function after(ms) {
  return new Promise((_, failed) => setTimeout(() => failed(new Error(`nothing within ${ms / 1000} s`)), ms).unref());
}
