import { another, anyone, aProvider, someone, statementsOf, times, url, useServer } from '../../kit.ts';
import { aPartner, bearer } from './scene.ts';

const rates = { keys: 1000, sessions: 400, anonymous: 200 };
useServer({ rates });

const Me = '{ me { role } }';
/** Costs 1 + 1 + 20 + 20 × 2. */
const Twenty = '{ providers(first: 20) { nodes { id name } } }';
const post = (headers: Record<string, string>, query: string, at = url()) =>
  fetch(`${at}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
const bodyOf = async (response: Promise<Response> | Response) => (await (await response).json()) as Answer;
interface Answer {
  data?: unknown;
  errors?: { extensions: Record<string, unknown> }[];
  extensions?: { cost: number; limit: number; remaining: number; resetsInSeconds: number };
}
const asking = (key: string) => ({ authorization: `Bearer ${key}` });

test('the answer to a partner says what it has cost and what is left; that to others does not', async () => {
  const { key } = await aPartner();
  await aProvider();
  const first = await bodyOf(post(asking(key), Me));
  expect(first).toMatchObject({ data: { me: { role: 'PARTNER' } }, extensions: { cost: 2, limit: 1000, remaining: 998 } });
  const second = await bodyOf(post(asking(key), Twenty));
  const { cost, resetsInSeconds } = second.extensions!;
  expect(cost).toBeGreaterThan(40);
  expect(second.extensions).toMatchObject({ remaining: 998 - cost });
  expect(resetsInSeconds).toBeLessThanOrEqual(60);
  expect((await bodyOf(post((await someone('OFFICER')).headers, Me))).extensions).toBeUndefined();
});

test('who issues keys sees what each has spent in the minute at hand, and may spend', async () => {
  const [idle, busy] = [await aPartner(), await aPartner(['catalogue:read'], { costPerMinute: 500 })];
  await post(asking(busy.key), Me);
  const Usage = 'query ($id: [ID!]) { apiKeys(filter: { id: $id }) { nodes { id usage { spent limit } replaces { id } } } }';
  const { apiKeys } = await (await someone('SECURITY_ADMIN')).ask<{ apiKeys: { nodes: object[] } }, object>(Usage, {
    id: [idle.id, busy.id],
  });
  expect(apiKeys.nodes).toHaveLength(2);
  expect(apiKeys.nodes).toContainEqual({ id: busy.id, usage: { spent: 2, limit: 500 }, replaces: null });
  expect(apiKeys.nodes).toContainEqual({ id: idle.id, usage: { spent: 0, limit: 1000 }, replaces: null });
});

test('what is beyond the limit is refused with RATE_LIMITED, 429 and when to come back, and asks the database no more', async () => {
  const { key, partner } = await aPartner(['catalogue:read'], { costPerMinute: 100 });
  const other = await aPartner(['catalogue:read']);
  const answers = await times(40, () => post(asking(key), '{ providers(first: 5) { totalCount nodes { id } } }'));
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200).length + refused.length).toBe(40);
  expect(refused.length).toBeGreaterThan(20);
  const retryAfter = Number(refused[0]!.headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(60);
  const body = await bodyOf(refused[0]!);
  expect(body.errors![0]!.extensions).toMatchObject({
    code: 'RATE_LIMITED',
    details: { retryAfterSeconds: expect.any(Number), limit: 100 },
  });
  expect(body.data).toBeUndefined();
  const statements = await statementsOf(() => partner.refusal(Me));
  expect(statements.filter(text => /rate_limit|provider/.test(text))).toEqual([]);
  expect((await post(asking(other.key), Me)).status).toBe(200);
});

test('two servers share the limit of a key', async () => {
  const { key } = await aPartner(['catalogue:read'], { costPerMinute: 200 });
  const second = await another({ rates });
  try {
    const answers = await times(160, at => post(asking(key), Me, at % 2 ? second.url : url()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(60);
  } finally {
    await second.stop();
  }
});

test('a file and an export count as well', async () => {
  const { key } = await aPartner(['catalogue:read'], { costPerMinute: 150 });
  const exporting = () => fetch(`${url()}/export/Provider.csv`, { headers: asking(key) });
  await exporting();
  const refused = await exporting();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await bodyOf(refused)).errors![0]!.extensions).not.toHaveProperty('http');
});

test('callers who are not signed in share the limit of their network; a session has its own', async () => {
  const answers = await times(150, () => post({}, Me));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
  expect(await anyone().refused(Me)).toMatchObject({ code: 'RATE_LIMITED' });
  const [one, two] = [await someone('OFFICER'), await someone('OFFICER')];
  const asked = await times(250, () => post(one.headers, Me));
  expect(asked.filter(({ status }) => status === 200)).toHaveLength(200);
  expect(await two.refusal(Me)).toBeUndefined();
  const { key } = await aPartner();
  expect(await bearer(key).refusal(Me)).toBeUndefined();
});
