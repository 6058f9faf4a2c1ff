import { createHmac, randomUUID } from 'node:crypto';
import { sameSecret } from '../../kernel/text.ts';
import { type Carried, Disbelieved, type IdentityProvider, Unreachable } from './provider.ts';

export interface TicketSettings {
  kind: 'ticket';
  id: string;
  name: readonly [string, string];
  /** The portal's page of sign-in. `{callback}` and `{appId}` in it are filled in. */
  loginUrl: string;
  /** Where a ticket is exchanged for a person, from server to server. */
  validateUrl: string;
  /** The portal's page of sign-out, if it has one. */
  logoutUrl?: string;
  appId: string;
  appSecret: string;
  /** With what both sides sign: HMAC over SHA-256 or SM3. */
  digest: 'sha256' | 'sm3';
  /** Name of the parameter the portal brings the ticket in. */
  ticketParameter: string;
  /** Where the person's fixed name stands in the answer, such as `data.userId`. */
  subjectField: string;
  twoFactors: 'always' | 'never';
}

const longest = 65_536;
const oldest = 300_000;

/**
 * A portal that is no OpenID provider: it brings the browser back with a ticket, which our server exchanges for a person.
 *
 * What we ask is signed, and so must be the answer: HMAC over its fields (`name=value`, sorted, joined by `&`; nested ones
 * by their dotted name), with our `nonce` and a `timestamp` of the last five minutes in it, so that neither another's
 * answer nor an old one is believed.
 */
export function ticketProvider(settings: TicketSettings): IdentityProvider {
  const { id, name, appId, appSecret, digest, ticketParameter, subjectField } = settings;
  const sign = (fields: Record<string, string>) =>
    createHmac(digest, appSecret)
      .update(
        Object.keys(fields)
          .sort()
          .map(key => `${key}=${fields[key]}`)
          .join('&'),
      )
      .digest('hex');
  return {
    id,
    name,
    async begin(callback: URL, { state }: Carried) {
      const back = new URL(callback);
      back.searchParams.set('state', state);
      return new URL(
        settings.loginUrl.replaceAll('{callback}', encodeURIComponent(back.href)).replaceAll('{appId}', encodeURIComponent(appId)),
      );
    },
    async finish(answer: URL, { state }: Carried) {
      if (!sameSecret(answer.searchParams.get('state') ?? '', state)) throw new Disbelieved('STATE');
      const ticket = answer.searchParams.get(ticketParameter) ?? '';
      if (!/^[\x21-\x7e]{8,2048}$/.test(ticket)) throw new Disbelieved('TICKET');
      const asked = { appId, ticket, nonce: randomUUID(), timestamp: String(Date.now()) };
      const text = await ask(settings.validateUrl, { ...asked, signature: sign(asked) });
      const fields = flat(parsed(text));
      const { signature = '', ...signed } = fields;
      if (!sameSecret(signature, sign(signed))) throw new Disbelieved('SIGNATURE');
      if (fields['nonce'] !== asked.nonce) throw new Disbelieved('NONCE');
      if (!(Math.abs(Date.now() - Number(fields['timestamp'])) < oldest)) throw new Disbelieved('TIMESTAMP');
      const subject = fields[subjectField];
      if (!subject) throw new Disbelieved('SUBJECT');
      return { subject, twoFactors: settings.twoFactors === 'always' };
    },
    leave: async (back: URL) =>
      settings.logoutUrl ? new URL(settings.logoutUrl.replaceAll('{callback}', encodeURIComponent(back.href))) : undefined,
  };
}

async function ask(url: string, body: object): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
  } catch (cause) {
    throw new Unreachable({ cause });
  }
  if (response.status >= 500) throw new Unreachable();
  if (!response.ok) throw new Disbelieved('TICKET');
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of response.body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true });
    if (text.length > longest) throw new Disbelieved('ANSWER');
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Disbelieved('ANSWER');
  }
}

/** The leaves of an answer by their dotted names, as text. */
function flat(value: unknown, name = ''): Record<string, string> {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object') return name ? { [name]: String(value) } : {};
  return Object.assign({}, ...Object.entries(value).map(([key, part]) => flat(part, name ? `${name}.${key}` : key)));
}
