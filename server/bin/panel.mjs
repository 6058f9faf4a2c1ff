/** Builds the panel into .build/admin when its sources have changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { root, run, say } from './ready.mjs';

const target = join(root, '.build/admin');
const stamp = join(target, '.sources');

/** Answers whether there was anything to do; throws when it cannot be built. */
export async function buildPanel() {
  if (!existsSync(join(root, 'admin/vite.config.ts'))) return false;
  const sources = hashOf(['admin', 'schema', 'package-lock.json', 'server/bin/panel.mjs']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) {
    if (existsSync(stamp)) return false;
    throw new Error('The panel is not built, and the packages for building it are not installed: run `npm ci --include=dev`');
  }
  say('Building the panel …');
  const beside = `${target}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  try {
    const code = await run(
      [process.execPath, vite, 'build', '--config', 'admin/vite.config.ts', '--outDir', beside, '--emptyOutDir', '--logLevel', 'warn'],
      {
        env: { ...process.env, NODE_ENV: 'production', VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
      },
    );
    if (code !== 0) throw new Error('The panel could not be built; the lines above say why');
    await packBeside(beside);
    writeFileSync(join(beside, '.sources'), sources);
    rmSync(target, { recursive: true, force: true });
    renameSync(beside, target);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return true;
}

/** Packs what is worth it once, so that no request has to: `x.js.br` and `x.js.gz` beside `x.js`. */
async function packBeside(folder) {
  const ways = [
    [
      '.br',
      text =>
        promisify(brotliCompress)(text, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
        }),
    ],
    ['.gz', text => promisify(gzip)(text, { level: 9 })],
  ];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(js|css|html|svg|json|txt)$/.test(entry.name))
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
  await Promise.all(
    files.flatMap(file => {
      const text = readFileSync(file);
      return ways.map(async ([suffix, pack]) => {
        const packed = await pack(text);
        if (packed.length < text.length * 0.9) writeFileSync(file + suffix, packed);
      });
    }),
  );
}

function hashOf(names) {
  const hash = createHash('sha256');
  const take = name => {
    const path = join(root, name);
    hash.update(`${name}\0`).update(readFileSync(path));
  };
  const walk = name => {
    for (const entry of readdirSync(join(root, name), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) walk(`${name}/${entry.name}`);
      else take(`${name}/${entry.name}`);
    }
  };
  for (const name of names) name.includes('.') ? take(name) : walk(name);
  return hash.digest('hex');
}
