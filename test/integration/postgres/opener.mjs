/** Opens the database of a folder as a process of its own: prints its addresses, leaves when told `stop`. */
import { createRequire } from 'node:module';
import { compile, compiled } from '../../../server/bin/compile.mjs';

await compile();
const { openDatabase } = createRequire(import.meta.url)(compiled('server/postgres/open.ts'));
const database = await openDatabase({ data: process.argv[2], databaseUrl: null });
const { stop, onRestart, ...told } = database;
console.log(JSON.stringify(told));
process.stdin.once('data', async () => {
  await stop();
  process.exit(0);
});
