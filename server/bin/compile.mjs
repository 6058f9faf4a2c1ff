/**
 * Compiles server/, schema/ and ormconfig.ts to CommonJS in .build/js, the same tree.
 *
 * Only what changed is compiled and nothing at all is loaded when nothing did, so it may run before every command.
 * Safe when several processes do it at once: each file appears whole, and a lock keeps the ledger true.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './ready.mjs';

export { root };
export const out = join(root, '.build/js');

const require = createRequire(import.meta.url);
const sources = ['ormconfig.ts', 'schema', 'server'];
const data = new Set(['.csv', '.json', '.sql', '.txt', '.graphql']);
const ledgerFile = join(out, '.ledger.json');
const optionsFile = join(root, 'server/bin/swc.json');

/** Where the compiled code of a source file is. */
export const compiled = file => join(out, relative(root, resolve(root, file)).replace(/\.ts$/, '.js'));

/** Compiles what changed; answers how many files were written. */
export async function compile() {
  const wanted = filesOf(sources);
  const recipe = recipeNow();
  if (!changes(readLedger(recipe), wanted).length) return 0;
  return await locked(async () => {
    const ledger = readLedger(recipe);
    const todo = changes(ledger, wanted);
    mkdirSync(out, { recursive: true });
    if (!existsSync(join(out, 'package.json'))) place(join(out, 'package.json'), '{ "type": "commonjs" }\n');
    const files = await build(ledger, wanted, todo);
    for (const file of Object.keys(ledger.files)) if (!wanted.has(file)) rmSync(compiled(file), { force: true });
    place(ledgerFile, JSON.stringify({ recipe, files }));
    return todo.length;
  });
}

async function build(ledger, wanted, todo) {
  const kept = Object.entries(ledger.files).filter(([file]) => wanted.has(file));
  const swc = todo.some(file => file.endsWith('.ts')) && require('@swc/core');
  const options = JSON.parse(readFileSync(optionsFile, 'utf8'));
  options.jsc.rewriteRelativeImportExtensions = true;
  const built = await Promise.all(
    todo
      .filter(file => wanted.has(file))
      .map(async file => {
        const text = readFileSync(join(root, file));
        const hash = createHash('sha256').update(text).digest('hex');
        const entry = [file, { stamp: wanted.get(file), hash }];
        const target = compiled(file);
        if (ledger.files[file]?.hash === hash && existsSync(target)) return entry;
        mkdirSync(dirname(target), { recursive: true });
        if (!file.endsWith('.ts')) place(target, text);
        else {
          const sourceFileName = relative(dirname(target), join(root, file));
          const { code } = await swc.transform(text.toString(), { ...options, filename: file, sourceFileName }).catch(sayOnlyWhere);
          place(target, code);
        }
        return entry;
      }),
  );
  return Object.fromEntries([...kept, ...built]);
}

/** The compiler adds a trace of its own insides. */
function sayOnlyWhere(error) {
  throw Object.assign(new Error(error.message.split('\n\n\nCaused by')[0].split('\n\nCaused by')[0]), { exitCode: 1 });
}

/** What must be looked at: new, touched, gone, or its output lost. */
function changes(ledger, wanted) {
  const touched = [...wanted].filter(([file, stamp]) => ledger.files[file]?.stamp !== stamp || !existsSync(compiled(file)));
  return [...touched.map(([file]) => file), ...Object.keys(ledger.files).filter(file => !wanted.has(file))];
}

function readLedger(recipe) {
  try {
    const ledger = JSON.parse(readFileSync(ledgerFile, 'utf8'));
    if (ledger.recipe === recipe) return ledger;
    // Kept in view, so that outputs without a source go; nothing of it counts as compiled.
    return { files: Object.fromEntries(Object.keys(ledger.files).map(file => [file, {}])) };
  } catch {
    return { files: {} };
  }
}

function recipeNow() {
  const hash = createHash('sha256')
    .update(readFileSync(optionsFile))
    .update(readFileSync(fileURLToPath(import.meta.url)));
  return hash.update(readFileSync(join(root, 'node_modules/@swc/core/package.json'))).digest('hex');
}

function filesOf(names) {
  const found = new Map();
  const walk = name => {
    for (const entry of readdirSync(join(root, name), { withFileTypes: true })) {
      const file = `${name}/${entry.name}`;
      if (entry.isDirectory()) file !== 'server/bin' && walk(file);
      else take(file);
    }
  };
  const take = file => {
    if (file.endsWith('.d.ts') || !(file.endsWith('.ts') || data.has(extname(file)))) return;
    const { mtimeMs, size } = statSync(join(root, file));
    found.set(file, `${mtimeMs}:${size}`);
  };
  for (const name of names.filter(name => existsSync(join(root, name)))) name.endsWith('.ts') ? take(name) : walk(name);
  return found;
}

/** Writes beside and renames, so that a reader sees the old file or the new one, never half of it. */
function place(file, text) {
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, text);
  renameSync(beside, file);
}

async function locked(work) {
  const lock = join(root, '.build/compile.lock');
  mkdirSync(dirname(lock), { recursive: true });
  const mine = `${lock}.${randomUUID()}`;
  writeFileSync(mine, String(process.pid));
  try {
    while (!takes(mine, lock)) await new Promise(done => setTimeout(done, 20));
    try {
      return await work();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function takes(mine, lock) {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    // A compilation takes a second; a holder that died or whose number was given away is overtaken.
    if (!alive(holder) || Date.now() - statSync(lock).mtimeMs > 60_000) rmSync(lock, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}

function alive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
