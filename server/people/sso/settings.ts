import { oidcProvider } from './oidc.ts';
import type { IdentityProvider } from './provider.ts';
import { ticketProvider } from './ticket.ts';

type Fields = Record<string, unknown>;

const text = (max = 2000) => ({
  want: `a text of 1 to ${max} characters`,
  fits: (v: unknown) => typeof v === 'string' && v.length > 0 && v.length <= max,
});
const oneOf = (...choices: string[]) => ({ want: `one of ${choices.join(', ')}`, fits: (v: unknown) => choices.includes(v as string) });
/** Secrets and identities travel there: https, but for a provider on this machine. */
const address = {
  want: 'an address that begins with https://',
  fits: (v: unknown) => {
    const bare = typeof v === 'string' ? v.replaceAll(/\{(callback|appId)\}/g, 'x') : '';
    if (!URL.canParse(bare)) return false;
    const { protocol, hostname, username } = new URL(bare);
    return username === '' && (protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)));
  },
};
const id = {
  want: '1 to 30 lower-case letters, digits or dashes',
  fits: (v: unknown) => typeof v === 'string' && /^[a-z][a-z0-9-]{0,29}$/.test(v),
};
const pair = {
  want: 'the Chinese and the English name',
  fits: (v: unknown) => Array.isArray(v) && v.length === 2 && v.every(one => text(60).fits(one)),
};

interface Rule {
  want: string;
  fits: (value: unknown) => boolean;
  start?: unknown;
  optional?: true;
}

const shapes: Record<'oidc' | 'ticket', { fields: Record<string, Rule>; make: (fields: never) => IdentityProvider }> = {
  oidc: {
    fields: {
      id,
      name: pair,
      issuer: address,
      clientId: text(200),
      clientSecret: text(),
      algorithm: { ...oneOf('RS256', 'PS256', 'ES256', 'EdDSA'), start: 'RS256' },
      twoFactors: { ...oneOf('always', 'never', 'amr'), start: 'amr' },
    },
    make: oidcProvider,
  },
  ticket: {
    fields: {
      id,
      name: pair,
      loginUrl: address,
      validateUrl: address,
      logoutUrl: { ...address, optional: true },
      appId: text(200),
      appSecret: { want: 'a text of at least 16 characters', fits: v => typeof v === 'string' && v.length >= 16 },
      digest: { ...oneOf('sha256', 'sm3'), start: 'sha256' },
      ticketParameter: {
        want: 'the name of a parameter',
        fits: v => typeof v === 'string' && /^[A-Za-z][\w-]{0,40}$/.test(v) && v !== 'state',
        start: 'ticket',
      },
      subjectField: { want: 'the dotted name of a field', fits: v => typeof v === 'string' && /^\w+(\.\w+)*$/.test(v), start: 'subject' },
      twoFactors: { ...oneOf('always', 'never'), start: 'never' },
    },
    make: ticketProvider,
  },
};

/** The providers of a settings file, ready to use; `faults` says everything that is wrong with it, and no secret. */
export function readProviders(json: string): { providers: IdentityProvider[]; faults: string[] } {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    return { providers: [], faults: ['it is no JSON'] };
  }
  if (!Array.isArray(list)) return { providers: [], faults: ['it must be a list of providers'] };
  const faults: string[] = [];
  const providers = list.flatMap((entry: Fields, at) => {
    const shape = shapes[entry?.['kind'] as 'oidc'];
    if (!shape) {
      faults.push(`${at + 1}: kind must be one of ${Object.keys(shapes).join(', ')}`);
      return [];
    }
    const own = [
      ...Object.keys(entry)
        .filter(key => key !== 'kind' && !shape.fields[key])
        .map(key => `${at + 1}: ${key} is not known`),
      ...Object.entries(shape.fields)
        .filter(([key, { fits, start, optional }]) => !(entry[key] === undefined ? start !== undefined || optional : fits(entry[key])))
        .map(([key, { want }]) => `${at + 1}: ${key} must be ${want}`),
    ];
    faults.push(...own);
    if (own.length) return [];
    const starts = Object.fromEntries(Object.entries(shape.fields).map(([key, { start }]) => [key, start]));
    return [shape.make({ ...starts, ...entry } as never)];
  });
  const names = providers.map(provider => provider.id);
  faults.push(...new Set(names.filter((name, at) => names.indexOf(name) !== at).map(name => `the id ${name} is there twice`)));
  return { providers: faults.length ? [] : providers, faults };
}
