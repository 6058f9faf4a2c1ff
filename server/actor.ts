import type { Request } from 'express';
import type { DataSource } from 'typeorm';
import type { RequestInfo } from './kernel/context.ts';
import { cookieOf } from './kernel/cookies.ts';
import { refuse } from './kernel/errors.ts';
import type { Guess } from './kernel/familiar.ts';
import type { Actor } from './kernel/policy.ts';
import type { Wire } from './kernel/reading/wire.ts';
import { keyActor } from './partners/asking.ts';
import { likelyActor, sessionActor } from './people/session/session.ts';
import { viewedBy } from './people/viewing/service.ts';

export const nobody: Actor = { id: 'public', role: 'PUBLIC', name: '' };

/** Who asks: the session of the cookie, the key of the header, or nobody. Credentials that are wrong never become nobody. */
export async function actorOf(db: DataSource, wire: Wire, request: Request, info: RequestInfo, secure: boolean): Promise<Actor> {
  const token = cookieOf(request, 'sid', secure);
  const header = request.get('authorization');
  const bearer = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
  if (token !== undefined && header !== undefined) throw unauthenticated('BAD_REQUEST', 'ONE_PRINCIPAL', 400);
  if (token === undefined && header === undefined) return nobody;
  if (token !== undefined) {
    const found = await sessionActor(db.manager, token, wire);
    if (found) {
      info.sessionId = found.sessionId;
      return (found.viewing && (await viewedBy(db.manager, found.actor, found.sessionId))) || found.actor;
    }
    // The cookie is taken back, so that the next request can sign in.
    info.setCookie?.('sid', '', 0);
  }
  const partner = bearer && (await keyActor(db.manager, bearer.trim(), info.ip));
  if (partner) return partner;
  throw unauthenticated('UNAUTHENTICATED', undefined, 401);
}

function unauthenticated(code: 'UNAUTHENTICATED' | 'BAD_REQUEST', reason: string | undefined, status: number) {
  const error = refuse(code, reason);
  Object.assign(error.extensions, { http: { status } });
  return error;
}

/** Who most likely asks, by what this process has found before; only ever of a session, and only to be confirmed. */
export function likely(db: DataSource, request: Request, secure: boolean): Guess | undefined {
  const token = request.get('authorization') === undefined ? cookieOf(request, 'sid', secure) : undefined;
  return token === undefined ? undefined : likelyActor(db.manager, token);
}
