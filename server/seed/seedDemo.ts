import { randomInt } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { options } from '../database.ts';
import { hashPassword } from '../people/user/session.ts';
import type { Say } from '../postgres/types.ts';
import { type City, throwing } from './city.ts';
import { evidence } from './evidence.ts';
import { membership } from './membership.ts';
import { people } from './people.ts';
import { registers } from './registers.ts';
import { snapshots } from './snapshots.ts';
import { Story } from './story.ts';
import { targets } from './targets.ts';
import { timeOf } from './time.ts';

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
  /** The folder of files, where the city's papers go; without it there are none. */
  files?: string;
  /** Keeps the accounts, before anything is final: a city whose passwords are lost is of no use. */
  keep?: (accounts: DemoAccount[]) => Promise<void>;
}

/**
 * Fills an empty database with the demonstration city, and answers with its accounts; null when the database holds anything.
 *
 * It is one transaction: a seed that is killed leaves nothing. The same number gives the same city, seen from the day of
 * loading; only the passwords are new in every database.
 */
export async function seedDemo(ownerUrl: string, { say, seed = 920, keep }: SeedOptions): Promise<{ accounts: DemoAccount[] } | null> {
  const owner = new DataSource(options(ownerUrl, { max: 1, application_name: 'shizhuan seed' }));
  await owner.initialize();
  try {
    return await owner.transaction(async db => {
      // Two processes that start at once: the second waits, then finds a city.
      await db.query('select pg_advisory_xact_lock(729101)');
      if (await holdsAnything(db)) return null;
      say('Building the demonstration city. All of it is made up.');
      const accounts = await build(db, seed, say);
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

async function build(db: EntityManager, seed: number, say: Say): Promise<DemoAccount[]> {
  const [{ now, today }] = (await db.query('select domain_now() as now, domain_today() as today')) as [{ now: Date; today: string }];
  const time = timeOf(now, today);
  const story = new Story(now);
  const city: City = { db, story, time, dice: throwing(seed), beginning: time.workday(-560) };
  const part = async <R>(name: string, work: () => R | Promise<R>): Promise<R> => {
    const start = performance.now();
    const result = await work();
    await story.write(db);
    say(`  ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  };

  const register = membership(city);
  const everybody = await part('Enterprises, providers, experts and accounts', () => people(city, register));
  await part('Registers of a year', () => registers(city, register, everybody));
  await part('Evidence', () => evidence(city, register, everybody));
  await part('Targets and frozen months', async () => {
    await targets(city, everybody);
    await snapshots(city, register, everybody);
  });
  await db.query(`insert into setting (key, value) values ('demo', 'true')`);
  return part('Passwords', () => admit(db, everybody.demo));
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
/** Twelve letters and digits that nobody mistakes for one another. */
const password = () => Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');

/** Gives the accounts that may be used to look around a password of their own. */
async function admit(db: EntityManager, demo: ReturnType<typeof people>['demo']): Promise<DemoAccount[]> {
  const accounts = [...demo].map(([login, { user, note }]) => ({
    login,
    role: user.role,
    password: password(),
    note,
  }));
  const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)));
  await db.query('update account set password_hash = hash from unnest($1::text[], $2::text[]) as given (known, hash) where login = known', [
    accounts.map(({ login }) => login),
    hashes,
  ]);
  return accounts;
}
