#!/usr/bin/env node
/** The one command: installs, compiles and builds what is missing, then does what was asked. */
import { join } from 'node:path';
import { makeReady, root, say } from './ready.mjs';

await makeReady();
const { compile, compiled } = await import('./compile.mjs');
const { buildPanel } = await import('./panel.mjs');
const argv = process.argv.slice(2);
try {
  await compile();
  if (argv[0] === 'start' && !argv.includes('--help')) await buildPanel();
  const nodeModule = await import('node:module');
  nodeModule.enableCompileCache?.(join(root, '.build/cache'));
  // Those of packages would cost a dozen megabytes, and nobody reads them.
  if (nodeModule.setSourceMapsSupport) nodeModule.setSourceMapsSupport(true, { nodeModules: false });
  else process.setSourceMapsEnabled(true);
  const require = nodeModule.createRequire(compiled('server/main.ts'));
  require('reflect-metadata');
  const code = await require(compiled('server/main.ts')).main(argv);
  if (typeof code === 'number') process.exitCode = code;
} catch (error) {
  // What a person can act on says so with an exit code of its own; anything else is a defect and shows where.
  say(error?.exitCode ? error.message : (error?.stack ?? String(error)));
  process.exit(error?.exitCode ?? 1);
}
