import { readConfig } from '../config.ts';
import { migrate } from '../database.ts';
import { refuse } from '../kernel/errors.ts';
import { openDatabase } from '../postgres/open.ts';
import { type Command, UsageError } from './command.ts';
import { seedAndTell } from './demoAccounts.ts';

export const seedCommand: Command = {
  name: 'seed',
  usage: 'demo',
  summary: 'Fills an empty database with the demonstration city. All of it is made up.',
  help: '  demo   the city: a year and a half of calls, reviews, lists, trials and coverage; its accounts are printed and kept in the data folder',
  async run({ positionals }, talk) {
    if (positionals.length !== 1 || positionals[0] !== 'demo') throw new UsageError('say what to fill it with: seed demo');
    const database = await openDatabase(readConfig(), talk.say);
    try {
      await migrate(database.ownerUrl);
      const accounts = await seedAndTell(database.ownerUrl, database.dataFolder, talk);
      if (!accounts) throw refuse('ILLEGAL_STATE', 'DATABASE_NOT_EMPTY');
      if (talk.json) talk.answer({ seeded: 'demo', accounts });
      return 0;
    } finally {
      await database.stop();
    }
  },
};
