import { Client } from 'pg';
import { migrate } from '../server/database.ts';
import { prepare } from '../server/postgres/roles.ts';
import { testMark } from '../server/postgres/testing.ts';

export const template = 'shizhuan';

/** The address of a database of the test cluster, as a role; the superuser when left out. */
export function databaseUrl(name: string, role?: 'shizhuan' | 'shizhuan_api'): string {
  return Object.assign(new URL(process.env['SHIZHUAN_TEST_PG']!), {
    pathname: `/${name}`,
    ...(role && { username: role, password: 'test' }),
  }).href;
}

/** Before any test: one database with the whole schema in it and a clock that can be moved. Each test file works on its own copy. */
export async function makeTemplate(): Promise<void> {
  await prepare(process.env['SHIZHUAN_TEST_PG']!, { owner: 'test', api: 'test' });
  await migrate(databaseUrl(template, 'shizhuan'));
  const owner = new Client({ connectionString: databaseUrl(template, 'shizhuan') });
  await owner.connect();
  await owner.query(`create table test_clock (shift interval not null)`);
  await owner.query(`insert into test_clock values (interval '0')`);
  await owner.query(`grant select on test_clock to shizhuan_api`);
  await owner.query(
    `create or replace function domain_now() returns timestamptz language sql volatile as 'select clock_timestamp() + shift from test_clock'`,
  );
  await owner.query(`comment on database ${template} is '${testMark}'`);
  await owner.end();
}
