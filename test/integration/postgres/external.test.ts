import { openDatabase } from '../../../server/postgres/open.ts';
import { startTestCluster, type TestCluster } from '../../../server/postgres/testing.ts';
import { aFolder, clearFolders, query } from './scene.ts';

// A cluster of its own: the role of the API is of the whole cluster, and other tests use theirs.
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster();
  await query(cluster.url, "create role bureau login createrole password 'it is: a secret'");
  await query(cluster.url, 'create database own owner bureau');
});
afterAll(async () => {
  await cluster.stop();
  await clearFolders();
});

const open = (databaseUrl: string) => openDatabase({ data: aFolder(), databaseUrl });

function address(database: string, user = 'bureau', password = 'it is: a secret'): string {
  const url = new URL(cluster.url);
  url.username = user;
  url.password = encodeURIComponent(password);
  url.pathname = database;
  return url.href;
}

test('an own PostgreSQL is used as its owner, and by the API as a role that may make nothing', async () => {
  const database = await open(address('own'));
  expect(database).toMatchObject({ embedded: false, startedByUs: false, ownerUrl: address('own') });
  expect(await query(database.apiUrl, 'select current_user u, current_database() d')).toEqual([{ u: 'shizhuan_api', d: 'own' }]);
  await expect(query(database.apiUrl, 'create table mine (id int)')).rejects.toMatchObject({ code: '42501' });
  await database.stop();
});

test('servers with data folders of their own agree on the password of that role', async () => {
  const [one, two] = await Promise.all([open(address('own')), open(address('own'))]);
  expect(one.apiUrl).toBe(two.apiUrl);
  expect(await query(one.apiUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a role of another password is set right', async () => {
  await open(address('own'));
  await query(cluster.url, "alter role shizhuan_api password 'changed'");
  const { apiUrl } = await open(address('own'));
  expect(await query(apiUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('everything that is missing is told at once, and nothing is changed', async () => {
  await query(cluster.url, "create role weak login password 'weak'");
  await query(cluster.url, "create database poor encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0");
  const error = await open(address('poor', 'weak', 'weak')).catch(error => error);
  expect(error).toMatchObject({ name: 'DatabaseUnfit', exitCode: 1 });
  expect(error.faults).toEqual([
    expect.stringContaining('CREATEROLE'),
    expect.stringContaining('schema public'),
    expect.stringContaining('must be UTF8, not SQL_ASCII'),
    expect.stringContaining('LC_CTYPE C'),
  ]);
});

test('a database that does not answer ends with code 3 and shows no password', async () => {
  const error = await open('postgres://me:secret@127.0.0.1:1/x').catch(error => error);
  expect(error).toMatchObject({ name: 'DatabaseUnreachable', exitCode: 3, message: expect.stringContaining('ECONNREFUSED') });
  expect(error.message).not.toContain('secret');
  await expect(open(address('own', 'bureau', 'wrong'))).rejects.toMatchObject({ exitCode: 3 });
  await expect(open(address('nowhere'))).rejects.toMatchObject({ exitCode: 3 });
});
