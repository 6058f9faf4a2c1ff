import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../../server/config.ts';
import { isRoot, reaches } from '../../../server/postgres/account.ts';
import { type Database, openDatabase } from '../../../server/postgres/open.ts';
import { alive } from '../../../server/postgres/processes.ts';
import { aFolder, answersAgain, clearFolders, opener, postmaster, query } from './scene.ts';

jest.setTimeout(60_000);
afterAll(clearFolders);

const open = (folder: string): Promise<Database> => openDatabase({ data: folder, databaseUrl: null });

describe('one that runs', () => {
  const folder = aFolder();
  let database: Database;
  beforeAll(async () => {
    database = await open(folder);
  });
  afterAll(() => database.stop());

  test('sorts Chinese by pinyin and finds it by trigrams', async () => {
    await query(database.ownerUrl, 'create extension pg_trgm');
    const sorted = await query<{ name: string }>(
      database.ownerUrl,
      "select * from unnest(array['张三', '李四', '安装', '青岛']) name order by name",
    );
    expect(sorted.map(row => row.name)).toEqual(['安装', '李四', '青岛', '张三']);
    expect(await query(database.ownerUrl, "select similarity('先试后转', '试后转') > 0 as found")).toEqual([{ found: true }]);
  });

  test('is durable: fsync and checksums of pages are on', async () => {
    expect(
      await query(
        database.adminUrl,
        "select current_setting('fsync') f, current_setting('synchronous_commit') s, current_setting('data_checksums') c",
      ),
    ).toEqual([{ f: 'on', s: 'on', c: 'on' }]);
  });

  test('is reached by loopback only, and never without its password', async () => {
    expect(
      await query(database.adminUrl, "select current_setting('listen_addresses') a, current_setting('unix_socket_directories') u"),
    ).toEqual([{ a: '127.0.0.1', u: '' }]);
    const outside = Object.values(networkInterfaces())
      .flatMap(each => each ?? [])
      .find(each => !each.internal && each.family === 'IPv4');
    if (outside) {
      await expect(query(database.apiUrl.replace('127.0.0.1', outside.address), 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    }
    const wrong = new URL(database.adminUrl);
    wrong.password = 'postgres';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await query(database.adminUrl, 'select distinct auth_method from pg_hba_file_rules')).toEqual([
      { auth_method: 'scram-sha-256' },
    ]);
  });

  test('gives the owner no right beyond its database and the API none to make anything', async () => {
    const [owner] = await query<object>(
      database.ownerUrl,
      'select current_user, rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
    );
    expect(owner).toEqual({ current_user: 'shizhuan', rolsuper: false, rolcreaterole: false, rolcreatedb: false });
    const [api] = await query<object>(
      database.apiUrl,
      'select current_user, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = current_user',
    );
    expect(api).toEqual({ current_user: 'shizhuan_api', rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false });
    await expect(query(database.apiUrl, 'create table mine (id int)')).rejects.toMatchObject({ code: '42501' });
  });

  test('keeps its secrets and data from other users', () => {
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'postgres')).mode & 0o777).toBe(0o700);
  });

  test('killed, is started again on the same address and has lost nothing', async () => {
    await query(database.ownerUrl, 'create table kept as select 7 as n');
    const before = postmaster(folder)!;
    const restarted = new Promise<void>(resolve => database.onRestart(resolve));
    process.kill(before, 'SIGKILL');
    await restarted;
    expect(await answersAgain(database.ownerUrl)).toBeLessThan(5_000);
    expect(await query(database.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(postmaster(folder)).not.toBe(before);
  });

  test('recovers when one of its sessions is killed', async () => {
    const [session] = await query<{ pid: number }>(
      database.adminUrl,
      "select pid from pg_stat_activity where application_name = 'shizhuan keeper'",
    );
    const before = postmaster(folder);
    const back = new Promise<void>(resolve => database.onRestart(resolve));
    process.kill(session!.pid, 'SIGKILL');
    await back;
    expect(await query(database.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(postmaster(folder)).toBe(before);
  });
});

describe('several processes', () => {
  test('two that start at once share one PostgreSQL', async () => {
    const folder = aFolder();
    const both = await Promise.all([opener(folder), opener(folder)]);
    expect(both[0].database.apiUrl).toBe(both[1].database.apiUrl);
    expect(both.map(each => each.database.startedByUs).sort()).toEqual([false, true]);
    await Promise.all(both.map(each => each.leave()));
    expect(postmaster(folder)).toBeNull();
  });

  test('a command beside a server uses its database and leaves it running; the last to leave stops it', async () => {
    const folder = aFolder();
    const server = await opener(folder);
    const pid = postmaster(folder)!;
    const command = await open(folder);
    expect(command.startedByUs).toBe(false);
    await command.stop();
    expect(alive(pid)).toBe(true);

    const late = await open(folder);
    await server.leave();
    expect(await query(late.apiUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await late.stop();
    expect(alive(pid)).toBe(false);
  });

  test('what a killed server leaves is taken over by the next', async () => {
    const folder = aFolder();
    const first = await opener(folder);
    await query(first.database.ownerUrl, 'create table kept as select 1 as n');
    const pid = postmaster(folder)!;
    first.child.kill('SIGKILL');
    const next = await open(folder);
    expect(next.startedByUs).toBe(false);
    expect(postmaster(folder)).toBe(pid);
    expect(await query(next.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }]);
    await next.stop();
    expect(alive(pid)).toBe(false);
  });

  test('killed while it starts, it leaves nothing in the way', async () => {
    const folder = aFolder();
    const killed = opener(folder).catch(error => error as Error);
    mkdirSync(join(folder, 'postgres.new'));
    writeFileSync(join(folder, 'postgres.new/half'), 'made');
    writeFileSync(join(folder, 'postgres.lock.dead'), '');
    const started = await killed;
    if (started instanceof Error) throw started;
    started.child.kill('SIGKILL');
    process.kill(postmaster(folder)!, 'SIGKILL');
    writeFileSync(join(folder, 'postgres.lock'), `${process.pid}:0`);
    const database = await open(folder);
    expect(await query(database.apiUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await database.stop();
  });

  test('a number in postmaster.pid that belongs to somebody else does not stop it', async () => {
    const folder = aFolder();
    await (await open(folder)).stop();
    writeFileSync(join(folder, 'postgres/postmaster.pid'), `${process.pid}\n${folder}/postgres\n0\n1\n\n127.0.0.1\n0\nready   \n`);
    const database = await open(folder);
    expect(postmaster(folder)).not.toBe(process.pid);
    expect(alive(process.pid)).toBe(true);
    await database.stop();
  });
});

test('a folder of another PostgreSQL is refused, with the way to take it over', async () => {
  const folder = aFolder();
  await (await open(folder)).stop();
  writeFileSync(join(folder, 'postgres/PG_VERSION'), '17\n');
  await expect(open(folder)).rejects.toMatchObject({
    name: 'DatabaseUnfit',
    exitCode: 1,
    message: expect.stringMatching(/17.*18.*backup.*restore/s),
  });
  expect(postmaster(folder)).toBeNull();
});

test('a data folder deep below is made so that the user of the database gets there', async () => {
  const database = await open(join(aFolder(), 'deep/down'));
  expect(await query(database.apiUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
  await database.stop();
});

test('its port is the same after a stop', async () => {
  const folder = aFolder();
  const first = await open(folder);
  await first.stop();
  const second = await open(folder);
  expect(second.apiUrl).toBe(first.apiUrl);
  await second.stop();
});

const nobody = 65_534;
const asNobody = isRoot() && [dirname(process.execPath), root].every(folder => reaches({ uid: nobody, gid: nobody }, folder));

(asNobody ? test : test.skip)('an ordinary user runs it as itself', async () => {
  const uid = nobody;
  const folder = aFolder(uid);
  const user = await opener(folder, uid);
  expect(statSync(join(folder, 'postgres')).uid).toBe(uid);
  expect(await query(user.database.apiUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
  const other = await open(folder);
  expect(other.startedByUs).toBe(false);
  await user.leave();
  await other.stop();
  expect(postmaster(folder)).toBeNull();
});
