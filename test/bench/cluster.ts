import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Client } from 'pg';
import { build, openSessions, recipeOf } from './data/build.ts';
import { giveFunctions } from './data/schema.ts';

export const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
/** A module of the server, compiled. */
export const ofServer = (file: string) => require(join(root, '.build/js/server', file));

interface Opened {
  adminUrl: string;
  ownerUrl: string;
  startedByUs: boolean;
  stop(): Promise<void>;
}

/** A database of the bench's own, as the product runs it, with the data of a scale in it. */
export interface Ground {
  folder: string;
  ownerUrl: string;
  admin: Client;
  /** The process of PostgreSQL. */
  postgres: number;
  /** The data is no longer what it was: the next run makes it anew. */
  spoil(): void;
  stop(): Promise<void>;
}

/** Opens the database of a scale and makes its data if it is not there, or not made by what makes it now. */
export async function openGround(scale: number, say: (line: string) => void): Promise<Ground> {
  require('reflect-metadata');
  const { openDatabase } = ofServer('postgres/open.js') as { openDatabase: (config: object) => Promise<Opened> };
  const { migrate } = ofServer('database.js') as { migrate: (ownerUrl: string) => Promise<string[]> };
  const folder = join(root, '.build/bench', `x${scale}`);
  const stamp = join(folder, 'recipe');
  const recipe = recipeOf(scale, root);
  mkdirSync(join(root, '.build/bench'), { recursive: true });
  const made = existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe;
  const open = () => openDatabase({ data: folder, databaseUrl: null });
  if (!made && existsSync(folder)) {
    await (await open()).stop();
    if (existsSync(join(folder, 'postgres/postmaster.pid'))) throw new Error(`${folder} is in use: let the other measurement end`);
    rmSync(folder, { recursive: true });
  }
  const database = await open();
  const admin = await connect(database.adminUrl);
  if (!made) {
    const began = Date.now();
    say(`making the data of ${scale}× in ${folder}`);
    await migrate(database.ownerUrl);
    await build(admin, scale, say);
    writeFileSync(stamp, recipe);
    say(`  in all ${((Date.now() - began) / 1000).toFixed(0)} s`);
  }
  const owner = await connect(database.ownerUrl);
  await admin.query(`grant create on database shizhuan to shizhuan`);
  await giveFunctions(owner);
  await owner.end();
  await openSessions(admin);
  return {
    folder,
    ownerUrl: database.ownerUrl,
    admin,
    postgres: Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
    spoil: () => rmSync(stamp, { force: true }),
    stop: async () => {
      await admin.end();
      await database.stop();
    },
  };
}

export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
