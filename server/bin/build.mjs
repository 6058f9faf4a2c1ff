/** `npm run build`: compiled server and built panel, so that the next start has nothing to do. */
import { makeReady, say } from './ready.mjs';

await makeReady();
const { compile } = await import('./compile.mjs');
const { buildPanel } = await import('./panel.mjs');
try {
  const files = await compile();
  const panel = await buildPanel();
  say(`${files} file${files === 1 ? '' : 's'} compiled, panel ${panel ? 'built' : 'unchanged'}`);
} catch (error) {
  say(error.message);
  process.exit(1);
}
