import type { Pool, PoolClient } from 'pg';

type Taken = (error: Error | undefined, client?: PoolClient, release?: PoolClient['release']) => void;
interface Waiting {
  go: () => void;
  fail: (error: unknown) => void;
}

/**
 * Lets a rush wait in front of a pool rather than in it.
 *
 * The pool's own limit of a few seconds is there to tell a database that is gone. Without this it would also run out on
 * those who merely stand in line behind two hundred others. They wait here, up to `longest` milliseconds, in the order
 * they came; and when a connection cannot be had at all, everybody in line is told so at once.
 */
export function queueBefore(pool: Pool, longest = 8_000): void {
  const line: Waiting[] = [];
  let free = pool.options.max;
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;

  const turn = (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const settle =
        <A extends unknown[]>(then: (...given: A) => void) =>
        (...given: A) => {
          clearTimeout(timer);
          then(...given);
        };
      const waiting: Waiting = { go: settle(() => resolve()), fail: settle(reject) };
      const timer = setTimeout(() => {
        line.splice(line.indexOf(waiting), 1);
        reject(new Error('timeout exceeded when trying to connect: too many wait'));
      }, longest).unref();
      line.push(waiting);
    });
  };
  const leave = (): void => {
    const next = line.shift();
    if (next) next.go();
    else free += 1;
  };
  const take = async (): Promise<PoolClient> => {
    await turn();
    try {
      const client = await connect();
      const release = client.release.bind(client);
      client.release = error => {
        release(error);
        leave();
      };
      return client;
    } catch (error) {
      for (const { fail } of line.splice(0)) fail(error);
      leave();
      throw error;
    }
  };
  const nothing = () => undefined;
  pool.connect = ((taken?: Taken) =>
    taken
      ? void take().then(
          client => taken(undefined, client, error => client.release(error)),
          (error: Error) => taken(error, undefined, nothing),
        )
      : take()) as Pool['connect'];
}
