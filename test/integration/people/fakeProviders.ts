import {
  createHash,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a provider may misbehave, or be meddled with. */
export type Misbehaviour =
  | 'wrong nonce'
  | 'no nonce'
  | 'other issuer in the identity'
  | 'other issuer in the answer'
  | 'no issuer in the answer'
  | 'other audience'
  | 'expired'
  | 'alg none'
  | 'unsigned'
  | 'foreign key'
  | 'signed with the client secret'
  | 'other algorithm'
  | 'no identity'
  | 'wrong state'
  | 'refused by its user'
  | 'down';

export interface Fake {
  url: string;
  misbehave: (how: Misbehaviour | undefined) => void;
  /** Signs with a new key from now on; only that one is published. */
  rotate: () => void;
  /** Who is signed in at the provider. */
  user: { sub: string; amr?: string[] };
  /** How often a code or a ticket has been exchanged. */
  exchanges: () => number;
  stop: () => Promise<void>;
}

const clientId = 'shizhuan';
export const clientSecret = 'a secret for the tests of single sign-on';
const json = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const bodyOf = async (request: IncomingMessage) => {
  let text = '';
  for await (const part of request) text += part;
  return text;
};
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function listening(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An OpenID provider on loopback that checks what it should, and misbehaves on demand. */
export async function fakeOidc(): Promise<Fake> {
  let how: Misbehaviour | undefined;
  let exchanges = 0;
  const make = () => ({ kid: randomBytes(4).toString('hex'), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) });
  let key = make();
  const foreign = make();
  const codes = new Map<string, { nonce: string; challenge: string; redirect: string }>();
  const user: Fake['user'] = { sub: 'p-0001' };

  const identity = (nonce: string): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: how === 'other issuer in the identity' ? 'https://other.example' : url,
      aud: how === 'other audience' ? 'somebody else' : clientId,
      sub: user.sub,
      iat: how === 'expired' ? now - 4000 : now,
      exp: how === 'expired' ? now - 400 : now + 300,
      ...(how !== 'no nonce' && { nonce: how === 'wrong nonce' ? 'another' : nonce }),
      ...(user.amr && { amr: user.amr }),
    };
    const alg =
      how === 'alg none' ? 'none' : how === 'signed with the client secret' ? 'HS256' : how === 'other algorithm' ? 'RS512' : 'RS256';
    const signed = `${part({ alg, kid: key.kid, typ: 'JWT' })}.${part(claims)}`;
    if (how === 'alg none' || how === 'unsigned') return `${signed}.`;
    if (alg === 'HS256') return `${signed}.${createHmac('sha256', clientSecret).update(signed).digest('base64url')}`;
    const by: KeyObject = createPrivateKey((how === 'foreign key' ? foreign : key).privateKey.export({ type: 'pkcs8', format: 'pem' }));
    return `${signed}.${sign(alg === 'RS512' ? 'sha512' : 'sha256', Buffer.from(signed), by).toString('base64url')}`;
  };

  const server = createServer(async (request, response) => {
    const at = new URL(request.url!, url);
    if (how === 'down' && at.pathname === '/token') return void request.socket.destroy();
    if (at.pathname === '/.well-known/openid-configuration')
      return json(response, 200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
        end_session_endpoint: `${url}/leave`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'RS512', 'HS256', 'none'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      });
    if (at.pathname === '/keys') {
      const jwk = key.publicKey.export({ format: 'jwk' }) as JsonWebKey;
      return json(response, 200, { keys: [{ ...jwk, kid: key.kid, use: 'sig', alg: 'RS256' }] });
    }
    if (at.pathname === '/authorize') {
      const asked = at.searchParams;
      if (asked.get('code_challenge_method') !== 'S256' || !asked.get('nonce') || !asked.get('state')) return json(response, 400, {});
      const code = randomBytes(8).toString('hex');
      codes.set(code, { nonce: asked.get('nonce')!, challenge: asked.get('code_challenge')!, redirect: asked.get('redirect_uri')! });
      const back = new URL(asked.get('redirect_uri')!);
      if (how === 'refused by its user') back.searchParams.set('error', 'access_denied');
      else back.searchParams.set('code', code);
      back.searchParams.set('state', how === 'wrong state' ? 'another' : asked.get('state')!);
      if (how !== 'no issuer in the answer')
        back.searchParams.set('iss', how === 'other issuer in the answer' ? 'https://other.example' : url);
      return void response.writeHead(302, { location: back.href }).end();
    }
    if (at.pathname === '/token') {
      exchanges += 1;
      const asked = new URLSearchParams(await bodyOf(request));
      const known = codes.get(asked.get('code')!);
      codes.delete(asked.get('code')!);
      const proof = createHash('sha256')
        .update(asked.get('code_verifier') ?? '')
        .digest('base64url');
      if (!known || known.redirect !== asked.get('redirect_uri') || proof !== known.challenge)
        return json(response, 400, { error: 'invalid_grant' });
      return json(response, 200, {
        access_token: 'of no use here',
        token_type: 'bearer',
        expires_in: 60,
        ...(how !== 'no identity' && { id_token: identity(known.nonce) }),
      });
    }
    json(response, 404, {});
  });
  const url = await listening(server);
  return {
    url,
    user,
    misbehave: next => void (how = next),
    rotate: () => void (key = make()),
    exchanges: () => exchanges,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
}

export type TicketMisbehaviour = 'unsigned' | 'signed by another' | 'old' | 'for another question' | 'nobody' | 'no JSON' | 'down';

/** A portal that hands out tickets, each good for one exchange; it signs with HMAC over SM3. */
export async function fakePortal(): Promise<
  Omit<Fake, 'misbehave' | 'rotate'> & { misbehave: (how: TicketMisbehaviour | undefined) => void }
> {
  let how: TicketMisbehaviour | undefined;
  let exchanges = 0;
  const tickets = new Set<string>();
  const user = { sub: '370200-000123' };
  const hmac = (fields: Record<string, string>, secret = clientSecret) =>
    createHmac('sm3', secret)
      .update(
        Object.keys(fields)
          .sort()
          .map(name => `${name}=${fields[name]}`)
          .join('&'),
      )
      .digest('hex');
  const server = createServer(async (request, response) => {
    const at = new URL(request.url!, url);
    if (at.pathname === '/login') {
      const ticket = randomBytes(16).toString('hex');
      tickets.add(ticket);
      const back = new URL(at.searchParams.get('back')!);
      back.searchParams.set('ticket', ticket);
      return void response.writeHead(302, { location: back.href }).end();
    }
    if (at.pathname !== '/validate') return json(response, 404, {});
    exchanges += 1;
    if (how === 'down') return json(response, 503, {});
    const { signature, ...asked } = JSON.parse(await bodyOf(request)) as Record<string, string>;
    if (signature !== hmac(asked) || !tickets.delete(asked['ticket']!)) return json(response, 403, { code: 1 });
    if (how === 'no JSON') return void response.end('<html>');
    const fields: Record<string, string> = {
      code: '0',
      nonce: how === 'for another question' ? 'another' : asked['nonce']!,
      timestamp: String(Date.now() - (how === 'old' ? 600_000 : 0)),
      ...(how !== 'nobody' && { 'data.userId': user.sub }),
    };
    json(response, 200, {
      code: 0,
      nonce: fields['nonce'],
      timestamp: Number(fields['timestamp']),
      data: { userId: fields['data.userId'] },
      ...(how !== 'unsigned' && { signature: hmac(fields, how === 'signed by another' ? 'another secret' : undefined) }),
    });
  });
  const url = await listening(server);
  return {
    url,
    user,
    misbehave: next => void (how = next),
    exchanges: () => exchanges,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
}
