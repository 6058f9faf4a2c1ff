import type { Request } from 'express';

/**
 * What a cookie is called. Over TLS only this host can set it (`__Host-`): another one of the domain, or somebody on the line,
 * could otherwise put its own session under a browser.
 */
export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** The value of a cookie of ours; over TLS none but ours. */
export const cookieOf = (request: Pick<Request, 'get'>, name: string, secure: boolean): string | undefined =>
  new RegExp(`(?:^|;\\s*)${cookieName(name, secure)}=([\\w-]*)`).exec(request.get('cookie') ?? '')?.[1];
