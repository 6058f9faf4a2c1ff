import type { Writable } from 'node:stream';
import { Client, Connection, Query } from 'pg';
import { serialize } from 'pg-protocol';
import { Parser } from 'pg-protocol/dist/parser';
import type { Caller } from '../caller.ts';

/** A row as the database writes it: text whose characters are the bytes of its UTF-8 (see `bytes.ts`), or null. */
export type Row = (string | null)[];

export interface Statement {
  text: string;
  values: unknown[];
  /** Under which name it is prepared; without one it is planned for this once. */
  name?: string;
  /** What is known of how long it takes, kept by whoever asks it again; without it, it may take long. */
  pace?: Pace;
}

/** How long a statement has taken of late, in ms. */
export interface Pace {
  ms: number;
}
/** Of a statement that nobody has asked yet. */
export const unknownPace = (): Pace => ({ ms: Number.POSITIVE_INFINITY });
const quick = 25;
const isQuick = ({ pace }: Statement): boolean => pace !== undefined && pace.ms < quick;

class HungUp extends Error {}

/** Connections that only read: several statements are under way on each, and rows come back undecoded. */
export interface Wire {
  ask: (statement: Statement, caller?: Caller) => Promise<Row[]>;
  /** Asks several in one piece, on one connection and in this order; each has an end of its own. */
  askTogether: (statements: readonly Statement[], caller?: Caller) => Promise<PromiseSettledResult<Row[]>[]>;
  /** Has every connection forget a prepared statement. */
  forget: (name: string) => void;
  close: () => Promise<void>;
}

/** Node's client decodes every value from UTF-8, only for it to be encoded again on its way out: here bytes stay bytes. */
class BytesConnection extends Connection {
  attachListeners(stream: NodeJS.ReadableStream): void {
    const parser = new Parser();
    (parser as unknown as { reader: { encoding: string } }).reader.encoding = 'latin1';
    stream.on('data', (chunk: Buffer) =>
      parser.parse(chunk, message => {
        const { name } = message as { name: string };
        this.emit(name === 'error' ? 'errorMessage' : name, message);
      }),
    );
  }
}

interface Prepares {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  stream: NodeJS.WritableStream;
}
// Not of the public face of pg, but what its own queries write values with.
const { prepareValue } = require('pg/lib/utils') as { prepareValue: (value: unknown) => unknown };

const executeAndSync = Buffer.concat([serialize.execute({}), serialize.sync()]);

/** A statement whose columns are known, so that nobody asks the database to describe them. */
class Asking extends (Query as unknown as new (config: object) => { callback: (error: Error | null) => void }) {
  readonly found: Row[] = [];
  private readonly statement: Statement;

  constructor(statement: Statement, done: (error: Error | null) => void) {
    super({ text: statement.text, name: statement.name, queryMode: 'extended' });
    this.callback = done;
    this.statement = statement;
  }
  /** Everything that is asked leaves in one piece: each write costs as much as finding the answer. */
  submit(connection: Prepares): null {
    const { name, text, values } = this.statement;
    const { parsedStatements, submittedNamedStatements } = connection;
    const messages: Buffer[] = [];
    if (!name || !(parsedStatements[name] ?? submittedNamedStatements[name])) {
      messages.push(serialize.parse({ text, name: name ?? '' }));
      if (name) submittedNamedStatements[name] = text;
    }
    messages.push(serialize.bind({ statement: name ?? '', values, valueMapper: prepareValue }), executeAndSync);
    connection.stream.write(Buffer.concat(messages));
    return null;
  }
  handleDataRow({ fields }: { fields: Row }): void {
    this.found.push(fields);
  }
}

interface Line {
  client: Client;
  /** How many statements are under way, since when the first of them is, and whether all of them are quick. */
  busy: number;
  since: number;
  quick: boolean;
  broken: boolean;
  /** Kept from being asked anything while what runs on it is cancelled, so that nothing else is. */
  held: boolean;
}

/** How many statements a connection is given at once; more wait in Node, where the next free connection takes them. */
const most = 4;
const unprepared = '26000';
/** So often it is looked, in ms, whether what nobody waits for is alone on its connection by now. */
const impatience = 50;
/** Who has waited so long behind a statement, in ms, is not joined by others. */
const patience = 10;

export function openWire(url: string, { size, timeoutMs = 5000 }: { size: number; timeoutMs?: number }): Wire {
  const open: Line[] = [];
  const waiting: (() => void)[] = [];
  /** Whoever waits for a connection looks again. */
  const resumeAll = (): void => {
    for (const resume of waiting.splice(0)) resume();
  };
  let opening = 0;
  let closed = false;

  const connect = async (): Promise<Line> => {
    const client = new Client({
      connectionString: url,
      connection: new (BytesConnection as unknown as new (config: object) => Connection)({ keepAlive: true }),
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: 3000,
      statement_timeout: timeoutMs,
      application_name: 'shizhuan reading',
      options: '-c default_transaction_read_only=on -c TimeZone=Asia/Shanghai -c jit=off',
    } as never);
    const line: Line = { client, busy: 0, since: 0, quick: true, broken: false, held: false };
    const drop = () => {
      line.broken = true;
      const at = open.indexOf(line);
      if (at >= 0) open.splice(at, 1);
      resumeAll();
      void client.end().catch(() => undefined);
    };
    client.on('error', drop);
    client.on('end', drop);
    await client.connect();
    open.push(line);
    return line;
  };
  /**
   * A connection to ask on. Few of them are kept busy rather than many a little: what several requests ask then leaves and
   * arrives together. That is for what is known to be quick: nothing waits behind what takes its time.
   */
  const choose = (statement: Statement): Line | undefined => {
    const joins = isQuick(statement);
    let now = 0;
    for (const line of open) {
      if (line.held) continue;
      if (line.busy === 0) return line;
      if (joins && line.quick && line.busy < most && (now ||= performance.now()) - line.since < patience) return line;
    }
    return undefined;
  };
  const leastBusy = (): Line | undefined => {
    let best: Line | undefined;
    for (const line of open) if (!line.held && line.busy < most && (!best || line.busy < best.busy)) best = line;
    return best;
  };
  const free = async (statement: Statement): Promise<Line> => {
    for (;;) {
      if (closed) throw new Error('Connection terminated');
      const line = choose(statement);
      if (line) return line;
      if (open.length + opening < size) {
        opening += 1;
        try {
          const made = await connect();
          if (made.busy === 0 && !made.broken && !made.held) return made;
        } finally {
          opening -= 1;
          resumeAll();
        }
      } else {
        const best = leastBusy();
        if (best) return best;
        await new Promise<void>(resolve => waiting.push(resolve));
      }
    }
  };

  let canceller: Promise<Client> | undefined;
  const cancelling = (): Promise<Client> => {
    const made = (canceller ??= (async () => {
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000, application_name: 'shizhuan cancelling' });
      const forget = () => void (canceller = canceller === made ? undefined : canceller);
      client.on('error', forget).on('end', forget);
      await client.connect();
      return client;
    })());
    made.catch(() => void (canceller = canceller === made ? undefined : canceller));
    return made;
  };
  /**
   * Cancels what runs on a connection if that is one statement alone. Nothing follows it until the database has sent the
   * signal: one that comes too late finds the connection at rest, where it is a matter of nothing.
   */
  const cancel = async (line: Line): Promise<boolean> => {
    if (closed || line.broken || line.held || line.busy !== 1) return false;
    line.held = true;
    try {
      const client = await cancelling();
      const { busy } = line as { busy: number };
      // It has ended meanwhile.
      if (busy === 0) return true;
      await client.query('select pg_cancel_backend($1)', [(line.client as unknown as { processID: number }).processID]);
      return true;
    } catch {
      return false;
    } finally {
      line.held = false;
      resumeAll();
    }
  };
  /** As long as a statement runs: what happens when its caller leaves. */
  const watch = (line: Line, caller: Caller): void => {
    const leaves = (): void => {
      if (caller.leaves !== leaves) return;
      void cancel(line).then(done => {
        if (!done && caller.leaves === leaves) setTimeout(leaves, impatience).unref();
      });
    };
    caller.leaves = leaves;
  };

  const put = async (line: Line, statement: Statement, caller?: Caller): Promise<Row[]> => {
    if (caller?.gone) throw new HungUp('nobody waits for the answer');
    const began = performance.now();
    if (line.busy === 0) Object.assign(line, { since: began, quick: true });
    line.busy += 1;
    line.quick &&= isQuick(statement);
    if (caller) watch(line, caller);
    try {
      return await new Promise<Row[]>((resolve, reject) => {
        const asking: Asking = new Asking(statement, error => (error ? reject(error) : resolve(asking.found)));
        line.client.query(asking as never);
      });
    } catch (error) {
      // It was to be prepared by one before it, which failed at that.
      if ((error as { code?: string }).code !== unprepared || !statement.name) throw error;
      return await put(line, { ...statement, name: undefined }, caller);
    } finally {
      if (caller) caller.leaves = undefined;
      const now = performance.now();
      const { pace } = statement;
      if (pace) pace.ms = pace.ms === Number.POSITIVE_INFINITY ? now - began : 0.8 * pace.ms + 0.2 * (now - began);
      line.busy -= 1;
      line.since = now;
      waiting.shift()?.();
    }
  };

  return {
    ask: async (statement, caller) => put(choose(statement) ?? (await free(statement)), statement, caller),
    askTogether: async (statements, caller) => {
      const last = statements.at(-1)!;
      const line = choose(last) ?? (await free(last));
      const { stream } = (line.client as unknown as { connection: { stream: Writable } }).connection;
      stream.cork();
      const asked = statements.map((statement, at) => put(line, statement, at === statements.length - 1 ? caller : undefined));
      stream.uncork();
      return Promise.allSettled(asked);
    },
    forget: name => {
      for (const { client } of open) {
        const { parsedStatements, submittedNamedStatements } = (client as unknown as { connection: Prepares }).connection;
        if (!parsedStatements[name]) continue;
        delete parsedStatements[name];
        delete submittedNamedStatements[name];
        client.query(`deallocate "${name}"`).catch(() => undefined);
      }
    },
    close: async () => {
      closed = true;
      resumeAll();
      const others = canceller ? [await canceller.catch(() => undefined)] : [];
      await Promise.all([...open.map(({ client }) => client), ...others].map(client => client?.end().catch(() => undefined)));
    },
  };
}
