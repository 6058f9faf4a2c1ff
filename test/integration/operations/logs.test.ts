import { Writable } from 'node:stream';
import { QueryFailedError } from 'typeorm';
import { logger } from '../../../server/commands/logging.ts';
import { hashPassword } from '../../../server/people/session/hashing.ts';
import { type Served, serve } from '../../../server/serve.ts';
import { anEnterprise, codeNow, here, type Someone, someone, sql, useServer } from '../../kit.ts';

useServer();

const lines: string[] = [];
const sink = new Writable({
  write(chunk, _, done) {
    lines.push(...String(chunk).trim().split('\n'));
    done();
  },
});
const log = logger({ logLevel: 'debug' }, sink);
let served: Served;
let officer: Someone;
beforeAll(async () => {
  served = await serve({ apiUrl: here().apiUrl, host: '127.0.0.1', port: 0, log, files: here().files, background: true, poolSize: 4 });
  officer = (await someone('OFFICER')).through(served);
});
afterAll(() => served.stop());

const secrets = ['Streng-Geheim-99', '13987654321', '刘厂长', 'argon2id'];
const clean = () => {
  const text = lines.join('\n');
  expect(secrets.filter(secret => text.includes(secret))).toEqual([]);
  expect(text).not.toMatch(/sid=|"cookie"|"authorization"/i);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(Number), msg: expect.any(String) });
};

test('a sign-in, a file, a search for a person and refusals leave lines with numbers and without secrets', async () => {
  await sql(`update account set password_hash = $1, login = 'signer' where id = $2`, [await hashPassword(secrets[0]!), officer.id]);
  const who = officer;
  await who.ask(
    'mutation ($login: String!, $password: String!, $code: String) { signIn(login: $login, password: $password, code: $code) { id } }',
    {
      login: 'signer',
      password: secrets[0]!,
      code: await codeNow(),
    },
  );
  await who.refusal('mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { id } }', {
    login: 'signer',
    password: `${secrets[0]}x`,
  });
  await who.refusal(`mutation { signIn(login: "x", password: "${secrets[0]}") { nothing } }`);
  await anEnterprise();
  await who.ask('{ enterprises(search: "13987654321") { nodes { contactPhone } } }');
  await fetch(`${served.url}/files?name=${encodeURIComponent('刘厂长.pdf')}`, {
    method: 'PUT',
    headers: who.headers,
    body: '%PDF-1.7\n%%EOF\n',
  });
  await fetch(`${served.url}/export/Enterprise.csv?search=13987654321`, { headers: who.headers }).then(answer => answer.text());
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.every(line => JSON.parse(line).requestId || JSON.parse(line).level > 20)).toBe(true);
  clean();
});

test('a defect is logged with its place and its kind, and without what the database was given', async () => {
  const before = lines.length;
  const driver = Object.assign(new Error('invalid input syntax for type integer: "13987654321"'), {
    ...{ code: '22P02', detail: 'Key (contact_phone)=(13987654321) already exists.', where: 'unnamed portal parameter $1 = 刘厂长' },
    ...{ table: 'enterprise', constraint: 'some_constraint' },
  });
  const failed = new QueryFailedError(`insert into enterprise values ('刘厂长')`, [secrets[0], '13987654321'], driver);
  log.error({ err: failed, requestId: 'r' }, 'defect');
  log.error({ err: Object.assign(new Error('outer'), { cause: failed }) }, 'defect');
  log.warn({ err: new AggregateError([failed], 'several') }, 'background work failed; it is tried again');
  const written = lines.slice(before).map(line => JSON.parse(line));
  expect(written[0].err).toMatchObject({ code: '22P02', table: 'enterprise', constraint: 'some_constraint' });
  expect(written[0].err.stack).toMatch(/logs\.test/);
  clean();
});
