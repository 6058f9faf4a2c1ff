import { advance } from '../kernel/advance.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { fetchRows } from '../kernel/rows.ts';
import { visible } from '../kernel/visible.ts';
import { ApiKey } from '../partners/entity.ts';
import { apiKeyLifecycle } from '../partners/lifecycle.ts';
import { scopes } from '../partners/scopes.ts';
import { createApiKey, type MadeKey, rotateApiKey } from '../partners/service.ts';
import { columnsOf } from './columns.ts';
import { type Command, type Given, need, type Talk, UsageError } from './command.ts';
import { atWork, type Workplace } from './workplace.ts';

type Act = (given: Given, place: Workplace, talk: Talk) => Promise<number>;

const acts: Record<string, Act> = {
  async create({ values }, { act }, talk) {
    const days = values['days'] === undefined ? 365 : Number(values['days']);
    if (!Number.isInteger(days)) throw new UsageError('--days is a whole number');
    const input = {
      name: need(values['name'], '--name'),
      platform: need(values['platform'], '--platform'),
      scopes: need(values['scopes'], '--scopes')
        .split(',')
        .map(scope => scope.trim())
        .filter(Boolean),
      networks: String(values['networks'] ?? '')
        .split(',')
        .map(network => network.trim())
        .filter(Boolean),
    };
    const made = await act(
      async ctx => createApiKey(ctx, { ...input, expiresAt: new Date((await ctx.now()).getTime() + days * 86_400_000) }),
      'SECURITY_ADMIN',
    );
    return showOnce(made, talk);
  },
  async rotate({ values, positionals: [, prefix] }, { act }, talk) {
    const overlapDays = values['overlap'] === undefined ? undefined : Number(values['overlap']);
    if (overlapDays !== undefined && !(Number.isInteger(overlapDays) && overlapDays >= 0 && overlapDays <= 90))
      throw new UsageError('--overlap is a whole number from 0 to 90');
    const made = await act(
      async ctx =>
        rotateApiKey(ctx, (await named(ctx, prefix)).id, { overlapDays }, typeof values['note'] === 'string' ? values['note'] : undefined),
      'SECURITY_ADMIN',
    );
    return showOnce(made, talk);
  },
  async list(_, { act }, talk) {
    const keys = await act(ctx => fetchRows(visible(ctx, ApiKey).orderBy('it.id')), 'SECURITY_ADMIN');
    if (talk.json) talk.answer(keys.map(told));
    else {
      const rows = keys.map(key => Object.values({ ...told(key), scopes: key.scopes.join(' ') }));
      for (const line of columnsOf(['prefix', 'platform', 'name', 'scopes', 'state', 'expires', 'last used'], rows)) talk.tell(line);
    }
    return 0;
  },
  async revoke({ values, positionals: [, prefix] }, { act }, talk) {
    const note = need(values['note'], '--note');
    const key = await act(async ctx => {
      return advance(ctx, ApiKey, apiKeyLifecycle, (await named(ctx, prefix)).id, 'REVOKE', { note });
    }, 'SECURITY_ADMIN');
    if (talk.json) talk.answer(told(key));
    else talk.tell(`The key ${key.prefix} of ${key.platform} is revoked.`);
    return 0;
  },
};

/** The key whose public part this is; the whole key names it as well. */
async function named(ctx: Context, prefix: string | undefined): Promise<ApiKey> {
  const found = await ctx.db.findOneBy(ApiKey, { prefix: need(prefix, 'PREFIX').replace(/^ck_live_([0-9A-Za-z]{12}).*$/, '$1') });
  if (!found) throw refuse('NOT_FOUND', 'KEY_UNKNOWN', { prefix });
  return found;
}

function showOnce({ key, apiKey }: MadeKey, talk: Talk): number {
  if (talk.json) talk.answer({ key, ...told(apiKey) });
  else {
    talk.tell(
      `The key of ${apiKey.platform}, good for ${apiKey.scopes.join(', ')} until ${apiKey.expiresAt.toISOString()}. It is shown this once:`,
    );
    talk.tell(key);
    if (apiKey.state === 'PROPOSED')
      talk.tell('It may write, and is good once a security administrator or a leader has approved it in the panel.');
  }
  return 0;
}

export const keyCommand: Command = {
  name: 'key',
  usage: `${Object.keys(acts).join('|')} [--json]`,
  summary: 'Makes, lists, rotates and revokes the keys of partner platforms.',
  help:
    `  create --scopes SCOPES --platform NAME --name WHAT-FOR [--days 365] [--networks CIDR,…]\n      SCOPES, parted by commas: ${scopes.join(', ')}; the key is shown this once\n` +
    '  list\n' +
    '  rotate PREFIX [--overlap 7] [--note WHY]\n      the successor, with the same scopes; the old key ends after so many days\n' +
    '  revoke PREFIX --note WHY   PREFIX is the public part of the key, as `list` shows it',
  options: {
    scopes: { type: 'string' },
    platform: { type: 'string' },
    name: { type: 'string' },
    days: { type: 'string' },
    note: { type: 'string' },
    networks: { type: 'string' },
    overlap: { type: 'string' },
  },
  async run(given, talk) {
    const [name] = given.positionals;
    const act = Object.hasOwn(acts, name ?? '') ? acts[name!] : undefined;
    if (!act) throw new UsageError(`say what to do: ${Object.keys(acts).join(', ')}`);
    const needed = { create: ['scopes', 'platform', 'name'], revoke: ['note'], rotate: [] }[name!] ?? [];
    for (const option of needed) need(given.values[option], `--${option}`);
    const onOne = name === 'revoke' || name === 'rotate';
    if (onOne) need(given.positionals[1], 'PREFIX');
    if (given.positionals.length > (onOne ? 2 : 1)) throw new UsageError(`what is ${given.positionals.at(-1)} to mean?`);
    return atWork(place => act(given, place, talk));
  },
};

const told = ({ prefix, platform, name, scopes, state, expiresAt, lastUsedAt }: ApiKey) => ({
  ...{ prefix, platform, name, scopes, state },
  expiresAt: expiresAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
