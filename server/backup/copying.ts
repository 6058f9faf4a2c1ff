import { createHash, type Hash } from 'node:crypto';
import { Client, type ClientBase, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Table } from './catalog.ts';

/** What proves that a table is the same: `sha256` is that of its rows as CSV, in the order of its key. */
export type Proof = { rows: number; bytes: number; sha256: string };

/** A session whose text of values depends on nobody's settings, and that has all the time it needs. */
export async function session(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'shizhuan backup', connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  const fixed = {
    client_encoding: 'UTF8',
    datestyle: 'ISO, YMD',
    intervalstyle: 'iso_8601',
    timezone: 'UTC',
    bytea_output: 'hex',
    extra_float_digits: '1',
    statement_timeout: '0',
    lock_timeout: '0',
    idle_in_transaction_session_timeout: '0',
    // Rows that a policy hides must not be missing in silence: better an error.
    row_security: 'off',
  };
  for (const [name, value] of Object.entries(fixed)) await client.query('select set_config($1, $2, false)', [name, value]);
  return client;
}

export const columnsOf = (table: Table) => table.columns.map(escapeIdentifier).join(', ');

/** Reads a table as CSV in pieces; returns its proof at the end. */
export async function* rowsOf(client: ClientBase, table: Table): AsyncGenerator<Buffer, Proof> {
  const stream = client.query(
    copyTo(`copy (select ${columnsOf(table)} from ${table.sql} it order by ${table.order}) to stdout (format csv, header true)`),
  );
  const counter = counting();
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    counter.add(chunk);
    yield chunk;
  }
  // The count comes after the rows, often in a packet of its own; the next answer comes after it.
  await client.query('select');
  return counter.proof(stream.rowCount);
}

/** The proof of a table as it is now. */
export async function proofOf(client: ClientBase, table: Table): Promise<Proof> {
  const rows = rowsOf(client, table);
  for (;;) {
    const { done, value } = await rows.next();
    if (done) return value;
  }
}

export function counting() {
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  return {
    add(chunk: Buffer) {
      hash.update(chunk);
      bytes += chunk.length;
    },
    proof: (rows: number): Proof => ({ rows, bytes, sha256: hash.digest('hex') }),
  };
}
