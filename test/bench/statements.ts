import { openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground } from './cluster.ts';
import type { Results } from './figures/results.ts';
import { countStatements } from './figures/statements.ts';
import type { Lane } from './measure.ts';
import type { OperationName } from './operations/types.ts';

/** Counts what each asks the database for one request, in the log of the database, which writes down everything meanwhile. */
export async function statementsOf(ground: Ground, lanes: readonly Lane[], ops: readonly OperationName[]): Promise<Results['statements']> {
  const log = join(ground.folder, 'postgres.log');
  const file = openSync(log, 'r');
  const set = async (settings: string[]) => {
    for (const setting of settings) await ground.admin.query(`alter system ${setting}`);
    await ground.admin.query('select pg_reload_conf()');
    await new Promise(done => setTimeout(done, 300));
  };
  await set([`set log_statement = 'all'`, `set log_line_prefix = '<%u|%a> '`]);
  const counted: Results['statements'] = [];
  try {
    for (const op of ops) {
      for (const { name, running, sets } of lanes) {
        const asked = sets[op]?.[0];
        if (!asked) continue;
        await running.ask(running.body(op, asked), asked);
        const from = statSync(log).size;
        await running.ask(running.body(op, asked), asked);
        const bytes = Buffer.alloc(statSync(log).size - from);
        readSync(file, bytes, 0, bytes.length, from);
        counted.push({ op, name, ...countStatements(bytes.toString()) });
      }
    }
  } finally {
    await set(['reset log_statement', 'reset log_line_prefix']);
  }
  return counted;
}
