import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express, Request, Response } from 'express';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { encodingFor, worthPacking } from './answers/packing.ts';
import { Context, type RequestInfo } from './context.ts';
import { isLate } from './errors.ts';
import { checkCost } from './limits.ts';
import { bareOf, Ready, wording } from './passing.ts';
import type { Actor } from './policy.ts';
import type { Charge } from './rates.ts';
import type { Reading } from './reading/reader.ts';
import type { Row, Statement, Wire } from './reading/wire.ts';
import { checkSight } from './sight.ts';

interface Asked {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** Who most likely asks, with what to ask the database to be sure. */
export interface Guess {
  actor: Actor;
  sessionId: string;
  statement: Statement;
  /** Whether the answer is what it was: then nothing at all has changed of the session or of its account. */
  confirmed: (rows: readonly Row[]) => Promise<boolean>;
}

interface Question {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

interface Serving {
  schema: GraphQLSchema;
  reading: Reading;
  wire: Wire;
  db: { manager: Context['db'] };
  likely: (request: Request) => Guess | undefined;
  charge: Charge;
  contextOf: (request: Request, response: Response) => Promise<Context>;
  infoOf: (request: Request, response: Response) => RequestInfo;
  /** What every answer bears. */
  headers: Readonly<Record<string, string>>;
}

const most = 1000;
const longestSource = 20_000;
const longestBody = 262_144;

/**
 * Answers what has been asked before in the very same words, and was compiled then.
 *
 * Such a document has been parsed, measured and validated, and Apollo has answered it: what is left to do is to find who asks,
 * to count what it costs, to see whether all of it may be read, and to read it. Anything out of the ordinary goes
 * the usual way, as if nobody had looked.
 */
export function familiar({ schema, reading, wire, db, likely, charge, contextOf, infoOf, headers }: Serving) {
  const known = new Map<string, Asked>();
  const keyOf = (source: string, name: unknown) => (typeof name === 'string' ? `${name}\n${source}` : `\n${source}`);

  /** Notes an operation that was compiled and answered. */
  const note = (source: string, operationName: string | null | undefined, asked: Asked): void => {
    if (source.length > longestSource) return;
    const key = keyOf(source, operationName);
    if (known.size >= most && !known.has(key)) known.delete(known.keys().next().value!);
    known.set(key, asked);
  };

  /** Prepares what a reader asks, and counts it; undefined where the usual way has to be taken. */
  const admitted = async (reader: Context, { document, operation }: Asked, asked: Question) => {
    const { role } = reader.actor;
    const variables = asked.variables ?? {};
    const prepared = reading.prepare({ document, operationName: asked.operationName, variables, reader });
    if ('because' in prepared || prepared.statement.text === '') return undefined;
    const cost = checkCost(document, operation, variables, role);
    checkSight(schema, document, role);
    return { prepared, spent: (await charge(reader, cost)) ?? { cost } };
  };

  /** Rows, or what failed; that it took too long is noted, so that nobody has it tried again. */
  const settled = (request: RequestInfo, result: PromiseSettledResult<Row[]>): Row[] => {
    if (result.status === 'fulfilled') return result.value;
    if (isLate(result.reason)) request.late = result.reason;
    throw result.reason;
  };

  /** The answer in bytes; undefined where the usual way has to be taken. */
  const answer = async (request: Request, response: Response, body: unknown): Promise<string | undefined> => {
    const asked = questionOf(body);
    const found = asked && known.get(keyOf(asked.query, asked.operationName));
    if (!found) return undefined;
    const guess = likely(request);
    if (guess) {
      const info = Object.assign(infoOf(request, response), { sessionId: guess.sessionId });
      const admission = await admitted(new Context(guess.actor, db.manager, info), found, asked);
      if (!admission) return undefined;
      // Who asks is found out together with what is asked: if it is not who it seemed, nobody has been told anything.
      const [who, rows] = await wire.askTogether([guess.statement, admission.prepared.statement], info.caller);
      if (await guess.confirmed(settled(info, who!))) {
        const text = admission.prepared.write(settled(info, rows!));
        return text === undefined ? undefined : worded(text);
      }
    }
    const reader = await contextOf(request, response);
    const admission = await admitted(reader, found, asked);
    if (!admission) return undefined;
    const [rows] = await Promise.allSettled([wire.ask(admission.prepared.statement, reader.request.caller)]);
    const text = admission.prepared.write(settled(reader.request, rows));
    return text === undefined ? undefined : worded(text, reader.actor.role === 'PARTNER' ? admission.spent : undefined);
  };
  const worded = (text: string, extensions?: object) => bareOf(wording({ data: new Ready(text), ...(extensions && { extensions }) }));

  const send = (request: Request, response: Response, text: string): boolean => {
    if (text.length >= worthPacking && encodingFor(request.headers['accept-encoding'])) return false;
    const { id } = infoOf(request, response);
    response.writeHead(200, {
      ...headers,
      'x-request-id': id,
      vary: 'Accept-Encoding',
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'content-length': text.length,
    });
    // As a text it leaves in one piece with its headers.
    response.end(text, 'latin1');
    return true;
  };

  /** Takes a request of which it may know the answer; the others are left to the application. */
  const handler = (app: Express) => (message: IncomingMessage, reply: ServerResponse) => {
    if (known.size === 0 || !isOrdinary(message)) return void app(message, reply);
    const [request, response] = dressed(app, message, reply);
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.once('end', () => {
      const asked = parsed(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
      // Whoever parses bodies finds it done.
      request.body = asked;
      answer(request, response, asked)
        .then(text => text !== undefined && (response.headersSent || send(request, response, text)))
        .catch(() => false)
        .then(done => {
          if (done || reply.destroyed) return;
          // It is found once more who asks, and what their browser is to be told.
          response.removeHeader('set-cookie');
          app(message, reply);
        });
    });
  };
  return { note, handler };
}

/** The parts of a question, where they are what they have to be, and nothing is asked besides. */
function questionOf(body: unknown): Question | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { query, variables, operationName, extensions } = body as Record<string, unknown>;
  if (typeof query !== 'string' || extensions !== undefined) return undefined;
  if (variables !== undefined && (typeof variables !== 'object' || Array.isArray(variables))) return undefined;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined;
  return { query, variables: variables as Question['variables'], operationName };
}

/** A question as programs and the panel ask it: JSON of a known length, by somebody with a session or a key. */
function isOrdinary({ method, url, headers }: IncomingMessage): boolean {
  if (method !== 'POST' || url !== '/graphql' || (headers.cookie === undefined && headers.authorization === undefined)) return false;
  if (headers['content-encoding'] !== undefined || headers.expect !== undefined) return false;
  const type = headers['content-type'];
  if (type !== 'application/json' && type !== 'application/json; charset=utf-8' && type !== 'application/json;charset=utf-8') return false;
  const { accept } = headers;
  if (accept !== undefined && accept !== '*/*' && accept !== 'application/json') return false;
  const length = Number(headers['content-length']);
  return length > 0 && length <= longestBody;
}

/** As the application's own requests and answers are: with the client's address behind proxies, and cookies to set. */
function dressed(app: Express, message: IncomingMessage, reply: ServerResponse): [Request, Response] {
  Object.setPrototypeOf(message, app.request);
  Object.setPrototypeOf(reply, app.response);
  const [request, response] = [message as Request, reply as Response];
  request.res = response;
  (response as { req: Request }).req = request;
  return [request, response];
}

/** What is no JSON is nothing, and refused as such. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
