/**
 * Starts the product in an empty data folder, then again, and asks it for an answer; prints how long each took.
 *
 * The bound of the second start is the product's, not that of a busy machine: the best of three counts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const starts = [
  { name: 'first start', bound: 90_000, tries: 1 },
  { name: 'second start', bound: 3_000, tries: 3 },
];
const data = mkdtempSync(join(tmpdir(), 'shizhuan-start-'));
chmodSync(data, 0o711);
const { DATABASE_URL: _, DATABASE_REPLICA_URLS: __, ...rest } = process.env;
const env = { ...rest, PORT: '0', SHIZHUAN_DATA: data, NODE_ENV: 'production', LOG_LEVEL: 'warn' };
let failed = false;

for (const { name, bound, tries } of starts) {
  let kept = false;
  for (let n = 0; n < tries && !kept; n++) kept = await oneStart(name, bound);
  if (!kept) failed = true;
}
rmSync(data, { recursive: true, force: true });
process.exit(failed ? 1 : 0);

/** Whether it answered in time and stopped when told. */
async function oneStart(name, bound) {
  let kept = true;
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
    if (took > bound) kept = false;
  } catch (error) {
    console.log(`${name}: ${error.message}`);
    kept = false;
  }
  if (child.exitCode === null) {
    child.kill('SIGINT');
    await Promise.race([once(child, 'exit'), after(20_000)]).catch(() => {
      console.log(`${name}: does not stop`);
      kept = false;
      child.kill('SIGKILL');
    });
  }
  return kept;
}

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
