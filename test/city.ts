import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Client } from 'pg';
import { testMark } from '../server/postgres/testing.ts';
import type { DemoAccount } from '../server/seed/seedDemo.ts';
import { databaseUrl, template } from './template.ts';

/** The demonstration city, told once for all test files of a run, always as seen from this instant: what is golden must not age. */
export const cityInstant = '2026-11-24T10:00:00+08:00';
const city = `${template}_city`;
const building = `${city}_building`;

/** How it went to tell the city: what the seed said, how long it took, whom it let in. */
export interface Telling {
  said: string[];
  seconds: number;
  accounts: DemoAccount[];
}
export const telling = (): Telling => JSON.parse(readFileSync(`${cityFiles()}.json`, 'utf8'));

/** The name of the template database that holds the city; whoever asks first builds it. */
export async function cityTemplate(files: string): Promise<string> {
  const admin = new Client({ connectionString: process.env['SHIZHUAN_TEST_PG'] });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(729102)');
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [city]);
    if (!rowCount) await build(admin);
    cpSync(cityFiles(), files, { recursive: true });
    return city;
  } finally {
    await admin.end();
  }
}

async function build(admin: Client): Promise<void> {
  await admin.query(`drop database if exists ${building} with (force)`);
  await admin.query(`create database ${building} owner shizhuan template ${template}`);
  await admin.query(`comment on database ${building} is '${testMark}'`);
  const url = databaseUrl(building, 'shizhuan');
  const owner = new Client({ connectionString: url });
  await owner.connect();
  await owner.query('update test_clock set shift = $1::timestamptz - clock_timestamp()', [cityInstant]);
  await owner.end();
  const { seedDemo } = await import('../server/seed/seedDemo.ts');
  const said: string[] = [];
  const start = performance.now();
  const { accounts } = (await seedDemo(url, { say: line => said.push(line), files: cityFiles() }))!;
  writeFileSync(`${cityFiles()}.json`, JSON.stringify({ said, seconds: (performance.now() - start) / 1000, accounts } satisfies Telling));
  await admin.query(`alter database ${building} rename to ${city}`);
}

function cityFiles(): string {
  const folder = process.env['SHIZHUAN_TEST_CITY'];
  if (!folder || !existsSync(folder)) throw new Error('the global set-up of the tests has made no folder for the city');
  return folder;
}
