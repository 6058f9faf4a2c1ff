/** `node server/bin/run.mjs FILE args…` compiles what changed and runs FILE in this process. */
import { createRequire } from 'node:module';
import { compile, compiled } from './compile.mjs';

const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('usage: node server/bin/run.mjs FILE [argument…]');
  process.exit(2);
}
await compile();
const target = compiled(file);
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], target, ...args];
const require = createRequire(target);
require('reflect-metadata');
require(target);
