import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { newId } from '../../../server/kernel/fields.ts';
import type { Served } from '../../../server/serve.ts';
import { another, here, someone, sql, statementsOf, times, travel, url, useServer } from '../../kit.ts';
import { anOffering } from '../trials/scene.ts';

useServer({ remembering: true });

const List =
  '{ offerings(first: 50, sort: [{ field: NAME, direction: ASC }]) { nodes { id listId providerId name exitTerms kind painPoint included priceAfter freeDays visibleFrom providerName } } }';
let other: Served;
let id: string;
beforeAll(async () => {
  other = await another({ remembering: true });
  await times(48, () => anOffering());
  ({ id } = await anOffering({ name: '甲' }));
  // Both have begun to listen.
  await sleep(300);
}, 60_000);
afterAll(() => other.stop());

interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  bytes: Buffer;
  text: string;
}
/** Asks with exactly these headers, and unpacks. */
function ask(query: string, headers: Record<string, string> = {}, { at = url(), variables = undefined as unknown } = {}): Promise<Answer> {
  return fetchRaw(`${at}/graphql`, 'POST', { 'content-type': 'application/json', ...headers }, JSON.stringify({ query, variables }));
}
const get = (query: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetchRaw(`${url()}/graphql?query=${encodeURIComponent(query)}`, method, { 'apollo-require-preflight': '1', ...headers });

function fetchRaw(to: string, method: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(to, { method, headers, agent: false }, async response => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      const bytes = Buffer.concat(parts);
      const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[response.headers['content-encoding'] ?? ''] ?? ((all: Buffer) => all);
      resolve({
        status: response.statusCode!,
        headers: response.headers as Answer['headers'],
        bytes,
        text: bytes.length ? unpack(bytes).toString() : '',
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** What is asked next is asked within one second of the clock, of which nothing is remembered yet. */
const earlyInASecond = () => sleep(1005 - (Date.now() % 1000));
/** Changes what the public would see, without a fact: whoever sees it was not answered from memory. */
const rename = (name: string) => sql('update offering set name = $2 where id = $1', [id, name]);
const aFact = () => sql("insert into fact (id, name, subject, subject_id) values ($1, 'Offering.UPDATE', 'Offering', $2)", [newId(), id]);
const showing = async (name: string, at = url(), headers = {}) => (await ask(List, headers, { at })).text.includes(`"${name}"`);

test('the public is answered from memory what the public was answered a moment ago, and nobody else is', async () => {
  const officer = await someone('OFFICER');
  await earlyInASecond();
  await rename('乙');
  expect(await showing('乙')).toBe(true);
  await rename('丙');
  expect(await showing('乙')).toBe(true);
  expect(await showing('丙', url(), officer.headers)).toBe(true);
  expect(await showing('丙', url(), { cookie: 'theme=dark' })).toBe(true);
  expect((await ask(List, { authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await ask(List, { authorization: '' })).text).not.toContain('"乙"');
  // What somebody signed in was answered is never the public's.
  expect(await showing('乙')).toBe(true);
});

test('a fact ends what every process remembers, whoever has committed it; within the second nothing else does', async () => {
  await earlyInASecond();
  await rename('丁');
  expect([await showing('丁'), await showing('丁', other.url)]).toEqual([true, true]);
  await rename('戊');
  expect([await showing('丁'), await showing('丁', other.url)]).toEqual([true, true]);
  await aFact();
  await sleep(50);
  expect([await showing('戊'), await showing('戊', other.url)]).toEqual([true, true]);
});

test('who was told that it is done finds it done', async () => {
  await sql(`update key_field set key = false where field = 'exitTerms'`);
  const officer = await someone('OFFICER');
  for (let at = 0; at < 5; at += 1) {
    await showing('甲');
    const [row] = await sql<{ version: number }>('select version from offering where id = $1', [id]);
    const exitTerms = `交期不准，第${at}次`;
    await officer.ask(
      'mutation ($id: ID!, $version: Int!, $input: OfferingPatch!) { updateOffering(id: $id, version: $version, input: $input) { id } }',
      { id, version: row!.version, input: { exitTerms } },
    );
    expect((await ask(List)).text).toContain(exitTerms);
  }
});

test('what the clock brings about is seen when the second is over', async () => {
  await earlyInASecond();
  const [{ soon }] = (await sql("select domain_now() + interval '10 minutes' as soon")) as [{ soon: Date }];
  await sql('update offering set visible_from = $2 where id = $1', [id, soon]);
  await aFact();
  await sleep(50);
  await rename('己');
  expect(await showing('己')).toBe(false);
  await travel('11 minutes');
  try {
    await sleep(1005 - (Date.now() % 1000));
    expect(await showing('己')).toBe(true);
  } finally {
    await travel(null);
    await sql("update offering set visible_from = domain_now() - interval '1 day' where id = $1", [id]);
    await aFact();
    await sleep(50);
  }
});

test('the listener is lost: nothing is remembered until it is back', async () => {
  const admin = new Client({ connectionString: process.env['SHIZHUAN_TEST_PG'] });
  await admin.connect();
  const { rowCount } = await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'shizhuan facts' and datname = $1",
    [new URL(here().apiUrl).pathname.slice(1)],
  );
  await admin.end();
  expect(rowCount).toBe(2);
  await sleep(100);
  await earlyInASecond();
  await rename('庚');
  expect(await showing('庚')).toBe(true);
  await rename('辛');
  expect(await showing('辛')).toBe(true);
  await sleep(1500);
  await earlyInASecond();
  await showing('辛');
  await rename('壬');
  expect(await showing('辛')).toBe(true);
});

test('what is remembered is charged, and refused when the minute is spent', async () => {
  const limited = await another({ remembering: true, rates: { keys: 0, sessions: 0, anonymous: 4000 } });
  try {
    await sleep(200);
    const codes: number[] = [];
    for (let at = 0; at < 12; at += 1) codes.push((await ask(List, {}, { at: limited.url })).status);
    expect(codes[0]).toBe(200);
    expect(codes.at(-1)).toBe(429);
  } finally {
    await limited.stop();
  }
});

test('a refusal is not remembered, nor is a mutation, an account, or what is no list of records', async () => {
  await earlyInASecond();
  for (const query of [
    '{ me { id } }',
    '{ signInWays { name } }',
    '{ trials(first: 1) { nodes { id } } }',
    'mutation { signOut }',
    '{ nothing }',
    '{ __schema { types { name } } }',
  ]) {
    const { headers } = await get(query.startsWith('mutation') ? '{ me { id } }' : query);
    expect([query, headers['etag'], headers['cache-control']]).toEqual([query, undefined, 'no-store']);
  }
});

test('GET has a strong tag of its text and of how it is packed; what has not changed is not sent again', async () => {
  const plain = await get(List);
  expect([plain.status, plain.headers['cache-control'], plain.headers['vary']]).toEqual([
    200,
    'no-cache',
    'Accept, Accept-Encoding, Authorization, Cookie',
  ]);
  expect(plain.headers['etag']).toMatch(/^"[\w-]{32}"$/);
  const packed = await get(List, { 'accept-encoding': 'gzip' });
  expect(packed.headers['etag']).toBe(plain.headers['etag']!.replace(/"$/, '-gzip"'));
  const status = async (headers: Record<string, string>) => {
    const { status: code, bytes } = await get(List, headers);
    return code === 304 ? [code, bytes.length] : code;
  };
  const tag = plain.headers['etag']!;
  expect(await status({ 'if-none-match': tag })).toEqual([304, 0]);
  expect(await status({ 'if-none-match': `"x", W/${tag}` })).toEqual([304, 0]);
  expect(await status({ 'if-none-match': tag, 'accept-encoding': 'gzip' })).toBe(200);
  expect(await status({ 'if-none-match': packed.headers['etag']!, 'accept-encoding': 'gzip' })).toEqual([304, 0]);
  // Whoever is somebody is never answered that nothing has changed.
  const officer = await someone('OFFICER');
  expect(await status({ 'if-none-match': tag, ...officer.headers })).toBe(200);
  expect(await status({ 'if-none-match': '*', ...officer.headers })).toBe(200);
  await rename('癸');
  await aFact();
  await sleep(50);
  expect(await status({ 'if-none-match': tag })).toBe(200);
  expect((await get(List, { range: 'bytes=0-9' })).text).toContain('癸');
  expect((await get(List, {}, 'HEAD')).status).toBe(405);
});

test('no simple request of another site is answered, not even from memory', async () => {
  await earlyInASecond();
  expect((await get(List)).status).toBe(200);
  const simple = await fetchRaw(`${url()}/graphql?query=${encodeURIComponent(List)}`, 'GET', { origin: 'https://other.example' });
  expect([simple.status, JSON.parse(simple.text).data]).toEqual([400, undefined]);
});

test('long answers are packed as the client likes, short ones and those of mutations never are', async () => {
  const long = await ask(List);
  expect(long.bytes.length).toBeGreaterThan(14_000);
  for (const [accepts, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['gzip;q=0.1, identity;q=0.9', undefined],
  ] as const) {
    const answer = await ask(List, { 'accept-encoding': accepts });
    expect([accepts, answer.headers['content-encoding'], answer.headers['vary']]).toEqual([accepts, encoding, 'Accept-Encoding']);
    expect(answer.text).toBe(long.text);
    if (encoding) expect(answer.bytes.length).toBeLessThan(long.bytes.length / 3);
  }
  expect((await ask('{ __typename }', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBeUndefined();
  const officer = await someone('OFFICER');
  const [row] = await sql<{ version: number }>('select version from offering where id = $1', [id]);
  await sql(`update key_field set key = false where field = 'exitTerms'`);
  const changed = await ask(
    `mutation ($input: OfferingPatch!) { updateOffering(id: "${id}", version: ${row!.version}, input: $input) { ${Array.from({ length: 25 }, (_, at) => `a${at}: exitTerms`).join(' ')} } }`,
    { 'accept-encoding': 'gzip', ...officer.headers },
    { variables: { input: { exitTerms: '退'.repeat(200) } } },
  );
  expect(changed.text).toContain('退退');
  expect([changed.bytes.length > 14_000, changed.headers['content-encoding'], changed.headers['cache-control']]).toEqual([
    true,
    undefined,
    'no-store',
  ]);
});

test('headers of a stranger change nothing for others, and two of a kind are told apart', async () => {
  await earlyInASecond();
  const plain = await ask(List);
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'x-forwarded-host': 'evil' },
    { host: 'evil.example' },
    { 'x-http-method-override': 'PUT' },
  ]) {
    const answer = await ask(List, headers as unknown as Record<string, string>);
    expect([answer.text, answer.headers['access-control-allow-origin']]).toEqual([plain.text, undefined]);
  }
  const typed = (accept: string) => ask(List, { accept }).then(({ headers }) => headers['content-type']);
  expect(await typed('application/graphql-response+json')).toMatch(/^application\/graphql-response\+json/);
  expect(await typed('application/json')).toMatch(/^application\/json/);
  expect((await ask(List, { accept: 'image/png' })).status).toBe(406);
  // A number that JSON cannot hold is no null.
  const Sized = 'query ($first: Int) { offerings(first: $first) { nodes { id } } }';
  const raw = (first: string) =>
    fetchRaw(
      `${url()}/graphql`,
      'POST',
      { 'content-type': 'application/json' },
      `{"query":${JSON.stringify(Sized)},"variables":{"first":${first}}}`,
    );
  expect((await raw('2')).status).toBe(200);
  expect(JSON.parse((await raw('null')).text).errors[0].extensions.code).toBe('BAD_USER_INPUT');
  expect((await raw('1e400')).status).toBe(400);
});

test('many at once who ask the same ask the database once', async () => {
  await earlyInASecond();
  await aFact();
  await sleep(50);
  let answers: Answer[] = [];
  const statements = await statementsOf(async () => {
    answers = await times(50, () => ask(List));
  });
  const asked = statements.filter(text => /\boffering\b/.test(text)).length;
  expect([asked > 0, asked < 4]).toEqual([true, true]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});
