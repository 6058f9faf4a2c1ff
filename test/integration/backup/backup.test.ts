import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { putAside } from '../../../server/backup/aside.ts';
import { verify } from '../../../server/backup/manifest.ts';
import { undoInterrupted } from '../../../server/backup/restore.ts';
import { aPlace, clearPlaces, connected, everything, fill, load, migrate, type Place, run, save } from './scene.ts';

let source: Place;
let file: string;
let saved: Record<string, unknown>;
beforeAll(async () => {
  source = await aPlace();
  await migrate(source);
  await fill(source);
  file = join(source.folder, 'city.backup');
  await save(source, file);
  saved = await everything(source);
});
afterAll(clearPlaces);

test('restored into an empty database everything is the same: rows, keys, triggers, policies, counters, files', async () => {
  const target = await aPlace();
  await load(target, file);
  expect(await everything(target)).toEqual(saved);
  expect(readFileSync(join(target.files, 'a.pdf'), 'utf8')).toBe('one');
  expect(readdirSync(join(target.files, 'deep'))).toEqual(readdirSync(join(source.files, 'deep')));
  await run(target.url, "insert into log (what) values ('next')");
  const client = await connected(target.url);
  expect((await client.query('select n::text, what from log order by log.n desc limit 1')).rows).toEqual([{ n: '201', what: 'next!' }]);
  await expect(client.query('delete from log')).rejects.toThrow('append only');
  await client.end();
});

test('it is one instant, however much is written meanwhile', async () => {
  const place = await aPlace();
  await migrate(place);
  const copy = join(place.folder, 'busy.backup');
  let writing = true;
  const [id] = ['00000000-0000-7000-8000-000000000001'];
  await run(place.url, `insert into "Firm" (id, name) values ('${id}', 'first')`);
  const writers = [1, 2].map(async writer => {
    const client = await connected(place.url);
    for (let n = 0; writing; n++) {
      await client.query('begin');
      await client.query('insert into person (code, firm) values ($1, $2)', [`${writer}-${n}`, id]);
      await client.query('insert into log (what) values ($1)', [`${writer}-${n}`]);
      await client.query('commit');
    }
    await client.end();
  });
  await new Promise(done => setTimeout(done, 200));
  const manifest = await save(place, copy, { say: () => undefined });
  writing = false;
  await Promise.all(writers);
  const { person, log } = { person: manifest.tables['public.person']!.rows, log: manifest.tables['public.log']!.rows };
  expect(person).toBeGreaterThan(0);
  expect(log).toBe(person);

  const target = await aPlace();
  const restored = await load(target, copy);
  expect(restored.tables).toEqual(manifest.tables);
  const again = await save(target, join(target.folder, 'again.backup'));
  expect(again.tables).toEqual(manifest.tables);
});

test('any tar program reads it', () => {
  const names = execFileSync('tar', ['tzf', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  expect(names).toContain('tables/public.Firm/000001.csv');
  expect(names).toContain('manifest.json');
});

test('a file with a single byte changed is refused wherever it is, and nothing happens', async () => {
  const target = await aPlace();
  const bytes = readFileSync(file);
  const places = [
    0,
    4,
    8,
    9,
    200,
    Math.floor(bytes.length / 2),
    bytes.length - 120,
    bytes.length - 96,
    bytes.length - 50,
    bytes.length - 1,
  ];
  const bad = join(target.folder, 'bad.backup');
  for (const place of places) {
    const flipped = Buffer.from(bytes);
    flipped[place]! ^= 1;
    writeFileSync(bad, flipped);
    await expect(load(target, bad)).rejects.toMatchObject({ name: 'BackupRefused', reason: 'BACKUP_DAMAGED', exitCode: 1 });
  }
  expect(await tables(target)).toEqual([]);
  expect(existsSync(target.files)).toBe(false);
});

test('a file that is cut, empty, not a backup or not there is refused', async () => {
  const target = await aPlace();
  const bad = join(target.folder, 'bad.backup');
  writeFileSync(bad, readFileSync(file));
  truncateSync(bad, statSync(file).size - 1000);
  await expect(load(target, bad)).rejects.toMatchObject({ reason: 'BACKUP_DAMAGED' });
  for (const content of ['', 'hello', gzipSync('x'.repeat(5000))]) {
    writeFileSync(bad, content);
    await expect(load(target, bad)).rejects.toMatchObject({ reason: 'BACKUP_DAMAGED' });
  }
  await expect(load(target, join(target.folder, 'none'))).rejects.toMatchObject({ reason: 'FILE_MISSING', exitCode: 1 });
});

test('one that lost a table or a file and was sealed again is refused all the same', async () => {
  const { sealed } = await import('../../../server/backup/seal.ts');
  const { ending, packed, unpacked } = await import('../../../server/backup/tar.ts');
  const target = await aPlace();
  const entries: { name: string; body: Buffer }[] = [];
  async function* plain() {
    yield gunzipSync(readFileSync(file));
  }
  for await (const entry of unpacked(plain())) entries.push(entry);
  for (const lost of ['tables/public.person/000001.csv', 'folders/files/a.pdf', 'manifest.json']) {
    const rest = [...entries.filter(entry => entry.name !== lost).flatMap(entry => [...packed(entry)]), ending];
    async function* zipped() {
      yield gzipSync(Buffer.concat(rest));
    }
    const chunks: Buffer[] = [];
    for await (const chunk of sealed(zipped())) chunks.push(chunk);
    const bad = join(target.folder, 'lost.backup');
    writeFileSync(bad, Buffer.concat(chunks));
    await expect(verify(bad)).rejects.toMatchObject({ reason: 'BACKUP_DAMAGED' });
  }
});

test('a database that holds rows is refused and unchanged; forced, it is replaced', async () => {
  const target = await aPlace();
  await migrate(target);
  await run(target.url, `insert into "Firm" (id, name) values (gen_random_uuid(), 'mine')`);
  const before = await everything(target);
  await expect(load(target, file)).rejects.toMatchObject({ reason: 'TARGET_NOT_EMPTY', exitCode: 1 });
  expect(await everything(target)).toEqual(before);
  await load(target, file, { force: true });
  expect(await everything(target)).toEqual(saved);
});

test('a restore that fails half way leaves what was there', async () => {
  const target = await aPlace();
  await migrate(target);
  await fill(target);
  const before = await everything(target);
  let runs = 0;
  const failing = {
    table: 'migrations',
    known: ['One1', 'Two2'],
    run: async (upTo?: string) => {
      if (runs++) throw new Error('the disk is full');
      await migrate(target, upTo);
    },
  };
  await expect(load(target, file, { force: true, migrations: failing })).rejects.toThrow('the disk is full');
  expect(await everything(target)).toEqual(before);
  expect(existsSync(join(target.files, 'a.pdf'))).toBe(true);
});

test('a restore that was killed is undone at the next start', async () => {
  const target = await aPlace();
  await migrate(target);
  await fill(target);
  const before = await everything(target);
  const killed = await connected(target.url);
  await putAside(killed);
  await killed.query('create table half (n int)');
  await killed.query('select pg_advisory_lock(729101)');
  await expect(undoInterrupted(target.url)).rejects.toMatchObject({ reason: 'DATABASE_IN_USE' });
  await killed.end();
  expect([await undoInterrupted(target.url), await undoInterrupted(target.url)]).toEqual([true, false]);
  expect(await everything(target)).toEqual(before);
});

test('a backup of an older schema is restored and then migrated', async () => {
  const old = await aPlace();
  await migrate(old, 'One1');
  await fill(old);
  const copy = join(old.folder, 'old.backup');
  await save(old, copy);
  const target = await aPlace();
  await load(target, copy);
  const client = await connected(target.url);
  expect((await client.query('select distinct note from person')).rows).toEqual([{ note: 'added later' }]);
  await client.end();
});

test('a backup of a newer schema is refused before anything', async () => {
  const target = await aPlace();
  const migrations = { table: 'migrations', known: ['One1'], run: () => Promise.reject(new Error('must not run')) };
  await expect(load(target, file, { migrations })).rejects.toMatchObject({
    reason: 'BACKUP_NEWER',
    message: expect.stringContaining('Two2'),
  });
  expect(await tables(target)).toEqual([]);
});

test('nobody writes while it is restored: a database in use is refused', async () => {
  const target = await aPlace();
  const server = await connected(target.url);
  await expect(load(target, file)).rejects.toMatchObject({ reason: 'DATABASE_IN_USE' });
  await server.end();
});

test('a backup overwrites nothing and is for its owner only', async () => {
  await expect(save(source, file)).rejects.toMatchObject({ reason: 'FILE_EXISTS' });
  await expect(save(source, '/nowhere/at/all')).rejects.toMatchObject({ reason: 'FILE_MISSING' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(source.folder).filter(name => name.endsWith('.part'))).toEqual([]);
});

async function tables(place: Place): Promise<string[]> {
  const client = await connected(place.url);
  try {
    const { rows } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
    );
    return rows.map(row => row.name);
  } finally {
    await client.end();
  }
}
