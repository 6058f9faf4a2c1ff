import { readFileSync } from 'node:fs';
import { readProviders } from '../../../server/people/sso/settings.ts';

const oidc = {
  kind: 'oidc',
  id: 'city',
  name: ['市统一身份认证', 'City sign-on'],
  issuer: 'https://id.example',
  clientId: 'shizhuan',
  clientSecret: 's',
};
const faultsOf = (...list: unknown[]) => readProviders(JSON.stringify(list)).faults;

test('a provider needs only what cannot be guessed', () => {
  const { providers, faults } = readProviders(JSON.stringify([oidc]));
  expect(faults).toEqual([]);
  expect(providers.map(({ id, name }) => [id, name])).toEqual([['city', ['市统一身份认证', 'City sign-on']]]);
});

test('everything that is wrong is told at once, and no secret with it', () => {
  const faults = faultsOf(
    { ...oidc, issuer: 'http://id.example', algorithm: 'none', clientSecret: '', scope: 'all' },
    { kind: 'saml', id: 'x' },
    {
      kind: 'ticket',
      id: 'Portal',
      name: ['省政务平台'],
      loginUrl: 'https://p.example/login',
      validateUrl: 'ftp://p',
      appId: 'a',
      appSecret: 'short-secret',
    },
  );
  expect(faults).toEqual([
    '1: scope is not known',
    '1: issuer must be an address that begins with https://',
    '1: clientSecret must be a text of 1 to 2000 characters',
    '1: algorithm must be one of RS256, PS256, ES256, EdDSA',
    '2: kind must be one of oidc, ticket',
    '3: id must be 1 to 30 lower-case letters, digits or dashes',
    '3: name must be the Chinese and the English name',
    '3: validateUrl must be an address that begins with https://',
    '3: appSecret must be a text of at least 16 characters',
  ]);
  expect(faults.join()).not.toContain('short-secret');
});

test.each([
  ['no JSON', '{', 'it is no JSON'],
  ['no list', '{}', 'it must be a list of providers'],
  ['one id twice', JSON.stringify([oidc, oidc]), 'the id city is there twice'],
])('%s is refused', (_, text, fault) => {
  expect(readProviders(text)).toEqual({ providers: [], faults: [fault] });
});

test('plain http is for this machine alone', () => {
  expect(faultsOf({ ...oidc, issuer: 'http://127.0.0.1:9000' })).toEqual([]);
  expect(faultsOf({ ...oidc, issuer: 'https://me:secret@id.example' })).toHaveLength(1);
});

test('the example of the documentation works as it stands', () => {
  const example = /```json\n([\s\S]*?)```/
    .exec(readFileSync('docs/single-sign-on.md', 'utf8'))![1]!
    .replace('"appSecret": "…"', '"appSecret": "sixteen or more characters"');
  expect(readProviders(example)).toMatchObject({ faults: [], providers: [{ id: 'city' }, { id: 'portal' }] });
});
