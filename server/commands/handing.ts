import type { Worker } from 'node:cluster';

interface Handed {
  message: { seq: number };
  connection: { close: () => void };
}
type Send = (message: unknown, connection?: unknown, ...more: unknown[]) => boolean;

const isConnection = (message: unknown): message is Handed['message'] => (message as { act?: string } | undefined)?.act === 'newconn';

/**
 * Watches the connections that a worker is handed. When it dies before it has taken one, Node forgets that connection, and
 * whoever opened it would wait for ever: `other` gets it in its place, and when there is none it is closed.
 */
export function watchHanding(worker: Worker, other: () => Worker | undefined): void {
  const { process } = worker;
  const open = new Map<number, Handed>();
  const send = process.send.bind(process) as Send;
  const watched: Send = (message, connection, ...more) => {
    if (isConnection(message) && connection) open.set(message.seq, { message, connection: connection as Handed['connection'] });
    return send(message, connection, ...more);
  };
  process.send = watched as typeof process.send;
  process.on('internalMessage', ({ ack }: { ack?: number }) => void (ack !== undefined && open.delete(ack)));
  worker.once('exit', () => {
    for (const { message, connection } of open.values()) {
      const next = other();
      if (next?.isConnected()) (next.process.send as Send)(message, connection);
      else connection.close();
    }
    open.clear();
  });
}
