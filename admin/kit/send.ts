import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { ClientError, GraphQLClient } from 'graphql-request';
import type { Code } from '../../schema/codes.ts';

interface Extensions {
  code?: Code;
  reason?: string;
  details?: Record<string, unknown>;
  requestId?: string;
}

const statuses: Partial<Record<Code, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

interface Fault {
  field: string;
  rule?: string;
}

/** The faults of single fields, in the form react-admin puts beside its inputs. */
function faultsOf(reason: string | undefined, details: Record<string, unknown>) {
  const several = Array.isArray(details.fields) ? (details.fields as Fault[]) : [];
  if (several.length) return Object.fromEntries(several.map(({ field }) => [field, 'form.invalid']));
  if (typeof details.field !== 'string' || !reason) return undefined;
  const sentence = `@@react-admin@@${JSON.stringify({ message: `reasons.${reason}`, args: details })}`;
  return { [details.field]: reason === 'FIELD_INVALID' ? 'form.invalid' : sentence };
}

/**
 * The server said no, or nothing.
 *
 * Its message is the key of the sentence for people (`reasons.…`), so react-admin translates it wherever it shows one.
 * `useExplain()` fills in the details.
 */
export class Refusal extends Error {
  /** For react-admin, which knows errors of HTTP: their status, and the faults of single fields. */
  readonly status: number;
  readonly body: { errors?: Record<string, unknown> };
  readonly code: Code;
  readonly reason?: string;
  readonly details: Record<string, unknown>;
  readonly requestId?: string;

  constructor({ code = 'INTERNAL_SERVER_ERROR', reason, details = {}, requestId }: Extensions) {
    const errors = faultsOf(reason, details);
    super(`reasons.${reason ?? code}`);
    this.status = statuses[code] ?? 400;
    this.body = errors ? { errors } : {};
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.requestId = requestId;
  }
}

type SignInAgain = () => Promise<boolean>;
let signInAgain: SignInAgain | undefined;
let asking: Promise<boolean> | undefined;

/** Says who asks for the password when a session has expired. One question at a time, however many requests wait for it. */
export function whenExpired(ask: SignInAgain): () => void {
  signInAgain = ask;
  return () => {
    signInAgain = undefined;
  };
}

let proveAgain: SignInAgain | undefined;
let proving: Promise<boolean> | undefined;

/** Says who asks for a code when an act needs one that is fresh. */
export function whenStale(ask: SignInAgain): () => void {
  proveAgain = ask;
  return () => {
    proveAgain = undefined;
  };
}

/** Has the person mend what the server refused for: an expired session, or one that has not proved itself lately. False when it cannot be, or they would not. */
async function mended({ code, reason }: Refusal): Promise<boolean> {
  if (code === 'UNAUTHENTICATED' && signInAgain) {
    asking ??= signInAgain().finally(() => {
      asking = undefined;
    });
    return asking;
  }
  if (code === 'MFA_REQUIRED' && reason === 'STEP_UP' && proveAgain) {
    proving ??= proveAgain().finally(() => {
      proving = undefined;
    });
    return proving;
  }
  return false;
}

/** What an answer that is no answer says: the refusal of the server, or that it could not be reached. */
function extensionsOf(error: unknown): Extensions {
  if (!(error instanceof ClientError)) return { code: 'SERVICE_UNAVAILABLE' };
  const extensions = error.response.errors?.[0]?.extensions as Extensions | undefined;
  return extensions?.code ? extensions : { code: error.response.status >= 500 ? 'SERVICE_UNAVAILABLE' : 'BAD_REQUEST' };
}

const client = new GraphQLClient(
  new URL('/graphql', (globalThis as { location?: { href: string } }).location?.href ?? 'http://127.0.0.1:4000').href,
  {
    credentials: 'include',
  },
);

export interface Sending {
  signal?: AbortSignal;
  /** Let an expired session be an error: for sign-in itself. */
  quiet?: boolean;
}

/**
 * Asks the server; the answer is the data, anything else is a `Refusal`.
 *
 * When the session has expired, or must prove itself once more, it asks the person in place and then asks the server
 * again, so a form that was being saved stays filled and is saved.
 */
export async function send<Data = Record<string, unknown>, Variables extends object = object>(
  document: string | TypedDocumentNode<Data, Variables>,
  variables: Variables = {} as Variables,
  { signal, quiet }: Sending = {},
): Promise<Data> {
  const ask = () => client.request<Data>({ document, variables, signal });
  try {
    return await ask();
  } catch (error) {
    if (signal?.aborted) throw error;
    const refusal = new Refusal(extensionsOf(error));
    if (quiet || !(await mended(refusal))) throw refusal;
    return ask().catch(again => {
      throw new Refusal(extensionsOf(again));
    });
  }
}
export type Send = typeof send;
