/** `npm run check`: types, style, and that everything generated is what the sources say. Changes nothing. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeReady, root } from './ready.mjs';

await makeReady();
const { compile } = await import('./compile.mjs');
const tool = name => join(root, 'node_modules', name);
const has = path => existsSync(join(root, path));

const steps = [
  { name: 'types of server, schema and tests', run: () => node(tool('typescript/bin/tsc'), '--noEmit', '-p', '.') },
  { name: 'types of the panel', when: has('admin/tsconfig.json'), run: () => node(tool('typescript/bin/tsc'), '--noEmit', '-p', 'admin') },
  { name: 'style', run: () => node(tool('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--error-on-warnings', '.') },
  { name: 'queries fit the schema', when: has('schema/schema.graphql'), run: () => node(tool('gql.tada/bin/cli.js'), 'check') },
  {
    name: 'queries of the panel fit the schema',
    when: has('schema/schema.graphql') && has('admin/tsconfig.json'),
    run: () => node(tool('gql.tada/bin/cli.js'), 'check', '-c', 'admin/tsconfig.json'),
  },
  { name: 'generated files are up to date', when: has('server/emit.ts'), run: generated },
  {
    name: 'migrations make the schema',
    when: has('server/migration.ts'),
    run: () => node('server/bin/run.mjs', 'server/migration.ts', '--check'),
  },
];

let failed = 0;
for (const { name, when = true, run } of steps) {
  if (!when) continue;
  const from = Date.now();
  const { code, output } = await run();
  if (code !== 0) failed++;
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(output.trim().replace(/^/gm, '  '));
}
console.log(failed ? `${failed} of the checks failed` : 'All is well');
process.exit(failed ? 1 : 0);

/** Generates in place, compares, and puts back what was there. */
async function generated() {
  const kept = mkdtempSync(join(tmpdir(), 'shizhuan-schema-'));
  const schema = join(root, 'schema');
  cpSync(schema, kept, { recursive: true, preserveTimestamps: true });
  try {
    await compile();
    const emitted = await node('server/bin/run.mjs', 'server/emit.ts');
    if (emitted.code !== 0) return emitted;
    const typed = await node(tool('gql.tada/bin/cli.js'), 'generate-output');
    if (typed.code !== 0) return typed;
    const changed = filesBelow(schema).filter(file => !same(join(schema, file), join(kept, file)));
    if (!changed.length) return { code: 0, output: '' };
    return { code: 1, output: `Run \`npm run schema\` and commit:\n${changed.map(file => `schema/${file}`).join('\n')}` };
  } finally {
    for (const file of filesBelow(schema)) if (!existsSync(join(kept, file))) rmSync(join(schema, file));
    for (const file of filesBelow(kept)) {
      if (!same(join(kept, file), join(schema, file))) cpSync(join(kept, file), join(schema, file), { preserveTimestamps: true });
    }
    rmSync(kept, { recursive: true });
  }
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
}

function same(one, other) {
  return existsSync(one) && existsSync(other) && readFileSync(one).equals(readFileSync(other));
}

function node(script, ...args) {
  return new Promise(done => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
    child.once('exit', code => done({ code: code ?? 1, output }));
  });
}
