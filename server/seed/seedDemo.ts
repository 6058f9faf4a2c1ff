import { randomInt } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { options } from '../database.ts';
import { seal } from '../kernel/sealing.ts';
import { demoSecret } from '../people/factor/demo.ts';
import { hashPassword } from '../people/session/hashing.ts';
import type { Say } from '../postgres/types.ts';
import { papers } from './papers.ts';
import type { People } from './people.ts';
import { writeEntries } from './registers.ts';
import { snapshots } from './snapshots.ts';
import { targets } from './targets.ts';
import { tellCity } from './tellCity.ts';

export interface DemoAccount {
  login: string;
  role: string;
  password: string;
  note: string;
}

export interface SeedOptions {
  /** Told how far it is. */
  say: Say;
  /** The number that decides all chance. */
  seed?: number;
  /** The folder of files, where the city's papers go. */
  files: string;
  /** Keeps the accounts, before anything is final: a city whose passwords are lost is of no use. */
  keep?: (accounts: DemoAccount[]) => Promise<void>;
}

/**
 * Fills an empty database with the demonstration city, and answers with its accounts; null when the database holds anything.
 *
 * It is one transaction: a seed that is killed leaves nothing. The same number gives the same city, seen from the day of
 * loading; only the passwords are new in every database.
 */
export async function seedDemo(
  ownerUrl: string,
  { say, seed = 920, files, keep }: SeedOptions,
): Promise<{ accounts: DemoAccount[] } | null> {
  const owner = new DataSource(options(ownerUrl, { max: 1, application_name: 'shizhuan seed' }));
  await owner.initialize();
  try {
    return await owner.transaction(async db => {
      // Two processes that start at once: the second waits, then finds a city.
      await db.query('select pg_advisory_xact_lock(729101)');
      if (await holdsAnything(db)) return null;
      say('Building the demonstration city. All of it is made up.');
      const accounts = await build(db, seed, files, say);
      await keep?.(accounts);
      return { accounts };
    });
  } finally {
    await owner.destroy();
  }
}

/** Whether anybody has worked here: no record comes into the world without its fact. */
async function holdsAnything(db: EntityManager): Promise<boolean> {
  const [found] = (await db.query('select exists (select from fact) or exists (select from account) as anything')) as [
    { anything: boolean },
  ];
  return found.anything;
}

async function build(db: EntityManager, seed: number, files: string, say: Say): Promise<DemoAccount[]> {
  let since = performance.now();
  const done = (part: string) => {
    say(`  ${((performance.now() - since) / 1000).toFixed(1)} s  ${part}`);
    since = performance.now();
  };
  const [instant] = (await db.query('select domain_now() as now, domain_today() as today')) as [{ now: Date; today: string }];
  const { city, register, everybody, registered } = tellCity(seed, instant, await papers(files), part => done(`told: ${part}`));
  await city.story.write(db);
  done('written: all that was told');
  await writeEntries(db, register, everybody, registered);
  done('written: the lines of the registers');
  // Nothing is known yet of what has just come in: without this, joins and the first lists would be planned as if the tables were empty.
  await db.query(`analyze ${db.connection.entityMetadatas.map(({ tableName }) => `"${tableName}"`).join(', ')}`);
  done('analysed');
  await targets(db, city, everybody);
  const later = await city.story.write(db);
  await snapshots(db, city, register, everybody);
  done('written: targets and frozen months');
  await db.query(`insert into setting (key, value) values ('demo', 'true')`);
  await db.query(`analyze ${[...later, 'coverage_snapshot', 'coverage_member'].map(table => `"${table}"`).join(', ')}`);
  done('analysed');
  return admit(db, everybody.demo);
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
/** Twelve letters and digits that nobody mistakes for one another. */
const password = () => Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');

/** Gives the accounts that may be used to look around a password of their own, and the second factor that is published. */
async function admit(db: EntityManager, demo: People['demo']): Promise<DemoAccount[]> {
  const accounts = [...demo].map(([login, { user, note }]) => ({
    login,
    role: user.role,
    password: password(),
    note,
  }));
  const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)));
  await db.query(
    'update account set password_hash = hash, password_changed_at = domain_now() from unnest($1::text[], $2::text[]) as given (known, hash) where login = known',
    [accounts.map(({ login }) => login), hashes],
  );
  const users = [...demo.values()].map(({ user }) => user.id);
  await db.query(
    'insert into factor (user_id, sealed, confirmed_at) select id, sealed, domain_now() from unnest($1::uuid[], $2::text[]) as given (id, sealed)',
    [users, users.map(id => seal(demoSecret, id))],
  );
  return accounts;
}
