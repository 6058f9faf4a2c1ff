import { resolve } from 'node:path';
import { type Manifest, verify } from '../backup/manifest.ts';
import { load, save } from '../backup/shizhuan.ts';
import { verifyRestored } from '../backup/trail.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../postgres/open.ts';
import { anchorFolderOf } from './anchorFolder.ts';
import { type Command, need } from './command.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: 'FILE [--json]',
  summary: 'Saves the database and the uploaded files as they are at one instant. Nobody has to stop working.',
  help:
    '  FILE  where to write; it must not exist yet. It is readable by you only, and any tar program can look into it.\n' +
    'It holds personal data and the hashes of passwords: keep it as you keep the database.',
  async run({ positionals: [file] }, talk) {
    const target = resolve(need(file, 'FILE'));
    const database = await openDatabase(readConfig(), talk.say);
    try {
      const manifest = await save(database, target, talk.say);
      const sum = totals(manifest);
      if (talk.json) talk.answer({ file: target, ...sum });
      else talk.tell(`Saved ${sum.rows} rows of ${sum.tables} tables and ${sum.files} files in ${target}.`);
      return 0;
    } finally {
      await database.stop();
    }
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'FILE [--force] [--verify] [--json]',
  summary: 'Puts a backup into an empty database, or changes nothing. The server must not be running.',
  help:
    '  FILE      a file written by `shizhuan backup`\n' +
    '  --force   replace what the database holds\n' +
    '  --verify  only read the file and compare it with its checksums',
  options: { force: { type: 'boolean' }, verify: { type: 'boolean' } },
  async run({ values, positionals: [file] }, talk) {
    const source = resolve(need(file, 'FILE'));
    const told = (manifest: Manifest, sentence: string, more: object = {}) => {
      const sum = totals(manifest);
      if (talk.json) talk.answer({ file: source, ...sum, ...more });
      else
        talk.tell(
          `${sentence}: ${sum.rows} rows of ${sum.tables} tables and ${sum.files} files, saved ${sum.at} by version ${sum.version}.`,
        );
      return 0;
    };
    if (values.verify) return told(await verify(source), 'The backup is whole');
    const config = readConfig();
    const database = await openDatabase(config, talk.say);
    try {
      const manifest = await load(database, source, { force: values.force === true, say: talk.say });
      const { faulty } = await verifyRestored(database.adminUrl, anchorFolderOf(config, database));
      if (!talk.json) talk.say(faulty ? brokenTrail(faulty) : 'The audit trail is whole, as far as the backup reaches.');
      told(manifest, 'Restored and compared, everything is equal', { auditFaults: faulty });
      return faulty ? 1 : 0;
    } finally {
      await database.stop();
    }
  },
};

const brokenTrail = (faulty: number) =>
  `What was restored equals the backup, but its audit trail is not whole (${faulty} ${faulty === 1 ? 'fault' : 'faults'}): see npx shizhuan audit verify`;

function totals({ version, at, tables, folders }: Manifest) {
  const files = Object.values(folders).reduce((sum, folder) => sum + Object.keys(folder).length, 0);
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  return { version, at, tables: Object.keys(tables).length, rows, files };
}
