import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, save } from '../../../server/backup/shizhuan.ts';
import { verifyRestored } from '../../../server/backup/trail.ts';
import { migrate } from '../../../server/database.ts';
import { testMark } from '../../../server/postgres/testing.ts';
import { serve } from '../../../server/serve.ts';
import { anyone, here, quiet, someone, useServer } from '../../kit.ts';
import { databaseUrl } from '../../template.ts';
import { run } from './scene.ts';

useServer();

const admin = () => process.env.SHIZHUAN_TEST_PG!;
const made: { name: string; folder: string }[] = [];
afterAll(async () => {
  for (const { name, folder } of made) {
    await run(admin(), `drop database ${name} with (force)`);
    rmSync(folder, { recursive: true });
  }
});

async function anEmptyPlace() {
  const name = `restored_${randomUUID().slice(0, 8)}`;
  await run(admin(), `create database ${name} owner shizhuan template template0`, `comment on database ${name} is '${testMark}'`);
  const folder = mkdtempSync(join(tmpdir(), 'shizhuan-restored-'));
  made.push({ name, folder });
  return {
    adminUrl: databaseUrl(name),
    ownerUrl: databaseUrl(name, 'shizhuan'),
    apiUrl: databaseUrl(name, 'shizhuan_api'),
    dataFolder: folder,
  };
}

const Me = '{ me { id name role } }';

test('a city is saved while it works and goes on in an empty place: same rows, same people signed in, same files', async () => {
  const officer = await someone('OFFICER');
  expect(await officer.refusal('{ auditChain { seq } }')).toBe('FORBIDDEN');
  await someone('PROVIDER');
  const name = new URL(here().apiUrl).pathname.slice(1);
  // The moved clock of the test kit belongs to no city.
  await run(
    databaseUrl(name),
    'create or replace function domain_now() returns timestamptz language sql volatile as $$select clock_timestamp()$$',
    'drop table test_clock',
  );
  const data = mkdtempSync(join(tmpdir(), 'shizhuan-saved-'));
  mkdirSync(join(data, 'files'));
  writeFileSync(join(data, 'files/one'), 'contract');
  const file = join(data, 'city.backup');
  const manifest = await save({ adminUrl: databaseUrl(name), ownerUrl: '', dataFolder: data }, file);
  expect(manifest.tables['public.account']?.rows ?? 0).toBeGreaterThanOrEqual(2);

  const target = await anEmptyPlace();
  const restored = await load(target, file);
  expect(restored.tables).toEqual(manifest.tables);
  expect(readFileSync(join(target.dataFolder, 'files/one'), 'utf8')).toBe('contract');
  const again = await save(target, join(data, 'again.backup'));
  expect(again.tables).toEqual(manifest.tables);
  expect(manifest.tables['public.seal']!.rows).toBeGreaterThan(0);
  expect(manifest.tables['public.seal']!.rows).toBe(manifest.tables['public.fact']!.rows);
  expect(manifest.tables['public.audit_head']!.rows).toBe(1);
  // What was anchored after the backup is gone; the anchors say so, and the chain that is left is whole.
  const anchors = join(target.dataFolder, 'audit');
  mkdirSync(anchors);
  const later = { day: '2026-11-24', at: '2026-11-24T00:00:00Z', why: 'DAILY', seq: 1_000, hash: 'a'.repeat(64), algorithm: 'SHA256' };
  writeFileSync(join(anchors, 'anchors.jsonl'), `${JSON.stringify(later)}\n`);
  expect(await verifyRestored(target.adminUrl, anchors)).toMatchObject({ checked: manifest.tables['public.fact']!.rows, faulty: 0 });

  const served = await serve({
    apiUrl: target.apiUrl,
    host: '127.0.0.1',
    port: 0,
    log: quiet,
    files: join(target.dataFolder, 'files'),
    background: false,
  });
  try {
    const [before, after] = [await officer.ask(Me), await officer.through(served).ask(Me)];
    expect(after).toEqual(before);
    expect(after).toMatchObject({ me: { role: 'OFFICER' } });
    expect(await anyone().through(served).ask(Me)).toEqual({ me: null });
  } finally {
    await served.stop();
  }
  rmSync(data, { recursive: true });
});

test('a database in which nobody has done anything may be restored into; one with an account, or one that is served, may not', async () => {
  const data = mkdtempSync(join(tmpdir(), 'shizhuan-saved-'));
  const source = await anEmptyPlace();
  await migrate(source.ownerUrl);
  const file = join(data, 'empty.backup');
  await save(source, file);
  const target = await anEmptyPlace();
  await migrate(target.ownerUrl);
  expect((await load(target, file)).tables).toEqual((await save(target, join(data, 'same.backup'))).tables);
  await run(
    target.ownerUrl,
    `insert into account (id, login, name, role, person_number, state) values (gen_random_uuid(), 'officer', '王', 'OFFICER', 'W1', 'ACTIVE')`,
  );
  await expect(load(target, file)).rejects.toMatchObject({ reason: 'TARGET_NOT_EMPTY' });
  const served = await serve({
    apiUrl: target.apiUrl,
    host: '127.0.0.1',
    port: 0,
    log: quiet,
    files: target.dataFolder,
    background: false,
  });
  await expect(load(target, file, { force: true })).rejects.toMatchObject({ reason: 'DATABASE_IN_USE' });
  await served.stop();
  rmSync(data, { recursive: true });
});
