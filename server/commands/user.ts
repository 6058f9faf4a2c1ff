import { type Role, roles } from '../../schema/roles.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { visible } from '../kernel/visible.ts';
import { resetFactor } from '../people/factor/service.ts';
import { setUpPath } from '../people/session/passwords.ts';
import { unlockUser } from '../people/session/signIn.ts';
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
    const { id } = await place.act(
      async ctx =>
        createUser(ctx, {
          ...input,
          personNumber: (values['person'] as string) ?? null,
          district: (values['district'] as string) ?? null,
          ...(await organisation(ctx, values)),
        }),
      'SYSTEM_ADMIN',
    );
    const made = await letIn(place, id);
    return tellLink(checkedLogin(input.login), made, place, talk);
  },
  async reset({ positionals: [, login] }, place, talk) {
    const made = await place.act(async ctx => setUpLink(ctx, (await userOf(ctx, login)).id), 'SYSTEM_ADMIN');
    return tellLink(checkedLogin(login!), made, place, talk);
  },
  async 'reset-factor'({ values, positionals: [, login] }, place, talk) {
    const note = need(values['note'], '--note');
    await place.act(async ctx => resetFactor(ctx, (await userOf(ctx, login)).id, note), 'SECURITY_ADMIN');
    if (talk.json) talk.answer({ login: checkedLogin(login!), factor: false });
    else talk.tell(`${login} has no second factor any more and sets it up anew at the next sign-in.`);
    return 0;
  },
  async unlock({ positionals: [, login] }, place, talk) {
    await place.act(async ctx => unlockUser(ctx, (await userOf(ctx, login)).id), 'SECURITY_ADMIN');
    if (talk.json) talk.answer({ login: checkedLogin(login!), locked: false });
    else talk.tell(`${login} may sign in again.`);
    return 0;
  },
  disable: (given, place, talk) => move('DISABLE', need(given.values['note'], '--note'), given, place, talk),
  async enable(given, place, talk) {
    const { id, login } = await place.act(async ctx => {
      const user = await userOf(ctx, given.positionals[1]);
      return advanceUser(ctx, user.id, 'ENABLE');
    }, 'SYSTEM_ADMIN');
    return tellLink(login, await letIn(place, id), place, talk);
  },
  approve: (given, place, talk) => move('APPROVE', undefined, given, place, talk),
};

/**
 * The way back when no administrator can let anybody in: whoever may run the command line has the whole database, so it does
 * both halves of what two people do in the panel. Its facts name the account of the machine.
 */
async function letIn(place: Workplace, id: string): Promise<{ token: string; expiresAt: Date }> {
  await place.act(ctx => advanceUser(ctx, id, 'APPROVE'), 'SECURITY_ADMIN');
  return place.act(ctx => setUpLink(ctx, id), 'SYSTEM_ADMIN');
}

export const userCommand: Command = {
  name: 'user',
  usage: `${Object.keys(acts).join('|')} [LOGIN] [--json]`,
  summary: 'Lists, creates, disables, enables accounts, and gives them a new link to set a password with.',
  help:
    '  list\n' +
    '  create LOGIN --role ROLE --name NAME [--person NUMBER] [--manager]\n' +
    '      --person is needed for the bureau and the districts: the number by which one knows the person behind;\n' +
    '      --district CODE for DISTRICT, --provider USCC, --enterprise USCC, --expert NUMBER for these;\n' +
    '      a one-time link is printed with which the owner sets a password\n' +
    '  reset LOGIN                 a new such link; the password stays until it is used\n' +
    '  reset-factor LOGIN --note WHY   for a lost telephone: its owner enrols anew at the next sign-in\n' +
    '  unlock LOGIN                after too many attempts to sign in have failed\n' +
    '  disable LOGIN --note WHY    ends its sessions as well\n' +
    '  enable LOGIN                its owner sets a password anew, with the link that is printed\n' +
    '  approve LOGIN               lets in an account that an administrator has proposed\n' +
    'In the panel two administrators do what create, enable and reset do here: this is the way back when one is missing.',
  options: {
    role: { type: 'string' },
    person: { type: 'string' },
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
  const { state } = await place.act(
    async ctx => advanceUser(ctx, (await userOf(ctx, login)).id, action, note),
    action === 'APPROVE' ? 'SECURITY_ADMIN' : 'SYSTEM_ADMIN',
  );
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
