/** One of several processes that serve: what it runs was compiled by the one that starts it. */
import { join } from 'node:path';
import { compiled } from './compile.mjs';
import { root } from './ready.mjs';

const nodeModule = await import('node:module');
nodeModule.enableCompileCache?.(join(root, '.build/cache'));
// Those of packages would cost a dozen megabytes, and nobody reads them.
if (nodeModule.setSourceMapsSupport) nodeModule.setSourceMapsSupport(true, { nodeModules: false });
else process.setSourceMapsEnabled(true);
const require = nodeModule.createRequire(compiled('server/main.ts'));
require('reflect-metadata');
await require(compiled('server/commands/worker.ts')).worker();
