import type { Express, Request, Response } from 'express';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { RequestInfo } from '../../kernel/context.ts';
import { cookieOf } from '../../kernel/cookies.ts';
import { refuse } from '../../kernel/errors.ts';
import type { IdentityProvider } from './provider.ts';
import { attemptLife, beginSignOn, finishSignOn, providerOf, signingOn } from './service.ts';

export interface SignOnNeeds {
  db: DataSource;
  log: Logger;
  /** How browsers reach us. A provider sends them back there and nowhere else. */
  publicUrl: () => string;
  secure: boolean;
  visitOf: (request: Request, response: Response) => Promise<RequestInfo>;
}

const cookie = 'sso';

/**
 * `GET /sso/:provider` sends the browser to an identity provider, which sends it back to `/sso/:provider/callback`;
 * `GET /sso/:provider/leave` signs out there. A browser is led back to the panel whatever happens, others are answered in JSON.
 */
export function serveSignOn(app: Express, { db, log, publicUrl, secure, visitOf }: SignOnNeeds): void {
  const callbackOf = ({ id }: IdentityProvider) => new URL(`/sso/${id}/callback`, publicUrl());
  const path = '/sso/:provider';
  app.get(path, (request, response) =>
    leading(request, response, async () => {
      const provider = providerOf(String(request.params['provider']));
      const info = await visitOf(request, response);
      const { to, carried } = await beginSignOn(signingOn(db.manager, info), provider, callbackOf(provider));
      info.setCookie?.(cookie, carried, attemptLife);
      return to.href;
    }),
  );
  app.get(`${path}/callback`, (request, response) =>
    leading(request, response, async () => {
      const provider = providerOf(String(request.params['provider']));
      const info = await visitOf(request, response);
      info.setCookie?.(cookie, '', 0);
      const answer = callbackOf(provider);
      answer.search = new URL(request.originalUrl, 'http://here').search;
      await finishSignOn(signingOn(db.manager, info), provider, answer, cookieOf(request, cookie, secure) ?? '', log);
      return '/#/';
    }),
  );
  app.get(`${path}/leave`, (request, response) =>
    leading(request, response, async () => {
      const to = await providerOf(String(request.params['provider']))
        .leave(new URL('/', publicUrl()))
        .catch(() => undefined);
      return to?.href ?? '/';
    }),
  );
}

/** Leads on to where `work` says; a browser whose sign-on is refused comes back to the page of sign-in, which says why. */
async function leading(request: Request, response: Response, work: () => Promise<string>): Promise<void> {
  response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  if (request.originalUrl.length > 8000) throw refuse('BAD_REQUEST');
  try {
    response.redirect(303, await work());
  } catch (error) {
    if (!(error instanceof GraphQLError) || request.accepts(['json', 'html']) !== 'html') throw error;
    const { code, reason, details } = error.extensions as { code: string; reason?: string; details?: { subject?: string } };
    const words = new URLSearchParams({ fault: reason ?? code, ...(details?.subject && { subject: details.subject }) });
    response.redirect(303, `/#/login?${words}`);
  }
}
