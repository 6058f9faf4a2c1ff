/** Backup and restore of Shizhuan itself: its migrations and its folder of uploaded files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { root } from '../config.ts';
import { migrate, options } from '../database.ts';
import { migrations } from '../migrations/index.ts';
import type { Database, Say } from '../postgres/types.ts';
import { backup } from './backup.ts';
import type { Manifest } from './manifest.ts';
import { restore } from './restore.ts';

/** TypeORM's own name. */
const migrationsTable = 'migrations';

type Place = Pick<Database, 'adminUrl' | 'ownerUrl' | 'dataFolder'>;

const foldersOf = ({ dataFolder }: Place) => ({ files: join(dataFolder, 'files') });

/** Saves everything in one file; see `backup`. */
export function save(place: Place, file: string, say?: Say): Promise<Manifest> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return backup({ databaseUrl: place.adminUrl, file, version, folders: foldersOf(place), migrationsTable, say });
}

/** Puts a saved file into this database, or changes nothing; see `restore`. */
export function load(place: Place, file: string, { force, say }: { force?: boolean; say?: Say } = {}): Promise<Manifest> {
  return restore({
    databaseUrl: place.ownerUrl,
    file,
    folders: foldersOf(place),
    // Migrations and a first start bring rows of their own; without an act or an account nobody loses anything.
    telltales: ['public.fact', 'public.account'],
    force,
    say,
    migrations: { table: migrationsTable, known: migrations.map(({ name }) => name), run: upTo => migrateUpTo(place.ownerUrl, upTo) },
  });
}

async function migrateUpTo(ownerUrl: string, name: string | undefined): Promise<void> {
  if (!name) {
    await migrate(ownerUrl);
    return;
  }
  const upTo = migrations.slice(0, migrations.findIndex(migration => migration.name === name) + 1);
  const owner = new DataSource({ ...options(ownerUrl, { max: 1 }), migrations: [...upTo] as never[] });
  await owner.initialize();
  try {
    await owner.runMigrations();
  } finally {
    await owner.destroy();
  }
}
