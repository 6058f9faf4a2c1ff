import { callTemplates, createCallFromTemplate } from '../calls/templates.ts';
import { refuse } from '../kernel/errors.ts';
import { type Command, need, UsageError } from './command.ts';
import { seedAndTell } from './demoAccounts.ts';
import { atWork } from './workplace.ts';

export const seedCommand: Command = {
  name: 'seed',
  usage: 'demo | call CODE [--json]',
  summary: 'Fills an empty database with the demonstration city, or creates a past call. All of the city is made up.',
  help:
    '  demo       the city: a year and a half of calls, reviews, lists, trials and coverage; its accounts are printed and kept in the data folder\n' +
    `  call CODE  a past call as data: rubric, rule, window, ties; known are ${Object.keys(callTemplates).join(', ')}. One that exists stays as it is`,
  async run({ positionals: [what, code, ...others] }, talk) {
    if (others.length || (what === 'demo' && code)) throw new UsageError('that is one word too many');
    if (what === 'demo')
      return atWork(async ({ database }) => {
        const accounts = await seedAndTell(database.ownerUrl, database.dataFolder, talk);
        if (!accounts) throw refuse('ILLEGAL_STATE', 'DATABASE_NOT_EMPTY');
        if (talk.json) talk.answer({ seeded: 'demo', accounts });
        return 0;
      });
    if (what !== 'call') throw new UsageError('say what to fill it with: seed demo, or seed call CODE');
    const wanted = need(code, 'CODE');
    return atWork(async ({ act }) => {
      const { id, state, opensAt, closesAt } = await act(ctx => createCallFromTemplate(ctx, wanted));
      if (talk.json) talk.answer({ call: { id, code: wanted, state, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() } });
      else talk.tell(`The call ${wanted} is there, ${state.toLowerCase()}.`);
      return 0;
    });
  },
};
