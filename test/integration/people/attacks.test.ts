import { system } from '../../../server/kernel/advance.ts';
import { Context } from '../../../server/kernel/context.ts';
import { lineOf } from '../../../server/kernel/rates.ts';
import { installSignIn } from '../../../server/people/session/settings.ts';
import { sweep } from '../../../server/people/session/sweep.ts';
import { createUserWithPassword } from '../../../server/people/user/service.ts';
import { anyone, codeNow, enrol, here, next, signsIn, someone, sql, times, travel, url, useServer } from '../../kit.ts';

useServer({ trustProxy: 1, attemptsPerMinute: 1_000_000 });
afterEach(() => travel(null));

const password = 'right horse battery';
const StepUp = 'mutation ($code: String!) { stepUp(code: $code) }';
const Confirm = 'mutation ($code: String!) { confirmFactor(code: $code) }';
const ChangePassword = 'mutation ($next: String!) { changePassword(current: "right horse battery", next: $next) }';
const SignIn = 'mutation ($login: String!) { signIn(login: $login, password: "wrong") { id } }';
const AskRecovery = 'mutation ($login: String!) { askRecovery(login: $login) }';
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

async function officer(): Promise<{ id: string; login: string }> {
  const login = `attack${next()}`;
  const { id } = await createUserWithPassword(here().owner.manager, { login, name: '某人', role: 'OFFICER', password });
  await enrol(id);
  return { id, login };
}

test('who has stolen a session and a password cannot wipe the failures of the code by changing the password', async () => {
  const { login } = await officer();
  const thief = await signsIn(login, password, await codeNow());
  for (let at = 0; at < 4; at += 1) expect(await thief.refusal(StepUp, { code: `00000${at}` })).toBe('MFA_INVALID');
  expect(await thief.refusal(ChangePassword, { next: 'short' })).toBe('PASSWORD_TOO_WEAK');
  expect(await thief.refusal(StepUp, { code: '000005' })).toBe('MFA_INVALID');
  expect(await thief.refused(StepUp, { code: '000006' })).toMatchObject({ code: 'INVALID_CREDENTIALS', reason: 'SIGN_IN_LOCKED' });
});

test('a changed password forgives no failure of the code either', async () => {
  const { login } = await officer();
  const thief = await signsIn(login, password, await codeNow());
  for (let at = 0; at < 4; at += 1) expect(await thief.refusal(StepUp, { code: `00000${at}` })).toBe('MFA_INVALID');
  expect(await thief.ask(ChangePassword, { next: 'another zebra staple' })).toEqual({ changePassword: true });
  expect(await thief.refusal(StepUp, { code: '000005' })).toBe('MFA_INVALID');
  expect(await thief.refusal(StepUp, { code: await codeNow(1) })).toBe('INVALID_CREDENTIALS');
});

test('a secret that was begun and left is guessed at five times, not for ever', async () => {
  const owner = await someone('OFFICER');
  await owner.ask('mutation { enrolFactor { secret } }');
  const answers = await times(12, at => owner.refusal(Confirm, { code: String(100_000 + at) }));
  expect(answers.filter(code => code === 'MFA_INVALID')).toHaveLength(5);
  expect(answers.filter(code => code === 'INVALID_CREDENTIALS')).toHaveLength(7);
});

test('the addresses of one IPv6 line are one caller', async () => {
  installSignIn({ attemptsPerMinute: 30 });
  try {
    const answers = await times(40, at =>
      anyone()
        .ask(SignIn, { login: `line${next()}` }, { 'x-forwarded-for': `2001:db8:7:7::${(at + 1).toString(16)}` })
        .catch(({ code }: { code: string }) => code),
    );
    expect(answers.filter(code => code === 'RATE_LIMITED')).toHaveLength(10);
  } finally {
    installSignIn({ attemptsPerMinute: 1_000_000 });
  }
  expect([lineOf('::ffff:192.0.2.7'), lineOf(undefined)]).toEqual(['192.0.2.7', 'unknown']);
});

test('names that nobody has do not pile up: what a login has failed at is forgotten after a month', async () => {
  await times(3, at => anyone().refusal(SignIn, { login: `heap${at}` }));
  const count = async () => Number((await sql(`select count(*) as n from sign_in_attempt where network = '*'`))[0]!['n']);
  expect(await count()).toBeGreaterThanOrEqual(3);
  await travel('31 days');
  await sweep(new Context(system, here().own.manager));
  expect(await count()).toBe(0);
});

test('whether there is an account to recover tells neither the answer nor its time', async () => {
  const known = await times(15, officer);
  const clock = async (login: string) => {
    const started = performance.now();
    expect(await anyone().ask(AskRecovery, { login })).toEqual({ askRecovery: true });
    return performance.now() - started;
  };
  const [there, nowhere]: [number[], number[]] = [[], []];
  for (const [at, { login }] of known.entries()) {
    there.push(await clock(login));
    nowhere.push(await clock(`absent${at}`));
  }
  process.stderr.write(`recovery: known ${median(there).toFixed(1)} ms, unknown ${median(nowhere).toFixed(1)} ms\n`);
  expect(Math.abs(median(there) - median(nowhere))).toBeLessThan(10);
  expect(await sql(`select count(*) as n from fact where name = 'User.RECOVERY_ASKED'`)).toEqual([{ n: 15 }]);
});

test('who looks at the screens of an enterprise learns nothing of its sessions and how its account is kept', async () => {
  const looker = await someone('OFFICER');
  const firm = await someone('ENTERPRISE');
  await looker.ask('mutation ($userId: ID!) { viewAs(userId: $userId, reason: "来电") { id } }', { userId: firm.id });
  for (const query of ['{ mySessions { ip userAgent } }', '{ mySecurity { factor } }', '{ linkedIdentities { nodes { subject } } }'])
    expect([query, await looker.refused(query)]).toEqual([query, expect.objectContaining({ code: 'FORBIDDEN', reason: 'VIEW_ONLY' })]);
  expect((await fetch(`${url()}/export/LinkedIdentity.csv`, { headers: looker.headers })).status).toBe(403);
  expect(await firm.ask('{ mySessions { current } }')).toEqual({ mySessions: [{ current: true }] });
});

test('whoever has to do something first does not look at somebody else’s screens meanwhile', async () => {
  const looker = await someone('OFFICER');
  const firm = await someone('ENTERPRISE');
  await looker.ask('mutation ($userId: ID!) { viewAs(userId: $userId, reason: "来电") { id } }', { userId: firm.id });
  await sql('update account set must_change_password = true where id = $1', [looker.id]);
  expect(await looker.ask('{ me { id mustChangePassword } }')).toEqual({ me: { id: looker.id, mustChangePassword: true } });
  expect(await looker.refusal('{ enterprises { totalCount } }')).toBe('PASSWORD_EXPIRED');
});

test('who accepts an invitation of an organisation takes no number of a person, which nobody has checked', async () => {
  const manager = await someone('PROVIDER');
  await sql('update account set manager = true where id = $1', [manager.id]);
  const made = (await manager.ask('mutation { createInvitation(input: { name: "小王", role: PROVIDER }) { path } }')) as {
    createInvitation: { path: string };
  };
  const token = made.createInvitation.path.split('/').pop()!;
  const Accept = 'mutation ($token: String!, $input: AcceptanceInput!) { acceptInvitation(token: $token, input: $input) { state } }';
  const input = { login: `self${next()}`, name: '小王', password };
  expect(await anyone().refused(Accept, { token, input: { ...input, personNumber: ' P1 ' } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'PERSON_NUMBER_NOT_ASKED',
  });
  expect(await anyone().ask(Accept, { token, input })).toEqual({ acceptInvitation: { state: 'ACTIVE' } });
});

test('an invitation is made by whoever has just proved to be there', async () => {
  const stale = await someone('OFFICER', {}, { fresh: false });
  const Invite = 'mutation ($id: ID!) { createInvitation(input: { name: "王", role: PROVIDER, providerId: $id }) { path } }';
  expect(await stale.refused(Invite, { id: stale.id })).toMatchObject({ code: 'MFA_REQUIRED', reason: 'STEP_UP' });
});

test('a browser that opens the address of the API is shown no page of the framework', async () => {
  const response = await fetch(`${url()}/graphql`, { headers: { accept: 'text/html' } });
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await response.text()).not.toMatch(/<html/i);
});

test('visitors who take their exports slowly leave a place to those who are signed in', async () => {
  const officer = await someone('OFFICER');
  const runner = here().owner.createQueryRunner();
  await runner.startTransaction();
  await runner.query('lock table service_list in access exclusive mode');
  const take = (headers: Record<string, string> = {}) => fetch(`${url()}/export/ServiceList.csv`, { headers });
  const first = take();
  await new Promise(resolve => setTimeout(resolve, 200));
  try {
    expect((await take()).status).toBe(503);
    expect((await fetch(`${url()}/export/Enterprise.csv?columns=name`, { headers: officer.headers })).status).toBe(200);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
  expect((await first).status).toBe(200);
});
