import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import { type DocumentNode, type GraphQLSchema, getNamedType, isCompositeType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { Context, type RequestInfo } from '../context.ts';
import { type Actor, policy } from '../policy.ts';
import type { Charge } from '../rates.ts';
import { type Answer, send } from './answer.ts';
import type { PublicMemory, Second } from './publicMemory.ts';

export interface Answering {
  schema: GraphQLSchema;
  charge: Charge;
  memory: PublicMemory;
  db: { manager: Context['db'] };
  infoOf: (request: Request, response: Response) => RequestInfo;
}

type Verdict = Pick<Answer, 'packable' | 'everybodys' | 'cost'>;
const refusal: Verdict = { packable: false, everybodys: false, cost: 0 };

const nobody: Actor = { id: 'public', role: 'PUBLIC', name: '' };
const raw = new WeakMap<object, Buffer>();
/** Keeps the body of a request as it came: what an answer is remembered by. */
export const keepRaw = (request: object, _: unknown, body: Buffer): void => void raw.set(request, body);

/**
 * How answers of /graphql leave: packed where it pays, and to the public from memory, where the very same was asked a
 * moment ago. Remembered is only what was answered whole; it comes after the limits on shapes, and is charged as before.
 */
export function answering({ schema, charge, memory, db, infoOf }: Answering): {
  handler: RequestHandler;
  plugin: ApolloServerPlugin<Context>;
} {
  const verdicts = new WeakMap<RequestInfo, Verdict>();

  const plugin: ApolloServerPlugin<Context> = {
    requestDidStart: async () => ({
      willSendResponse: async ({ response, operation, document, contextValue }) => {
        if (response.body.kind !== 'single' || !operation || !document || !contextValue?.request) return;
        const { errors, extensions } = response.body.singleResult;
        if (operation.operation !== 'query') {
          // Whoever has been told that it is done, and asks here, finds it done.
          if (!errors) memory.forget();
          return;
        }
        const { actor, request } = contextValue;
        const whole = !errors && Object.keys(extensions ?? {}).length === 0 && (response.http.status ?? 200) === 200;
        verdicts.set(request, {
          packable: !request.secret,
          everybodys: whole && actor.role === 'PUBLIC' && !request.secret && isOfRecords(schema, document),
          cost: request.spent?.cost ?? 0,
        });
      },
    }),
  };

  /** Sends what is remembered; false when there is nothing, or the limit is spent: then the usual way says so. */
  const fromMemory = async (request: Request, response: Response, second: Second, key: string): Promise<boolean> => {
    const known = second.answers.get(key);
    if (!known || memory.second() !== second) return false;
    const charged = await charge(new Context(nobody, db.manager, infoOf(request, response)), known.cost).then(
      () => true,
      () => false,
    );
    if (charged) await send(request, response, known);
    return charged;
  };

  const handler: RequestHandler = async (request, response, next) => {
    const info = infoOf(request, response);
    const key = keyOf(request);
    const second = key === undefined ? undefined : memory.second();
    let told: (() => void) | undefined;
    if (second && key !== undefined) {
      if (await fromMemory(request, response, second, key)) return;
      const other = second.underWay.get(key);
      if (other) {
        await other;
        if (response.headersSent || (await fromMemory(request, response, second, key))) return;
      } else {
        second.underWay.set(key, new Promise<void>(resolve => (told = resolve)));
        response.once('close', () => told?.());
      }
    }
    const done = () => {
      if (!told) return;
      second!.underWay.delete(key!);
      told();
    };
    response.send = body => {
      const verdict = verdicts.get(info) ?? refusal;
      const answer: Answer = {
        ...verdict,
        everybodys: verdict.everybodys && key !== undefined && response.statusCode === 200 && !response.hasHeader('set-cookie'),
        body: Buffer.isBuffer(body) ? body : Buffer.from(String(body)),
        type: String(response.getHeader('content-type') ?? 'application/json; charset=utf-8'),
      };
      if (second && key !== undefined && answer.everybodys) memory.keep(second, key, answer);
      done();
      send(request, response, answer).catch(next);
      return response;
    };
    next();
  };
  return { handler, plugin };
}

const longest = 24_000;

/**
 * What an answer is remembered by: all of the request that can make a difference to it, byte by byte. Undefined for whoever
 * brings a cookie or a key, be they good for anything or not.
 */
function keyOf(request: Request): string | undefined {
  const { headers, method } = request;
  if (headers.cookie !== undefined || headers.authorization !== undefined) return undefined;
  const asked = method === 'POST' ? raw.get(request) : method === 'GET' ? Buffer.from(request.originalUrl) : undefined;
  if (!asked || asked.length > longest) return undefined;
  // By these Apollo decides what type to answer with, and whether a simple request of another site could be behind it.
  const shaping = ['accept', 'content-type', 'x-apollo-operation-name', 'apollo-require-preflight'].map(name => headers[name] ?? null);
  const shape = JSON.stringify([method, ...shaping]);
  return shape.length > 1000 ? undefined : createHash('sha256').update(shape).update('\0').update(asked).digest('base64url');
}

const verdictsOf = new WeakMap<DocumentNode, boolean>();

/** Whether a document asks for nothing but records that the public may read: what changes them is a fact. */
function isOfRecords(schema: GraphQLSchema, document: DocumentNode): boolean {
  const known = verdictsOf.get(document);
  if (known !== undefined) return known;
  const { entities, operations } = policy();
  const root = schema.getQueryType();
  const bare = (type: string) => type.replace(/(Connection|Edge)$/, '');
  const isPublic = (type: string) => entities[bare(type)]?.read?.PUBLIC !== undefined;
  const types = new TypeInfo(schema);
  let verdict = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const type = types.getType();
        const named = type && getNamedType(type);
        if (!named) verdict = false;
        else if (types.getParentType() === root)
          verdict &&= name.value === '__typename' || (isPublic(named.name) && !operations[name.value]);
        else if (isCompositeType(named)) verdict &&= isPublic(named.name) || !entities[bare(named.name)];
      },
    }),
  );
  verdictsOf.set(document, verdict);
  return verdict;
}
