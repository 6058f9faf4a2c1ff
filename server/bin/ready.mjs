/** What must be true before anything of ours can run: a Node that is new enough, and the packages. Needs no package itself. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const packages = join(root, 'node_modules');
const lock = join(root, 'package-lock.json');
const stamp = join(packages, '.shizhuan-lock');

/** Progress for people; standard output stays free for what a command answers. */
export const say = line => process.stderr.write(`${line}\n`);

/** Ends the process where it cannot go on; else makes sure that the packages of package-lock.json are installed. */
export async function makeReady() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    say(`Shizhuan needs Node 20.19 or newer (24 is recommended); this is ${process.versions.node}. See https://nodejs.org`);
    process.exit(1);
  }
  if (installed()) return;
  say('Installing packages (once, about a minute) …');
  const from = Date.now();
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const code = await run([...npm, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { ticking: true });
  if (code !== 0) {
    say('The packages could not be installed. With a connection to the npm registry, run `npm ci` and look at its message.');
    process.exit(1);
  }
  mark();
  say(`Packages installed in ${Math.round((Date.now() - from) / 1000)} s`);
}

/** Runs a program in the clone, its output to standard error; answers its exit code. */
export function run([program, ...args], { ticking = false, env = process.env, quiet = false } = {}) {
  return new Promise((done, failed) => {
    const shell = process.platform === 'win32' && program === 'npm';
    const child = spawn(program, args, { cwd: root, env, shell, stdio: ['ignore', quiet ? 'ignore' : process.stderr, process.stderr] });
    const ticks = ticking && !process.stderr.isTTY ? setInterval(() => process.stderr.write('.'), 3000) : null;
    child.once('error', failed);
    child.once('exit', code => {
      if (ticks) {
        clearInterval(ticks);
        process.stderr.write('\n');
      }
      done(code ?? 1);
    });
  });
}

function installed() {
  const hidden = join(packages, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  // A linked node_modules is a developer's own arrangement, shared with other clones.
  if (lstatSync(packages).isSymbolicLink()) return true;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfLock()) return true;
  if (statSync(hidden).mtimeMs < statSync(lock).mtimeMs) return false;
  mark();
  return true;
}

const hashOfLock = () => createHash('sha256').update(readFileSync(lock)).digest('hex');

function mark() {
  try {
    writeFileSync(stamp, hashOfLock());
  } catch {
    // Packages that another user installed: we compare times instead.
  }
}
