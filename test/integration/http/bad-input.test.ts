import { createConnection } from 'node:net';
import { gzipSync } from 'node:zlib';
import { anEnterprise, someone, sql, url, useServer } from '../../kit.ts';

useServer();

interface Answer {
  status: number;
  code: string | undefined;
  codes: (string | undefined)[];
  text: string;
}

/** Sends bytes as they are, and checks what must hold of every answer: JSON, few errors, no stack, no SQL, no path. */
async function send(
  body: string | Uint8Array | undefined,
  headers: Record<string, string> = { 'content-type': 'application/json' },
  path = '/graphql',
  method = 'POST',
): Promise<Answer> {
  const response = await fetch(`${url()}${path}`, { method, headers, body: body as string });
  const text = await response.text();
  expect(response.headers.get('content-type')).toMatch(/json/);
  expect(text).not.toMatch(/\bat .*\.(ts|js):\d+|node_modules|select .* from|\/server\//i);
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions?: { code?: string } }[] };
  expect(errors.length).toBeLessThanOrEqual(5);
  return { status: response.status, code: errors[0]?.extensions?.code, codes: errors.map(error => error.extensions?.code), text };
}
const ask = (query: string, more: object = {}, headers: Record<string, string> = {}) =>
  send(JSON.stringify({ query, ...more }), { 'content-type': 'application/json', ...headers });

/** Everything that can be written, counted: what is refused must change none of it. */
const census = async () =>
  (
    await sql(
      `select (select count(*) from fact) as facts, (select count(*) from enterprise) as enterprises, (select count(*) from account) as accounts`,
    )
  )[0];

const many = (count: number, make: (at: number) => string) => Array.from({ length: count }, (_, at) => make(at)).join(' ');
const nested = (depth: number, inner = '__typename') => `${'a { '.repeat(depth)}${inner}${' }'.repeat(depth)}`;

test.each<[string, () => Promise<Answer>, number[], string]>([
  ['B001 an empty body', () => send(''), [400], 'BAD_REQUEST'],
  ['B002 cut JSON', () => send('{"query":'), [400], 'BAD_REQUEST'],
  ['B003 bytes that are no UTF-8', () => send(Buffer.from('7b22fffe227d', 'hex')), [400], 'BAD_REQUEST'],
  [
    'B004 another charset',
    () => send('{"query":"{__typename}"}', { 'content-type': 'application/json; charset=utf-7' }),
    [415],
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['B005 text/plain', () => send('{"query":"{__typename}"}', { 'content-type': 'text/plain' }), [400], 'BAD_REQUEST'],
  ['B006 a form', () => send('query=mutation{signOut}', { 'content-type': 'application/x-www-form-urlencoded' }), [400], 'BAD_REQUEST'],
  ['B007 multipart', () => send('--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }), [400], 'BAD_REQUEST'],
  [
    'B008 a mutation by GET',
    () => send(undefined, { 'apollo-require-preflight': '1' }, `/graphql?query=${encodeURIComponent('mutation{signOut}')}`, 'GET'),
    [405],
    'BAD_REQUEST',
  ],
  ['B009 a body of 1 MB', () => send(JSON.stringify({ query: `{ __typename #${'x'.repeat(1_000_000)}\n }` })), [413], 'PAYLOAD_TOO_LARGE'],
  [
    'B010 a packed body',
    () => send(gzipSync(Buffer.alloc(5_000_000)), { 'content-type': 'application/json', 'content-encoding': 'gzip' }),
    [415],
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['B014 nested arrays', () => send('['.repeat(50_000) + ']'.repeat(50_000)), [400], 'BAD_REQUEST'],
  ['B015 101 aliases of __typename', () => ask(`{ ${many(101, at => `a${at}: __typename`)} }`), [400], 'GRAPHQL_VALIDATION_FAILED'],
  ['B016 10,000 aliases', () => ask(`{ ${many(10_000, at => `a${at}: me { id }`)} }`), [400], 'GRAPHQL_PARSE_FAILED'],
  ['B017 one field 500 times', () => ask(`{ ${many(500, () => '__typename')} }`), [400], 'QUERY_TOO_COMPLEX'],
  ['B018 depth 40', () => ask(`{ ${nested(40)} }`), [400], 'GRAPHQL_VALIDATION_FAILED'],
  [
    'B019 depth in a fragment named __schema',
    () => ask(`{ ...__schema } fragment __schema on Query { ${nested(40)} }`),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['B020 an operation named __schema over the depth', () => ask(`query __schema { ${nested(40)} }`), [400], 'GRAPHQL_VALIDATION_FAILED'],
  [
    'B021 a fragment used first where it is shallow',
    () => ask(`{ ...F a { a { a { a { ...F } } } } } fragment F on Query { ${nested(8)} }`),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'B022 fragments that fan out 2^18 times',
    () =>
      ask(`{ ...F0 } ${many(18, at => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F18 on Query { __typename }`),
    [400],
    'QUERY_TOO_COMPLEX',
  ],
  [
    'B023 fragments in a circle',
    () => ask('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'B024 all the cost in one fragment',
    () =>
      ask(
        `{ ...F } fragment F on Query { ${many(30, at => `a${at}: providers(first: 100) { nodes { id name uscc kind district createdAt history { id name at subject note } } }`)} }`,
      ),
    [400],
    'QUERY_TOO_COMPLEX',
  ],
  ['B025 5,000 directives', () => ask(`{ __typename ${many(900, () => '@skip(if: false)')} }`), [400], 'GRAPHQL_PARSE_FAILED'],
  ['B025 ten unknown directives', () => ask(`{ __typename ${many(10, () => '@aa')} }`), [400], 'GRAPHQL_VALIDATION_FAILED'],
  ['B026 3,000 variables of one name', () => ask(`query A(${many(3000, () => '$a: a,')}) { __typename }`), [400], 'GRAPHQL_PARSE_FAILED'],
  ['B027 19 unknown fields', () => ask(`{ ${many(19, at => `nme${at}`)} }`), [400], 'GRAPHQL_VALIDATION_FAILED'],
  ['B027 5,000 unknown fields', () => ask(`{ ${many(5000, at => `nme${at}`)} }`), [400], 'GRAPHQL_PARSE_FAILED'],
  ['B028 a batch', () => send(JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })))), [400], 'BAD_REQUEST'],
  [
    'B029 introspection in circles',
    () => ask('{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['B030 one type by name', () => ask('{ __type(name: "Trial") { name } }'), [400], 'GRAPHQL_VALIDATION_FAILED'],
  [
    'B031 a persisted query without its text',
    () => send(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } })),
    [400],
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ],
  [
    'B032 30 sign-ins in one document',
    () => ask(`mutation { ${many(30, at => `a${at}: signIn(login: "a", password: "b") { id }`)} }`),
    [400],
    'QUERY_TOO_COMPLEX',
  ],
  ['B033 two operations and no name', () => ask('query A { __typename } query B { __typename }'), [400], 'OPERATION_RESOLUTION_FAILURE'],
])('%s is refused with its code', async (_, attempt, statuses, code) => {
  const before = await census();
  const started = performance.now();
  const answer = await attempt();
  expect(performance.now() - started).toBeLessThan(1000);
  expect(statuses).toContain(answer.status);
  expect(answer.code).toBe(code);
  expect(answer.text).not.toMatch(/did you mean/i);
  expect(await census()).toEqual(before);
});

test('B034 a page of none, of less than none or of too many is refused', async () => {
  const officer = await someone('OFFICER');
  for (const first of [0, -1, 101, 99_999_999])
    expect(await officer.refused(`{ enterprises(first: ${first}) { nodes { id } } }`)).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'PAGE_SIZE',
    });
  expect(await officer.refusal('{ enterprises(first: 100) { nodes { id } } }')).toBeUndefined();
});

test('B111 what is no id is refused before it reaches the database', async () => {
  const officer = await someone('OFFICER');
  for (const id of ['x', '1', 'a\u0000b', `${'f'.repeat(200_000)}`, '00000000-0000-0000-0000-00000000000g']) {
    expect(await officer.refused('query ($id: ID!) { enterprise(id: $id) { id } }', { id })).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'ID_INVALID',
    });
    expect(await officer.refused('query ($id: ID!) { enterprises(filter: { id: [$id] }) { totalCount } }', { id })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  }
});

test('B115 what means something to SQL is searched for literally', async () => {
  const officer = await someone('OFFICER');
  const id = await anEnterprise();
  await sql(`update enterprise set name = '百分之百%_\\机械' where id = $1`, [id]);
  const found = async (search: string) =>
    (
      await officer.ask<{ enterprises: { nodes: { id: string }[] } }, object>(
        'query ($search: String) { enterprises(search: $search) { nodes { id } } }',
        { search },
      )
    ).enterprises.nodes.map(node => node.id);
  for (const search of ['%', '_', '\\', '%_\\']) expect(await found(search)).toEqual([id]);
  expect(
    await officer.refusal('query ($search: String) { enterprises(search: $search) { nodes { id } } }', { search: '('.repeat(10_000) }),
  ).toBe('BAD_USER_INPUT');
});

test('B011 to B013 a client that trickles or sends huge headers is let go', async () => {
  const { hostname, port } = new URL(url());
  const closed = (text: string, keep: boolean) =>
    new Promise<{ ms: number; answer: string }>(resolve => {
      const started = performance.now();
      const socket = createConnection({ host: hostname, port: Number(port) }, () => socket.write(text));
      let answer = '';
      const drip = keep ? setInterval(() => socket.write('x'), 1000) : undefined;
      socket.on('data', chunk => {
        answer += String(chunk);
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(drip);
        resolve({ ms: performance.now() - started, answer });
      });
    });
  const [trickle, huge] = await Promise.all([
    closed('POST /graphql HTTP/1.1\r\nhost: x\r\nx-slow: ', true),
    closed(`GET /healthz HTTP/1.1\r\nhost: x\r\nx-big: ${'y'.repeat(20_000)}\r\n\r\n`, false),
  ]);
  expect(trickle.ms).toBeLessThan(8000);
  expect(huge.answer).toMatch(/^HTTP\/1.1 431/);
});

test('what is not there is JSON with a code, like everything else', async () => {
  expect(await send(undefined, {}, '/nowhere', 'GET')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
});
