import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, NoSchemaIntrospectionCustomRule, printSchema } from 'graphql';
import type { Logger } from 'pino';
import { ArgumentValidationError } from 'type-graphql';
import { type Code, codes } from '../../schema/codes.ts';
import { type Answer, send } from './answers/answer.ts';
import { answering, keepRaw } from './answers/answers.ts';
import { serveFolder } from './answers/folder.ts';
import type { PublicMemory } from './answers/publicMemory.ts';
import { noteRefusal, noteRefusals } from './audit/refusals.ts';
import type { Caller } from './caller.ts';
import { Context, type RequestInfo } from './context.ts';
import { cookieName } from './cookies.ts';
import { fromDatabase, refuse } from './errors.ts';
import { type Engine, type Explained, run, type Work } from './executor.ts';
import { familiar, type Guess } from './familiar.ts';
import { checkCost, checkShape } from './limits.ts';
import { handing, Ready, wording } from './passing.ts';
import type { Actor } from './policy.ts';
import type { Charge } from './rates.ts';
import type { Wire } from './reading/wire.ts';
import { checkSight } from './sight.ts';

export interface Serving extends Engine {
  schema: GraphQLSchema;
  log: Logger;
  /** Finds who asks; throws UNAUTHENTICATED for credentials that are wrong, never downgrades them to nobody. */
  actorOf: (request: Request, info: RequestInfo) => Promise<Actor>;
  /** What it takes to answer the same question again in one piece: connections that only read, and who most likely asks. */
  again?: { wire: Wire; likely: (request: Request) => Guess | undefined };
  /** Counts what is asked against the limits of who asks. */
  charge: Charge;
  /** What the public was answered a moment ago. */
  memory: PublicMemory;
  /** Further routes of features: files, exports. They come after the limits and before the panel. */
  routes: (
    app: Express,
    contextOf: (request: Request, response: Response) => Promise<Context>,
    visitOf: (request: Request, response: Response) => Promise<RequestInfo>,
  ) => void;
  /** The folder of the built panel, if there is one. */
  panel?: string;
  introspection: boolean;
  secure: boolean;
  /** The proxies whose word on the client's address is taken: how many hops of them, or their addresses. */
  trustProxy?: number | readonly string[];
  ready: () => Promise<Record<string, boolean>>;
}

const seconds = 1000;

/** How long a connection may rest. A proxy keeps its own for a minute, and must not be the one who finds out that ours has closed. */
const rest = { behindProxy: 65 * seconds, alone: 5 * seconds };

/** What a file or an export counts, as a query would cost. */
const routeCost = 100;

/** Serves GraphQL, the routes of the features and the panel on one port. Nothing that leaves it bears a stack, SQL or a path. */
export async function makeServer(serving: Serving): Promise<{ http: Server; apollo: ApolloServer<Context>; stop: () => Promise<void> }> {
  const { schema, log } = serving;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  if (serving.trustProxy !== undefined) app.set('trust proxy', serving.trustProxy);
  const known =
    serving.reading &&
    serving.again &&
    familiar({
      ...serving,
      reading: serving.reading,
      ...serving.again,
      contextOf: (request, response) => contextOf(request, response),
      infoOf: (request, response) => infoOf(request, response),
      headers: safeHeaders(serving.secure),
    });
  const http = createServer(
    {
      headersTimeout: 5 * seconds,
      requestTimeout: 120 * seconds,
      connectionsCheckingInterval: 500,
      keepAliveTimeout: serving.trustProxy === undefined ? rest.alone : rest.behindProxy,
      maxHeaderSize: 16_384,
    },
    known ? known.handler(app) : app,
  );
  // A proxy keeps few connections for all it passes on: each of them goes on for long, but not for ever.
  http.maxRequestsPerSocket = 10_000;
  const requests = new WeakMap<Request, RequestInfo>();
  const contexts = new WeakMap<Request, Context>();
  const answers = answering({ ...serving, infoOf: (request, response) => infoOf(request, response) });

  const apollo = new ApolloServer<Context>({
    // The executor is ours: a mutation is a transaction. Apollo parses, validates, guards against CSRF and runs its plugins.
    gateway: {
      load: async () => ({
        schema,
        executor: async request => {
          let explained: Explained | undefined;
          const work: Work = {
            document: request.document,
            source: request.source,
            operationName: request.operationName ?? null,
            variables: request.request.variables,
            ctx: request.context as unknown as Context,
            ...(serving.introspection &&
              request.request.extensions?.['explain'] && { explain: (told: Explained) => void (explained = told) }),
          };
          const result = await run(serving, work);
          if (result.data instanceof Ready)
            known?.note(work.source, work.operationName, { document: work.document, operation: request.operation });
          if (result.errors?.length) await remembering(log, () => noteRefusals(work.ctx, work.document, work, result.errors!));
          return explained ? { ...result, extensions: { ...result.extensions, explain: explained } } : result;
        },
      }),
      onSchemaLoadOrUpdate: callback => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      stop: async () => undefined,
    },
    introspection: serving.introspection,
    validationRules: serving.introspection ? [] : [NoSchemaIntrospectionCustomRule],
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: 2000 },
    stopOnTerminationSignals: false,
    stringifyResult: wording,
    logger: { debug: () => undefined, info: () => undefined, warn: message => log.warn(message), error: message => log.error(message) },
    plugins: [admission(serving), answers.plugin, quietCache, ApolloServerPluginLandingPageDisabled()],
    formatError: (formatted, error) => format(formatted, error, log),
  });
  await apollo.start();

  const infoOf = (request: Request, response: Response): RequestInfo => {
    const known = requests.get(request);
    if (known) return known;
    const caller: Caller = { gone: false };
    response.once('close', () => {
      if (response.writableFinished) return;
      caller.gone = true;
      caller.leaves?.();
    });
    const info: RequestInfo = {
      id: randomUUID(),
      caller,
      ip: request.ip,
      userAgent: request.get('user-agent')?.slice(0, 300),
      idempotencyKey: request.get('idempotency-key'),
      setCookie: (name, value, maxAge) => {
        response.append(
          'set-cookie',
          `${cookieName(name, serving.secure)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${serving.secure ? '; Secure' : ''}`,
        );
      },
    };
    requests.set(request, info);
    response.set('x-request-id', info.id);
    return info;
  };
  const contextOf = async (request: Request, response: Response): Promise<Context> => {
    const info = infoOf(request, response);
    const context = new Context(await serving.actorOf(request, info), serving.db.manager, info);
    contexts.set(request, context);
    return context;
  };

  app.use(headers(serving.secure), (request, response, next) => {
    const started = performance.now();
    const info = infoOf(request, response);
    response.on('finish', () =>
      log.debug(
        {
          requestId: info.id,
          method: request.method,
          path: request.path,
          status: response.statusCode,
          ms: Math.round(performance.now() - started),
        },
        'request',
      ),
    );
    next();
  });
  app.get('/healthz', (_, response) => void response.json({ ok: true }));
  app.get('/readyz', async (_, response) => {
    const checks = await serving.ready().catch(() => ({ database: false }));
    response.status(Object.values(checks).every(Boolean) ? 200 : 503).json({ ok: Object.values(checks).every(Boolean), ...checks });
  });
  const sdl: Answer = {
    body: Buffer.from(printSchema(schema)),
    type: 'text/plain; charset=utf-8',
    packable: true,
    everybodys: true,
    cost: 0,
  };
  app.get('/schema.graphql', (request, response) => send(request, response, sdl));
  app.use(
    '/graphql',
    unkept,
    budget(10 * seconds),
    onlyJson,
    express.json({ limit: '256kb', inflate: false, verify: keepRaw }),
    wellFormed,
    answers.handler,
    handing(apollo, contextOf),
  );
  const charged = async (request: Request, response: Response): Promise<Context> => {
    const ctx = await contextOf(request, response);
    await serving.charge(ctx, routeCost);
    return ctx;
  };
  // Who signs on elsewhere is nobody yet, whatever cookie the browser brings.
  const visit = async (request: Request, response: Response): Promise<RequestInfo> => {
    const info = infoOf(request, response);
    await serving.charge(new Context({ id: 'public', role: 'PUBLIC', name: '' }, serving.db.manager, info), routeCost);
    return info;
  };
  serving.routes(app, charged, visit);
  if (serving.panel) app.use(serveFolder(serving.panel));
  app.use((_, response) => void response.status(404).json(body('NOT_FOUND')));
  app.use(failure(log, contexts));

  return {
    http,
    apollo,
    stop: async () => {
      const closed = new Promise<void>(resolve => http.close(() => resolve()));
      // Whoever has been answered may keep a connection for seconds: it is let go at once.
      const idle = setInterval(() => http.closeIdleConnections(), 100);
      await Promise.race([closed, new Promise(resolve => setTimeout(resolve, 10 * seconds).unref())]);
      clearInterval(idle);
      http.closeAllConnections();
      await apollo.stop();
    },
  };
}

const body = (code: Code, reason?: string) => ({
  errors: [{ message: refuse(code, reason).message, extensions: { code, ...(reason && { reason }) } }],
});

/** The cheapest checks first: what is no JSON, or is packed, is not read at all. */
const onlyJson: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST')
    return request.method === 'GET' && /^\s*(mutation|subscription)\b/.test(String(request.query['query'] ?? ''))
      ? void response.status(405).json(body('BAD_REQUEST'))
      : next();
  if (request.headers['content-encoding'] && request.headers['content-encoding'] !== 'identity')
    return void response.status(415).json(body('UNSUPPORTED_MEDIA_TYPE'));
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map(part => part.trim());
  if (type !== 'application/json') return void response.status(400).json(body('BAD_REQUEST'));
  const charset = parameters
    .find(parameter => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  if (charset && charset !== 'utf-8' && charset !== 'utf8') return void response.status(415).json(body('UNSUPPORTED_MEDIA_TYPE'));
  next();
};

/** Refuses what is no GraphQL request, and a document by its shape, before anything is validated. */
const wellFormed: RequestHandler = (request, response, next) => {
  const asked = request.method === 'POST' ? request.body : request.query;
  if (request.method === 'POST' && (asked === null || typeof asked !== 'object' || Array.isArray(asked)))
    return void response.status(400).json(body('BAD_REQUEST'));
  const { query, extensions } = asked as { query?: unknown; extensions?: { persistedQuery?: unknown } };
  if (extensions && typeof extensions === 'object' && extensions.persistedQuery)
    return void response.status(400).json(body('PERSISTED_QUERY_NOT_SUPPORTED'));
  if (typeof query !== 'string') return next();
  const refusal = checkShape(query);
  if (!refusal) return next();
  response.status(400).json({ errors: [{ message: refusal.message, extensions: refusal.extensions }] });
};

/** What is not said to be everybody's is nobody's to keep. */
const unkept: RequestHandler = (_, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};

const budget =
  (most: number): RequestHandler =>
  (_, response, next) => {
    const timer = setTimeout(() => {
      if (!response.headersSent) response.status(503).json(body('TIMEOUT'));
    }, most).unref();
    response.on('close', () => clearTimeout(timer));
    next();
  };

const safeHeaders = (secure: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
});

const headers = (secure: boolean): RequestHandler => {
  const all = safeHeaders(secure);
  return (_, response, next) => {
    response.set(all);
    next();
  };
};

const statusOf: Partial<Record<number, Code>> = { 400: 'BAD_REQUEST', 413: 'PAYLOAD_TOO_LARGE', 415: 'UNSUPPORTED_MEDIA_TYPE' };
const refusalStatus: Partial<Record<Code, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INTERNAL_SERVER_ERROR: 500,
};

/** What goes wrong outside GraphQL is JSON too, with a code, and without a stack. */
const failure =
  (log: Logger, contexts: WeakMap<Request, Context>): ErrorRequestHandler =>
  async (thrown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const error = fromDatabase(thrown);
    if (error instanceof GraphQLError) {
      const { code, reason } = error.extensions as { code: Code; reason?: string };
      const { http, ...extensions } = error.extensions as Record<string, unknown> & { http?: { headers?: Map<string, string> } };
      for (const [name, value] of http?.headers ?? []) response.set(name, value);
      const context = contexts.get(request);
      if (context && code === 'FORBIDDEN')
        await remembering(log, () => noteRefusal(context, { code, reason, operation: `${request.method} ${request.path}`.slice(0, 200) }));
      return void response.status(refusalStatus[code] ?? 400).json({ errors: [{ message: error.message, extensions }] });
    }
    const status = (thrown as { status?: number }).status ?? 500;
    const code = statusOf[status];
    if (code) return void response.status(status).json(body(code));
    const requestId = response.get('x-request-id');
    log.error({ requestId, err: thrown, path: request.path }, 'defect');
    response
      .status(500)
      .json({ errors: [{ message: refuse('INTERNAL_SERVER_ERROR').message, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }] });
  };

/** Refuses what costs too much or asks for what its reader may never see, before anything is run. */
const admission = ({ schema, charge, log }: Serving): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, request, contextValue }) => {
      if (!operation) return;
      const { role } = contextValue.actor;
      let cost = 0;
      answeringWith(400, () => {
        cost = checkCost(document, operation, request.variables ?? {}, role);
      });
      contextValue.request.spent = { cost };
      const spent = await charge(contextValue, cost);
      if (spent) contextValue.request.spent = spent;
      try {
        answeringWith(role === 'PUBLIC' ? 401 : 403, () => checkSight(schema, document, role));
      } catch (error) {
        await remembering(log, () => noteRefusals(contextValue, document, request, [error as GraphQLError]));
        throw error;
      }
    },
    willSendResponse: async ({ response, contextValue }) => {
      if (response.body.kind !== 'single') return;
      const { errors } = response.body.singleResult;
      // Partners see what they spend, so that they can keep to it.
      if (contextValue?.request?.spent && contextValue.actor.role === 'PARTNER')
        response.body.singleResult.extensions = { ...response.body.singleResult.extensions, ...contextValue.request.spent };
      if (errors && errors.length > 5) response.body.singleResult.errors = errors.slice(0, 5);
      for (const error of errors ?? [])
        if (error.extensions?.['code'] === 'INTERNAL_SERVER_ERROR' && contextValue?.request)
          (error.extensions as Record<string, unknown>)['requestId'] = contextValue.request.id;
    },
  }),
});

/** A refusal is answered whether or not it could be written down; that it could not be is told in the log. */
async function remembering(log: Logger, write: () => Promise<void>): Promise<void> {
  await write().catch((error: unknown) => log.error({ err: error }, 'a refusal could not be written down'));
}

/** A refusal before execution bears its HTTP status. */
function answeringWith(status: number, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof GraphQLError) Object.assign(error.extensions, { http: { status } });
    throw error;
  }
}

/** Apollo's cache control would cost half of a list; nothing here uses it. */
const quietCache: ApolloServerPlugin<Context> = {
  ...({ __internal_installed_implicitly__: false, __internal_plugin_id__: 'CacheControl' } as object),
};

/** Only the closed list of codes leaves; what is no refusal is a defect: logged with its number, and masked. */
export function format(formatted: GraphQLFormattedError, thrown: unknown, log: Logger): GraphQLFormattedError {
  const original = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  if (original instanceof ArgumentValidationError) {
    const fields = original.extensions.validationErrors.flatMap(function flat(error): { field: string; rule: string }[] {
      return [
        ...Object.values(error.constraints ?? {}).map(rule => ({ field: error.property, rule })),
        ...(error.children ?? []).flatMap(flat),
      ];
    });
    const field = fields[0]?.field ?? '';
    return { ...clean(formatted), ...plain(refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field, fields: fields.slice(0, 20) })) };
  }
  // A variable that may be null, given to an argument that may not: only execution finds it, and gives it no code.
  if (original instanceof GraphQLError && /^Argument "\w+" /.test(original.message) && !original.extensions['code'])
    return { ...clean(formatted), ...plain(refuse('BAD_USER_INPUT')), message: formatted.message.slice(0, 300) };
  const refusal = fromDatabase(original);
  if (refusal instanceof GraphQLError && refusal !== thrown && codes.includes(refusal.extensions['code'] as Code))
    return { ...clean(formatted), ...plain(refusal) };
  const code = formatted.extensions?.['code'] as Code;
  if (code === 'INTERNAL_SERVER_ERROR' || !codes.includes(code)) {
    log.error({ err: original }, 'defect');
    return { ...clean(formatted), ...plain(refuse('INTERNAL_SERVER_ERROR')) };
  }
  const { stacktrace: _, http: __, ...extensions } = (formatted.extensions ?? {}) as Record<string, unknown>;
  // What the parser, the validator and the coercion of variables say may echo the input and the schema.
  const echoing = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'].includes(code);
  return { ...clean(formatted), message: echoing ? formatted.message.slice(0, 300) : formatted.message, extensions };
}

const clean = ({ path, locations }: GraphQLFormattedError) => ({ ...(path && { path }), ...(locations && { locations }) });
const plain = ({ message, extensions }: GraphQLError) => ({ message, extensions });
