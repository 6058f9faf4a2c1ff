import { compiled, here, type Someone, someone, sql, statementsOf, travel, useServer } from '../../kit.ts';
import { aPartner } from '../partners/scene.ts';
import { anOffering } from '../trials/scene.ts';

useServer({ rates: { keys: 60_000, sessions: 600_000, anonymous: 0 } });
afterEach(() => travel(null));

const query = 'query ($search: String) { offerings(search: $search, first: 5) { nodes { id name provider { name } } totalCount } }';

async function asked(who: Pick<Someone, 'headers' | 'at'>, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${who.at}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...who.headers, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, code: /"code":"(\w+)"/.exec(text)?.[1] };
}
const headersOf = (answer: { headers: Headers }) =>
  Object.fromEntries([...answer.headers].filter(([name]) => !['date', 'x-request-id', 'connection', 'keep-alive'].includes(name)));

test('what is asked again is answered as it was, with the same headers, by two statements in one piece', async () => {
  await anOffering();
  const officer = await someone('OFFICER');
  const first = await asked(officer, { query });
  await asked(officer, { query });
  let again = first;
  const statements = await statementsOf(async () => {
    again = await asked(officer, { query });
  });
  expect(again.text).toBe(first.text);
  expect(headersOf(again)).toEqual(headersOf(first));
  expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  if (compiled) expect(statements).toHaveLength(2);
});

test('a session that has ended is nobody again at once, and an account that has changed is what it is now', async () => {
  const officer = await someone('OFFICER');
  for (let n = 0; n < 3; n += 1) expect((await asked(officer, { query })).status).toBe(200);
  await sql(`update account set role = 'EXPERT' where id = $1`, [officer.id]);
  const trials = { query: '{ trials { totalCount } }' };
  expect((await asked(officer, trials)).code).toBe('FORBIDDEN');
  await sql(`update account set role = 'OFFICER' where id = $1`, [officer.id]);
  for (let n = 0; n < 3; n += 1) expect((await asked(officer, trials)).status).toBe(200);
  await sql(`update account set role = 'EXPERT' where id = $1`, [officer.id]);
  expect((await asked(officer, trials)).code).toBe('FORBIDDEN');
  await sql('delete from session where user_id = $1', [officer.id]);
  const ended = await asked(officer, { query });
  expect([ended.status, ended.code]).toEqual([401, 'UNAUTHENTICATED']);
  expect(ended.headers.get('set-cookie')?.match(/sid=;/g)).toHaveLength(1);
});

test('a session that rests too long ends, however often it asks the same', async () => {
  const officer = await someone('OFFICER');
  await sql(`update session set seen_at = domain_now(), idle_at = domain_now() + interval '30 minutes' where user_id = $1`, [officer.id]);
  for (let n = 0; n < 3; n += 1) await asked(officer, { query });
  await travel('20 minutes');
  expect((await asked(officer, { query })).status).toBe(200);
  await travel('40 minutes');
  expect((await asked(officer, { query })).status).toBe(200);
  await travel('2 hours');
  expect((await asked(officer, { query })).status).toBe(401);
});

test('that a session is in use is noted once for all that is asked at once', async () => {
  const officer = await someone('OFFICER');
  for (let n = 0; n < 3; n += 1) await asked(officer, { query });
  await sql(`update session set seen_at = domain_now() - interval '5 minutes' where user_id = $1`, [officer.id]);
  const statements = await statementsOf(async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, () => asked(officer, { query })));
    expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(200));
  });
  expect(statements.filter(text => text.includes('update session set seen_at'))).toHaveLength(1);
  const [{ late }] = (await sql(`select seen_at < domain_now() - interval '1 minute' as late from session where user_id = $1`, [
    officer.id,
  ])) as [{ late: boolean }];
  expect(late).toBe(false);
});

test('others who ask the same see what is theirs', async () => {
  const [officer, expert] = [await someone('OFFICER'), await someone('EXPERT')];
  const trials = { query: '{ trials { totalCount } }' };
  for (let n = 0; n < 3; n += 1) expect((await asked(officer, trials)).status).toBe(200);
  for (let n = 0; n < 2; n += 1) expect((await asked(expert, trials)).code).toBe('FORBIDDEN');
  const contacts = { query: '{ enterprises(first: 1) { nodes { contactPhone } } }' };
  const auditor = await someone('AUDITOR');
  await asked(officer, contacts);
  await asked(officer, contacts);
  expect((await asked(auditor, contacts)).code).toBe('FORBIDDEN');
});

test('what is wrong is refused as ever: no JSON, other variables, two principals, too large, other types of answer', async () => {
  const officer = await someone('OFFICER');
  for (let n = 0; n < 3; n += 1) await asked(officer, { query });
  expect(await asked(officer, '{"query":')).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  expect(await asked(officer, [])).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  expect((await asked(officer, { query, variables: { search: 5 } })).code).toBe('BAD_USER_INPUT');
  expect((await asked(officer, { query, variables: { search: 'x'.repeat(300) } })).code).toBe('BAD_USER_INPUT');
  expect(await asked(officer, { query }, { authorization: 'Bearer x' })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  expect((await asked(officer, { query, variables: { search: 'x'.repeat(300_000) } })).status).toBe(413);
  expect((await asked(officer, { query }, { accept: 'application/graphql-response+json' })).headers.get('content-type')).toContain(
    'application/graphql-response+json',
  );
  expect((await asked(officer, { query }, { accept: 'text/html' })).status).toBe(406);
});

test('a key pays for every question, and is told', async () => {
  const { key } = await aPartner(['catalogue:read']);
  const partner = { headers: { authorization: `Bearer ${key}` }, at: here().served.url };
  const left = async () =>
    (JSON.parse((await asked(partner, { query })).text) as { extensions: { remaining: number; cost: number } }).extensions;
  const [one, two, three] = [await left(), await left(), await left()];
  expect([one.remaining - two.remaining, two.remaining - three.remaining]).toEqual([two.cost, three.cost]);
});
