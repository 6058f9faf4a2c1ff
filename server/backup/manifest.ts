import { createHash } from 'node:crypto';
import { BackupRefused, damaged } from './errors.ts';
import { checkSeal, content } from './seal.ts';
import { type Entry, unpacked } from './tar.ts';

/** The first and last file of an archive: what it is, and what it holds. */
export const manifestName = 'manifest.json';
const format = 1;

export type Manifest = {
  product: 'shizhuan';
  format: number;
  version: string;
  at: string;
  /** The applied migrations, oldest first. */
  migrations: string[];
  tables: Record<string, { columns: readonly string[]; rows: number; bytes: number; sha256: string }>;
  sequences: Record<string, { value: string; called: boolean }>;
  /** Folder → path → file. */
  folders: Record<string, Record<string, { bytes: number; sha256: string }>>;
};

export const emptyManifest = (version: string, at: string): Manifest => ({
  product: 'shizhuan',
  format,
  version,
  at,
  migrations: [],
  tables: {},
  sequences: {},
  folders: {},
});

/** One piece of the content of an archive, told apart by its name. */
export type Piece =
  | { kind: 'table'; table: string; body: Buffer }
  | { kind: 'file'; folder: string; path: string; body: Buffer }
  | { kind: 'manifest'; manifest: Manifest };

export async function* piecesOf(file: string): AsyncGenerator<Piece> {
  for await (const entry of unpacked(content(file))) yield pieceOf(entry);
}

function pieceOf({ name, body }: Entry): Piece {
  if (name === manifestName) return { kind: 'manifest', manifest: JSON.parse(body.toString('utf8')) as Manifest };
  const table = /^tables\/(.+)\/\d+\.csv$/.exec(name)?.[1];
  if (table) return { kind: 'table', table, body };
  const [, folder, path] = /^folders\/([\w-]+)\/(.+)$/.exec(name) ?? [];
  // A name that leads out of its folder was not written by us.
  if (!folder || !path || path.split('/').some(part => part === '..' || part === '.' || part === '') || path.includes('\\')) {
    throw damaged('it holds a file of a strange name');
  }
  return { kind: 'file', folder, path, body };
}

/** Reads a backup from end to end and compares it with its checksums; refuses one that differs anywhere. */
export async function verify(file: string): Promise<Manifest> {
  await checkSeal(file);
  const tables = new Map<string, { bytes: number; hash: ReturnType<typeof createHash> }>();
  const files = new Map<string, { bytes: number; sha256: string }>();
  let manifest: Manifest | null = null;
  for await (const piece of piecesOf(file)) {
    if (manifest) throw damaged('something follows its end');
    if (piece.kind === 'manifest') manifest = piece.manifest;
    else if (piece.kind === 'file') files.set(`${piece.folder}/${piece.path}`, { bytes: piece.body.length, sha256: sha256(piece.body) });
    else {
      const sum = tables.get(piece.table) ?? { bytes: 0, hash: createHash('sha256') };
      sum.bytes += piece.body.length;
      sum.hash.update(piece.body);
      tables.set(piece.table, sum);
    }
  }
  if (manifest?.product !== 'shizhuan') throw damaged('it is no backup of Shizhuan');
  if (manifest.format > format)
    throw new BackupRefused(
      'BACKUP_NEWER',
      `The backup was made by a newer version (${manifest.version}) in a form that this one does not read`,
    );
  for (const [name, { bytes, sha256 }] of Object.entries(manifest.tables)) {
    const found = tables.get(name);
    if (found?.bytes !== bytes || found.hash.digest('hex') !== sha256) throw damaged(`the rows of ${name} are not those that were saved`);
  }
  const listed = Object.entries(manifest.folders).flatMap(([folder, all]) =>
    Object.entries(all).map(([path, file]) => [`${folder}/${path}`, file] as const),
  );
  for (const [path, { bytes, sha256 }] of listed) {
    const found = files.get(path);
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw damaged(`the file ${path} is not the one that was saved`);
  }
  if (tables.size !== Object.keys(manifest.tables).length || files.size !== listed.length) throw damaged('it holds more than it lists');
  return manifest;
}

export const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');
