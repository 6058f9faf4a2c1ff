import { callTemplates, createCallFromTemplate } from '../calls/templates.ts';
import { readConfig } from '../config.ts';
import { migrate } from '../database.ts';
import { refuse } from '../kernel/errors.ts';
import { openDatabase } from '../postgres/open.ts';
import { type Command, need, type Talk, UsageError } from './command.ts';
import { seedAndTell } from './demoAccounts.ts';
import { atWork } from './workplace.ts';

export const seedCommand: Command = {
  name: 'seed',
  usage: 'demo | call CODE [--json]',
  summary: 'Fills an empty database with the demonstration city, or creates a past call. The city is made up.',
  help: [
    '  demo        the city: a year and a half of calls, reviews, lists, trials and coverage; its accounts are printed and kept in the data folder',
    `  call CODE   a past call, into which submissions and scores can be imported: ${Object.keys(callTemplates).join(', ')}`,
  ].join('\n'),
  run({ positionals: [what, code, ...more] }, talk) {
    if (more.length) throw new UsageError(`one thing at a time: ${more.join(' ')} is too much`);
    if (what === 'demo' && !code) return seedCity(talk);
    if (what === 'call') return seedCall(need(code, 'the code of the call'), talk);
    throw new UsageError('say what to fill it with: seed demo, or seed call CODE');
  },
};

async function seedCity(talk: Talk): Promise<number> {
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
}

async function seedCall(code: string, talk: Talk): Promise<number> {
  return atWork(talk, async ({ act }) => {
    const { id, title, state } = await act(ctx => createCallFromTemplate(ctx, code));
    if (talk.json) talk.answer({ id, code, title, state });
    else talk.tell(`${code} ${title}`);
    return 0;
  });
}
