import { undoInterrupted } from '../backup/restore.ts';
import { readConfig } from '../config.ts';
import { migrate } from '../database.ts';
import { openDatabase } from '../postgres/open.ts';
import type { Command } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '[--json]',
  summary: 'Brings the schema of the database up to date. Safe to run twice, and by two at once.',
  help: '',
  async run(_, talk) {
    const database = await openDatabase(readConfig(), talk.say);
    try {
      await undoInterrupted(database.ownerUrl);
      const ran = await migrate(database.ownerUrl);
      if (talk.json) talk.answer({ ran });
      else talk.tell(ran.length ? `Ran ${ran.join(', ')}.` : 'Nothing to do: the schema is up to date.');
      return 0;
    } finally {
      await database.stop();
    }
  },
};
