import { verified } from '../../../server/people/session/hashing.ts';
import { createUserWithPassword } from '../../../server/people/user/service.ts';
import { anyone, codeNow, enrol, here, next, signsIn, someone, sql, times, travel, useServer } from '../../kit.ts';

useServer({ trustProxy: 1, attemptsPerMinute: 1_000_000 });
afterEach(() => travel(null));

const SignIn = 'mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { id } }';
const Unlock = 'mutation ($id: ID!) { unlockUser(userId: $id) { lockedAt } }';
const password = 'right horse battery';

async function account(): Promise<{ id: string; login: string }> {
  const login = `guess${next()}`;
  const { id } = await createUserWithPassword(here().owner.manager, { login, name: '某人', role: 'OFFICER', password });
  await enrol(id);
  return { id, login };
}
/** One guess, as if it came through the proxy from an address. */
const guess = async (login: string, secret = `wrong ${next()}`, from = '203.0.113.7') => {
  try {
    await anyone().ask(SignIn, { login, password: secret }, { 'x-forwarded-for': from });
    return 'IN';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const factsOf = (id: string) => sql('select name, details from fact where subject_id = $1 order by id', [id]);

test('of hundreds of guesses at once from one network five passwords are looked at, then none for 15 minutes, not even the right one', async () => {
  const { id, login } = await account();
  const before = verified();
  const answers = await times(300, at => guess(login, undefined, `203.0.113.${at % 250}`));
  expect(new Set(answers)).toEqual(new Set(['INVALID_CREDENTIALS']));
  expect(verified() - before).toBe(5);
  expect(await guess(login, password)).toBe('INVALID_CREDENTIALS');
  expect(verified() - before).toBe(5);
  const facts = (await factsOf(id)).filter(({ name }) => name === 'User.SIGN_IN_FAILED');
  expect(facts).toHaveLength(5);
  expect(facts.filter(({ details }) => details.locked)).toHaveLength(1);
  expect(facts[0]!['details']).toMatchObject({ ip: expect.stringMatching(/^203\.0\.113\./), wrong: 'INVALID_CREDENTIALS' });
  await travel('14 minutes 50 seconds');
  expect(await guess(login, password)).toBe('INVALID_CREDENTIALS');
  await travel('15 minutes 10 seconds');
  expect(await guess(login, password)).toBe('MFA_REQUIRED');
});

test('the owner elsewhere is not kept out by a lock, and a lock of one account is none of another', async () => {
  const [mine, other] = [await account(), await account()];
  await times(6, () => guess(mine.login));
  expect(await guess(mine.login, password, '198.51.100.1')).toBe('MFA_REQUIRED');
  expect(await guess(mine.login, password, '2001:db8:1:2::1')).toBe('MFA_REQUIRED');
  expect(await guess(other.login, password)).toBe('MFA_REQUIRED');
});

test('guesses from everywhere: twenty passwords are looked at, then the account is locked until an administrator opens it', async () => {
  const { id, login } = await account();
  const before = verified();
  await times(400, at => guess(login, undefined, `10.${at % 200}.0.1`));
  expect(verified() - before).toBe(20);
  await travel('2 days');
  expect(await guess(login, password, '192.0.2.9')).toBe('INVALID_CREDENTIALS');
  expect((await factsOf(id)).filter(({ name }) => name === 'User.LOCK')).toHaveLength(1);
  for (const role of ['OFFICER', 'LEADER', 'AUDITOR'] as const)
    expect(await (await someone(role)).refusal(Unlock, { id })).toBe('FORBIDDEN');
  const guard = await someone('SECURITY_ADMIN');
  expect(await guard.ask(Unlock, { id })).toEqual({ unlockUser: { lockedAt: null } });
  expect(await guard.refused(Unlock, { id })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'NOT_LOCKED' });
  expect(await guess(login, password, '192.0.2.9')).toBe('MFA_REQUIRED');
  expect((await factsOf(id)).map(({ name }) => name)).toContain('User.UNLOCK');
});

test('thirty aliases, a list and a second root field carry no second guess', async () => {
  const { login } = await account();
  const before = verified();
  const many = `mutation { ${Array.from({ length: 30 }, (_, at) => `a${at}: signIn(login: "${login}", password: "x${at}") { id }`).join(' ')} }`;
  expect(await anyone().refusal(many)).toBe('QUERY_TOO_COMPLEX');
  const two = `mutation { a: signIn(login: "${login}", password: "x") { id } b: signIn(login: "${login}", password: "y") { id } }`;
  expect(['BAD_USER_INPUT', 'QUERY_TOO_COMPLEX']).toContain(await anyone().refusal(two));
  const answer = await fetch(`${here().served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Array.from({ length: 10 }, () => ({ query: SignIn, variables: { login, password: 'x' } }))),
  });
  expect(answer.status).toBe(400);
  expect(verified()).toBe(before);
});

test('a name that nobody has is counted, locked and answered like any other', async () => {
  const before = verified();
  const login = `nobody${next()}`;
  const answers = await times(40, () => guess(login));
  expect(new Set(answers)).toEqual(new Set(['INVALID_CREDENTIALS']));
  expect(verified() - before).toBe(5);
  expect(await sql(`select count(*) as known from sign_in_attempt where login like '%nobody%'`)).toEqual([{ known: 0 }]);
});

test('guesses at a code count as guesses: five, and the right one is of no use either', async () => {
  const { login } = await account();
  const codes = await times(8, at =>
    signsIn(login, password, `00000${at}`).then(
      () => 'IN',
      ({ code }) => code,
    ),
  );
  expect(codes.filter(code => code === 'MFA_INVALID')).toHaveLength(5);
  expect(codes.filter(code => code === 'INVALID_CREDENTIALS')).toHaveLength(3);
  await expect(signsIn(login, password, await codeNow())).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS', reason: 'SIGN_IN_LOCKED' });
});

test('who only enters the password, and the code later, is not counted for it', async () => {
  const { login } = await account();
  for (let at = 0; at < 8; at += 1) expect(await guess(login, password)).toBe('MFA_REQUIRED');
  await signsIn(login, password, await codeNow());
});

test('an unknown name is answered in the same time as a known one', async () => {
  const known = await times(15, account);
  const clock = async (login: string, from: string) => {
    const started = performance.now();
    expect(await guess(login, 'wrong', from)).toBe('INVALID_CREDENTIALS');
    return performance.now() - started;
  };
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  const [there, nowhere]: [number[], number[]] = [[], []];
  for (let at = 0; at < 60; at += 1) {
    there.push(await clock(known[at % known.length]!.login, `172.16.${at}.1`));
    nowhere.push(await clock(`absent${at % known.length}`, `172.17.${at}.1`));
  }
  const difference = Math.abs(median(there) - median(nowhere));
  process.stderr.write(`sign-in: known ${median(there).toFixed(1)} ms, unknown ${median(nowhere).toFixed(1)} ms\n`);
  expect(difference).toBeLessThan(10);
}, 60_000);
