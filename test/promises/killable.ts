import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root } from '../../server/config.ts';
import { here } from '../kit.ts';

/** A server in a process of its own, on the database of the test, that can be killed and comes back. */
export interface Killable {
  url: () => string;
  /** Kills it as a power cut would, and starts another. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
}

const script = `
import { createRequire } from 'node:module';
import { compile, compiled } from './server/bin/compile.mjs';
await compile();
const require = createRequire(compiled('server/serve.ts'));
require('reflect-metadata');
const { serve } = require(compiled('server/serve.ts'));
const log = require('pino')({ level: 'error' }, process.stderr);
const { url } = await serve({ ...JSON.parse(process.env.SERVING), log, host: '127.0.0.1', port: 0, background: false, poolSize: 8 });
console.log('at ' + url);
`;

export async function killable(): Promise<Killable> {
  const { apiUrl, files } = here();
  let child: ChildProcess;
  let url = '';
  const start = async () => {
    child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      env: { ...process.env, SERVING: JSON.stringify({ apiUrl, files, compiled: true }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout!).on('line', line => line.startsWith('at ') && resolve(line.slice(3)));
      child.once('exit', code => reject(new Error(`it ended with ${code}`)));
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await start();
  return {
    url: () => url,
    kill: async () => {
      await end('SIGKILL');
      await start();
    },
    stop: () => end('SIGTERM'),
  };
}
