import { readConfig } from '../config.ts';
import { type Served, serve } from '../serve.ts';
import { logger } from './logging.ts';
import { servingBy } from './serving.ts';
import type { Order, Tells, Told } from './workers.ts';

/** Serves as one of many, as it is told to. It ends when it is told to, and when whoever started it is gone. */
export async function worker(): Promise<void> {
  let served: Promise<Served> | undefined;
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await (await served?.catch(() => undefined))?.stop();
    process.exit(0);
  };
  process.on('message', (told: Told) => {
    if ('serve' in told) {
      served = begin(told.serve);
      served.then(
        ({ url }) => tell({ ready: url }),
        (error: Error & { exitCode?: number }) => {
          tell({
            failed: error.exitCode ? error.message : (error.stack ?? String(error)),
            ...(error.exitCode && { exitCode: error.exitCode }),
          });
          process.exit(1);
        },
      );
    } else if ('stop' in told) void stop();
  });
  // Ctrl-C reaches all processes of a terminal; the one that started this one says what it means.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void stop());
  // What is told to a process that does not listen yet is lost.
  tell({ listening: true });
}

const tell = (message: Tells): void => void (process.connected && process.send!(message));

async function begin({ place, of, port, ...database }: Order): Promise<Served> {
  const config = readConfig({ ...process.env, SHIZHUAN_PROCESSES: String(of) });
  return serve({
    ...servingBy(config, database),
    port,
    log: logger(config).child({ place }),
    background: place === 0,
    poolSize: Math.max(4, Math.min(10, Math.floor(connections / of))),
    together: {
      tell: spent => tell({ spent }),
      hear: take => process.on('message', (told: Told) => 'spent' in told && take(told.spent)),
    },
  });
}

/** So many connections answer requests, in all processes together, unless that were fewer than four each. */
const connections = 32;
