import { type Role, roles } from '../../schema/roles.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { visible } from '../kernel/visible.ts';
import { setUpPath } from '../people/session/passwords.ts';
import { normaliseUscc } from '../people/uscc.ts';
import { User } from '../people/user/entity.ts';
import { advanceUser, checkedLogin, createUser, setUpLink } from '../people/user/service.ts';
import { columnsOf } from './columns.ts';
import { type Command, type Given, need, type Talk, UsageError } from './command.ts';
import { atWork, type Workplace } from './workplace.ts';

type Act = (given: Given, place: Workplace, talk: Talk) => Promise<number>;

const acts: Record<string, Act> = {
  async list(_, { act }, talk) {
    const users = await act(ctx => visible(ctx, User).orderBy('it.login').getMany(), 'SYSTEM_ADMIN');
    const rows = users.map(({ login, name, role, state, district, lastSignInAt }) => ({
      ...{ login, name, role, state, district: district ?? null },
      lastSignInAt: lastSignInAt?.toISOString() ?? null,
    }));
    if (talk.json) talk.answer(rows);
    else
      for (const line of columnsOf(
        ['login', 'name', 'role', 'state', 'district', 'last sign-in'],
        rows.map(row => Object.values(row)),
      ))
        talk.tell(line);
    return 0;
  },
  async create({ values, positionals: [, login] }, place, talk) {
    const role = need(values['role'], '--role').toUpperCase() as Role;
    if (!roles.includes(role)) throw new UsageError(`--role is one of ${roles.join(', ')}`);
    const name = need(values['name'], '--name');
    const input = { login: need(login, 'LOGIN'), name, role, manager: values['manager'] === true };
    const made = await place.act(async ctx => {
      const { id } = await createUser(ctx, {
        ...input,
        district: (values['district'] as string) ?? null,
        ...(await organisation(ctx, values)),
      });
      return setUpLink(ctx, id);
    }, 'SYSTEM_ADMIN');
    return tellLink(checkedLogin(input.login), made, place, talk);
  },
  async reset({ positionals: [, login] }, place, talk) {
    const made = await place.act(async ctx => setUpLink(ctx, (await userOf(ctx, login)).id), 'SYSTEM_ADMIN');
    return tellLink(checkedLogin(login!), made, place, talk);
  },
  disable: (given, place, talk) => move('DISABLE', need(given.values['note'], '--note'), given, place, talk),
  enable: (given, place, talk) => move('ENABLE', undefined, given, place, talk),
};

export const userCommand: Command = {
  name: 'user',
  usage: `${Object.keys(acts).join('|')} [LOGIN] [--json]`,
  summary: 'Lists, creates, disables, enables accounts, and gives them a new link to set a password with.',
  help:
    '  list\n' +
    '  create LOGIN --role ROLE --name NAME [--manager]\n' +
    '      --district CODE for DISTRICT, --provider USCC, --enterprise USCC, --expert NUMBER for these;\n' +
    '      a one-time link is printed with which the owner sets a password\n' +
    '  reset LOGIN                 a new such link; the password stays until it is used\n' +
    '  disable LOGIN --note WHY    ends its sessions as well\n' +
    '  enable LOGIN',
  options: {
    role: { type: 'string' },
    name: { type: 'string' },
    district: { type: 'string' },
    provider: { type: 'string' },
    enterprise: { type: 'string' },
    expert: { type: 'string' },
    manager: { type: 'boolean' },
    note: { type: 'string' },
  },
  async run(given, talk) {
    const [name] = given.positionals;
    const act = Object.hasOwn(acts, name ?? '') ? acts[name!] : undefined;
    if (!act) throw new UsageError(`say what to do: ${Object.keys(acts).join(', ')}`);
    if (given.positionals.length > (name === 'list' ? 1 : 2)) throw new UsageError('one LOGIN at a time');
    if (name !== 'list') need(given.positionals[1], 'LOGIN');
    return atWork(place => act(given, place, talk));
  },
};

async function userOf(ctx: Context, login: string | undefined): Promise<User> {
  const found = await ctx.db.findOneBy(User, { login: checkedLogin(need(login, 'LOGIN')) });
  if (!found) throw refuse('NOT_FOUND', 'LOGIN_UNKNOWN', { login });
  return found;
}

const kept: Record<string, [table: string, column: string, field: string]> = {
  provider: ['provider', 'uscc', 'providerId'],
  enterprise: ['enterprise', 'uscc', 'enterpriseId'],
  expert: ['expert', 'number', 'expertId'],
};

/** What the account works for, named on the command line by what people know it by. */
async function organisation(ctx: Context, values: Given['values']): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [option, [table, column, field]] of Object.entries(kept)) {
    const key = values[option] as string | undefined;
    if (key === undefined) continue;
    const [row] = await ctx.query<{ id: string }>(`select id from ${table} where ${column} = $1`, [
      column === 'uscc' ? normaliseUscc(key) : key,
    ]);
    if (!row) throw refuse('NOT_FOUND', 'ORGANISATION_UNKNOWN', { key });
    found[field] = row.id;
  }
  return found;
}

async function move(
  action: string,
  note: string | undefined,
  { positionals: [, login] }: Given,
  place: Workplace,
  talk: Talk,
): Promise<number> {
  const { state } = await place.act(async ctx => advanceUser(ctx, (await userOf(ctx, login)).id, action, note), 'SYSTEM_ADMIN');
  if (talk.json) talk.answer({ login: checkedLogin(login!), state });
  else talk.tell(`${login} is ${state.toLowerCase()}.`);
  return 0;
}

function tellLink(login: string, { token, expiresAt }: { token: string; expiresAt: Date }, { config }: Workplace, talk: Talk): number {
  const link = config.publicUrl + setUpPath(token);
  if (talk.json) talk.answer({ login, link, expiresAt: expiresAt.toISOString() });
  else {
    talk.tell(`${login} sets a password with this link, which works once, until ${expiresAt.toISOString()}:`);
    talk.tell(link);
  }
  return 0;
}
