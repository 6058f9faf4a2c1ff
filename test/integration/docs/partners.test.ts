import { readFileSync } from 'node:fs';
import { codes } from '../../../schema/codes.ts';
import { anEnterprise, aProvider, next, sql, url, useServer } from '../../kit.ts';
import { aPartner } from '../partners/scene.ts';
import { anOffering } from '../trials/scene.ts';

useServer({ rates: { keys: 60_000, sessions: 0, anonymous: 0 } });

const page = readFileSync('docs/partners.md', 'utf8');
const examples = [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text]) => text!);
const example = (name: string) => examples.find(text => text.includes(`${name} `) || text.includes(`${name}(`))!;

interface Answer {
  data?: { createTrial?: { id: string } } | null;
  errors?: { extensions: { code: string; details?: { retryAfterSeconds?: number; field?: string } } }[];
  extensions?: Record<string, number>;
}
async function ask(key: string, query: string, { variables = {}, idempotency }: { variables?: object; idempotency?: string } = {}) {
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', authorization: `Bearer ${key}` },
      ...(idempotency && { 'idempotency-key': idempotency }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as Answer;
  return { status: response.status, retryAfter: response.headers.get('retry-after'), answer, code: answer.errors?.[0]?.extensions.code };
}

test('an answer costs what the page says, and says what is left', async () => {
  const { key } = await aPartner();
  const told = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!) as Answer;
  const { answer } = await ask(key, example('query Cost'));
  expect(answer.extensions).toEqual(told.extensions);
});

test('a write is one act however often it is sent, and is refused as the page says', async () => {
  const { key } = await aPartner(['trials:read', 'trials:write']);
  const { id: offeringId } = await anOffering();
  const [{ uscc }] = (await sql('select uscc from enterprise where id = $1', [await anEnterprise()])) as [{ uscc: string }];
  const apply = example('mutation Apply');
  const variables = { offeringId, uscc };
  const first = await ask(key, apply, { variables, idempotency: 'apply-1' });
  const again = await ask(key, apply, { variables, idempotency: 'apply-1' });
  expect(first.answer.data?.createTrial?.id).toBeDefined();
  expect(again.answer.data).toEqual(first.answer.data);
  expect((await ask(key, apply, { variables })).code).toBe('IDEMPOTENCY_KEY_REQUIRED');
  expect((await ask(key, apply, { variables: { ...variables, uscc: 'x' }, idempotency: 'apply-1' })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect((await ask(key, apply, { variables, idempotency: 'apply-2' })).code).toBe('DUPLICATE_APPLICATION');
  const wrong = await ask(key, apply, { variables: { ...variables, uscc: '123' }, idempotency: `apply-${next()}` });
  expect(wrong.code).toBe('BAD_USER_INPUT');
});

test('a key is refused as the page says: mistyped, beyond its scopes, from elsewhere, beyond its limit', async () => {
  await aProvider();
  const { key } = await aPartner();
  expect(await ask(`${key}x`, '{ me { role } }')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  expect((await ask(key, '{ trials { totalCount } }')).code).toBe('FORBIDDEN');
  expect((await ask(key, '{ providers { nodes { contactPhone } } }')).code).toBe('FORBIDDEN');
  const elsewhere = await aPartner(['catalogue:read'], { networks: ['203.0.113.0/24'] });
  expect((await ask(elsewhere.key, '{ me { role } }')).code).toBe('UNAUTHENTICATED');
  const large =
    '{ offerings(first: 100) { nodes { id provider { id name } list { id number entries { no product provider uscc } } } } calls(first: 100) { nodes { id } } }';
  const spent = await aPartner(['catalogue:read'], { costPerMinute: 100 });
  const refused = await ask(spent.key, large);
  expect(['RATE_LIMITED', 'FORBIDDEN']).toContain(refused.code);
  const limited = await ask(spent.key, '{ providers(first: 100) { nodes { id name } } }');
  expect(limited).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  expect(Number(limited.retryAfter)).toBe(limited.answer.errors![0]!.extensions.details?.retryAfterSeconds);
});

test('the page names codes of the closed list only', () => {
  const named = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+|UNAUTHENTICATED|FORBIDDEN)`/g)].map(([, code]) => code!);
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter(code => !(codes as readonly string[]).includes(code))).toEqual(['KEYS_TWO_LIVE']);
});
