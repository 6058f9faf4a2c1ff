/**
 * LIMIT: what Node and PostgreSQL can do when nothing stands between them. `node limit.ts PORT`.
 *
 * `POST {"op","variables"}` with a session cookie: one prepared statement finds who asks, one by hand lets PostgreSQL build
 * the JSON, and the text goes out as it came. The rights are in the statements, so it connects as the owner of the tables.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'pg';
import { authenticate, seek, statementsOf } from '../operations/limit.ts';
import type { OperationName, Who } from '../operations/types.ts';

const pool = new Pool({ connectionString: process.env.BENCH_OWNER_URL, max: Number(process.env.BENCH_POOL) });
/** The text of each statement, made once. */
const texts = new Map<string, string>();
const statements = { OFFICER: statementsOf('OFFICER'), DISTRICT: statementsOf('DISTRICT') };

async function answer(request: IncomingMessage, body: string): Promise<string> {
  const token = /(?:^|; *)sid=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const hash = createHash('sha256').update(token).digest('hex');
  const found = await pool.query<{ role: Who; district: string }>({ name: 'who', text: authenticate, values: [hash] });
  const who = found.rows[0];
  if (!who) return '{"errors":[{"message":"unauthenticated"}]}';
  const { op, variables, offset } = JSON.parse(body) as { op: OperationName; variables: Record<string, string>; offset?: number };
  if (offset !== undefined) {
    const { sql, values } = seek[op]!(who.role === 'DISTRICT' ? who.district : null);
    const { rows } = await pool.query({ text: sql, values: [offset, ...values] });
    return JSON.stringify(rows[0]);
  }
  const { sql, values } = statements[who.role][op];
  const name = `${op} ${who.role} ${op === 'Q3' ? variables.state : ''}`;
  const text = texts.get(name) ?? sql(variables);
  texts.set(name, text);
  const { rows } = await pool.query<string[]>({ name, text, values: values(variables, who.district), rowMode: 'array' });
  return `{"data":${rows[0]![0]}}`;
}

function handle(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', async () => {
    try {
      const text = await answer(request, Buffer.concat(chunks).toString());
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) }).end(text);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
}

createServer(handle).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
