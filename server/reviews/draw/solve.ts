import { Worker } from 'node:worker_threads';
import { refuse } from '../../kernel/errors.ts';

/** Solves a linear programme, and answers with the names of the variables that are one (or more). */
export type Solver = (programme: string) => Promise<ReadonlySet<string>>;

/** In a thread of its own, so that nobody waits for it; plain JavaScript, so that it runs wherever the product does. */
const thread = `
const { parentPort, workerData } = require('node:worker_threads');
require(workerData.highs)().then(highs => {
  const { Status, Columns } = highs.solve(workerData.programme, { presolve: 'off', time_limit: workerData.seconds, random_seed: 1, threads: 1 });
  const ones = Object.values(Columns).filter(({ Primal }) => Primal > 0.5).map(({ Name }) => Name);
  parentPort.postMessage({ status: Status, ones });
});`;

const seconds = 30;

/** The solver of the product: HiGHS, compiled to WebAssembly. Refuses when it has no answer in time. */
export const solveLinear: Solver = programme =>
  new Promise((resolve, reject) => {
    const worker = new Worker(thread, { eval: true, workerData: { highs: require.resolve('highs'), programme, seconds } });
    const late = setTimeout(() => settle(refuse('SERVICE_UNAVAILABLE', 'SOLVER_TOO_SLOW', { seconds })), (seconds + 10) * 1000);
    const settle = (answer: ReadonlySet<string> | Error) => {
      clearTimeout(late);
      worker.terminate();
      if (answer instanceof Error) reject(answer);
      else resolve(answer);
    };
    worker.once('message', ({ status, ones }: { status: string; ones: string[] }) =>
      settle(status === 'Optimal' ? new Set(ones) : refuse('SERVICE_UNAVAILABLE', 'SOLVER_TOO_SLOW', { seconds })),
    );
    worker.once('error', settle);
  });
