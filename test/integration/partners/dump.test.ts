import { Client } from 'pg';
import { aProvider, codeNow, here, next, someone, sql, url, useServer } from '../../kit.ts';
import { databaseUrl } from '../../template.ts';
import { schema } from '../sweeps/arguments.ts';

useServer();

const password = 'Streng-Geheim-99!';
const shown = new Map<string, string>();

/** What is secret in an answer: each long word of its texts, and what follows the last slash or the equals sign. */
function collect(where: string, value: unknown): void {
  if (typeof value === 'string') {
    for (const word of value.split(/[\s/=&?#]+/))
      if (word.length >= 8 && !/^[a-z-]+$/.test(word) && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(word) && !/^\d{4}-\d\d-\d\dT/.test(word))
        shown.set(word, where);
  } else if (value !== null && typeof value === 'object')
    for (const [key, part] of Object.entries(value)) if (key !== '__typename') collect(where, part);
}

interface Data {
  setUpLink: { path: string };
  enrolFactor: { secret: string };
}

async function ask(where: string, headers: Record<string, string>, query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  for (const cookie of response.headers.getSetCookie()) collect(`${where}, cookie`, /^[^=]+=([^;]*)/.exec(cookie)![1]!);
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  expect([where, errors]).toEqual([where, undefined]);
  return data!;
}

/** Every way in which the API shows a secret, by operation; those that this schema has not are passed over. */
const shows: Record<string, () => Promise<unknown>> = {
  async createApiKey() {
    const { headers } = await someone('SECURITY_ADMIN');
    const document = 'mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { key } }';
    for (const scopes of [['catalogue:read'], ['trials:write']])
      collect('key', await ask('createApiKey', headers, document, { input: { name: 'x', platform: `p${next()}`, scopes } }));
  },
  async rotateApiKey() {
    const { headers } = await someone('SECURITY_ADMIN');
    const [row] = await sql(`select id from api_key where state = 'ACTIVE' limit 1`);
    collect('key', await ask('rotateApiKey', headers, 'mutation ($id: ID!) { rotateApiKey(id: $id) { key } }', { id: row!.id }));
  },
  async setUpLink() {
    const [{ headers }, officer] = [await someone('SYSTEM_ADMIN'), await someone('OFFICER')];
    const link = 'mutation ($id: ID!) { setUpLink(userId: $id) { path } }';
    collect('link', await ask('setUpLink', { ...headers, 'idempotency-key': 'link' }, link, { id: officer.id }));
    const { setUpLink } = await ask('setUpLink', headers, link, { id: officer.id });
    collect('link', setUpLink);
    const token = /[\w-]{20,}$/.exec(setUpLink.path)![0];
    const set = 'mutation ($token: String!, $password: String!) { setPassword(token: $token, password: $password) }';
    await ask('setPassword', { 'idempotency-key': 'set' }, set, { token, password });
    shown.set(password, 'password');
    const signIn =
      'mutation ($login: String!, $password: String!, $code: String) { signIn(login: $login, password: $password, code: $code) { role } }';
    const [row] = await sql<{ login: string }>('select login from account where id = $1', [officer.id]);
    const code = await codeNow();
    await ask('signIn', { 'idempotency-key': 'sign' }, signIn, { login: row!.login, password, code });
  },
  async enrolFactor() {
    const { headers } = await someone('OFFICER');
    const { enrolFactor } = await ask('enrolFactor', headers, 'mutation { enrolFactor { secret uri } }');
    shown.set(enrolFactor.secret, 'factor');
    const confirm = 'mutation ($code: String!) { confirmFactor(code: $code) }';
    collect('recovery code', await ask('confirmFactor', headers, confirm, { code: await codeNow(0, enrolFactor.secret) }));
    collect('recovery code', await ask('newRecoveryCodes', (await someone('OFFICER')).headers, 'mutation { newRecoveryCodes }'));
  },
  async createInvitation() {
    const { headers } = await someone('SYSTEM_ADMIN');
    const invite = 'mutation ($input: InvitationInput!) { createInvitation(input: $input) { path } }';
    collect(
      'invitation',
      await ask('createInvitation', headers, invite, { input: { name: '受邀人', role: 'PROVIDER', providerId: await aProvider() } }),
    );
  },
};

test('a dump of all tables as text holds none of the secrets that the API has shown or was given', async () => {
  const mutations = schema.getMutationType()!.getFields();
  for (const [name, show] of Object.entries(shows)) if (mutations[name]) await show();
  for (const role of ['OFFICER', 'PROVIDER'] as const) collect('session', (await someone(role)).headers['cookie']!);
  expect([...new Set(shown.values())]).toEqual(
    expect.arrayContaining(['key', 'link', 'password', 'session', 'factor', 'recovery code', 'invitation']),
  );
  expect([...shown.keys()].some(word => word.startsWith('ck_live_'))).toBe(true);
  // The secret part of a key alone would do as well.
  for (const [word, where] of [...shown]) if (word.startsWith('ck_live_')) shown.set(word.split('_')[3]!, where);

  const owner = new Client({ connectionString: databaseUrl(new URL(here().apiUrl).pathname.slice(1)) });
  await owner.connect();
  let dump = '';
  try {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(30);
    for (const { name } of tables) {
      const { rows } = await owner.query<{ text: string }>(`select it::text || to_jsonb(it)::text as text from ${name} it`);
      dump += rows.map(({ text }) => text).join('\n');
    }
  } finally {
    await owner.end();
  }
  const dumped = dump.toLowerCase();
  const inHex = (word: string) => Buffer.from(word).toString('hex');
  const inBase64 = (word: string) => Buffer.from(word).toString('base64').replace(/=+$/, '').slice(0, -1);
  const found = [...shown].filter(([word]) => [word, inHex(word), inBase64(word)].some(form => dumped.includes(form.toLowerCase())));
  expect(found).toEqual([]);
  console.info(`${shown.size} secrets shown, ${dump.length} characters dumped, 0 found`);
});

test('every answer that is shown once is among those the dump is searched for', () => {
  const once = Object.values(schema.getTypeMap()).filter(
    ({ name, description }) => !name.startsWith('__') && /shown (this )?once/i.test(description ?? ''),
  );
  const mutations = Object.values(schema.getMutationType()!.getFields());
  const showing = mutations.filter(
    ({ type, description }) => once.some(({ name }) => String(type).includes(name)) || /shows it, this once/.test(description ?? ''),
  );
  expect(showing.map(({ name }) => name).filter(name => !shows[name])).toEqual([]);
});
