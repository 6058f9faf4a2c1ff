import { Client } from 'pg';

/** Where the database tells that facts have been committed. */
export const factChannel = 'shizhuan_facts';

export interface FactNews {
  /** Facts have been committed, here or by another process. */
  heard: () => void;
  /** From now on they are told, or can no longer be. */
  hearing: (now: boolean) => void;
}

const patience = 5_000;

/** Listens for facts on a connection of its own, and takes it up again when it is lost. Answers with how to stop. */
export function listenForFacts(apiUrl: string, { heard, hearing }: FactNews): () => Promise<void> {
  let stopped = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const listen = async (): Promise<void> => {
    const mine = new Client({
      connectionString: apiUrl,
      application_name: 'shizhuan facts',
      keepAlive: true,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
    });
    client = mine;
    const lost = () => {
      if (client !== mine) return;
      client = undefined;
      hearing(false);
      mine.end().catch(() => undefined);
      if (!stopped) timer = setTimeout(() => void listen(), 1000).unref();
    };
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', heard);
    // A line that is dead and says nothing is found out by asking.
    const ask = (): void =>
      void (timer = setTimeout(
        () =>
          mine.query('select 1').then(
            () => client === mine && ask(),
            () => lost(),
          ),
        patience,
      ).unref());
    try {
      await mine.connect();
      await mine.query(`listen ${factChannel}`);
      if (stopped || client !== mine) return;
      hearing(true);
      ask();
    } catch {
      lost();
    }
  };
  void listen();

  return async () => {
    stopped = true;
    clearTimeout(timer);
    const last = client;
    client = undefined;
    await last?.end().catch(() => undefined);
  };
}
