import { createUserWithPassword } from '../../../server/people/user/service.ts';
import { another, aProvider, codeNow, enrol, here, next, Someone, signsIn, someone, sql, times, travel, useServer } from '../../kit.ts';

useServer({ attemptsPerMinute: 1_000_000 });
afterEach(() => travel(null));

const password = 'right horse battery';
const Me = '{ me { mustEnrolFactor mustChangePassword may } mySecurity { factor factorObliged recoveryCodesLeft } }';
const Enrol = 'mutation { enrolFactor { secret uri } }';
const Confirm = 'mutation ($code: String!) { confirmFactor(code: $code) }';
const StepUp = 'mutation ($code: String!) { stepUp(code: $code) }';
const Reset = 'mutation ($id: ID!, $reason: String!) { resetFactor(userId: $id, reason: $reason) { id } }';
const Enterprises = '{ enterprises { totalCount } }';
type Enrolled = { enrolFactor: { secret: string; uri: string } };

async function account(role = 'OFFICER', enrolled = true): Promise<{ id: string; login: string }> {
  const login = `acct${next()}`;
  const providerId = role === 'PROVIDER' ? await aProvider() : null;
  const { id } = await createUserWithPassword(here().owner.manager, { login, name: '某人', role, password, providerId });
  if (enrolled) await enrol(id);
  return { id, login };
}
const refusedWith = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ code, reason }) => (reason ? `${code} ${reason}` : code),
  );

test('an officer without a second factor can enrol one and do nothing else; the secret is shown once and kept sealed', async () => {
  const { id, login } = await account('OFFICER', false);
  const officer = await signsIn(login, password);
  expect(await officer.ask(Me)).toMatchObject({ me: { mustEnrolFactor: true }, mySecurity: { factor: false, factorObliged: true } });
  expect(await officer.refused(Enterprises)).toMatchObject({ code: 'MFA_REQUIRED', reason: 'FACTOR_MISSING' });
  expect((await fetch(`${here().served.url}/export/Enterprise.csv`, { headers: officer.headers })).status).toBeGreaterThanOrEqual(400);
  expect(await officer.refused(Confirm, { code: '123456' })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'FACTOR_NOT_BEGUN' });
  const { secret, uri } = (await officer.ask<Enrolled, object>(Enrol)).enrolFactor;
  expect(uri).toContain(`otpauth://totp/Shizhuan:${login}?secret=${secret}`);
  for (const code of ['000000', await codeNow(-4, secret), '1234567', 'abcdef', ''])
    expect([code, await officer.refusal(Confirm, { code })]).toEqual([code, 'MFA_INVALID']);
  const before = officer.headers['cookie'];
  const { confirmFactor: codes } = (await officer.ask(Confirm, { code: await codeNow(0, secret) })) as { confirmFactor: string[] };
  expect(new Set(codes).size).toBe(10);
  expect(codes[0]).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
  expect(officer.headers['cookie']).not.toBe(before);
  expect(await new Someone(id, 'OFFICER', { cookie: before! }).refusal(Enterprises)).toBe('UNAUTHENTICATED');
  expect(await officer.ask(Me)).toMatchObject({ me: { mustEnrolFactor: false }, mySecurity: { factor: true, recoveryCodesLeft: 10 } });
  expect(await officer.refusal(Enterprises)).toBeUndefined();
  const kept = JSON.stringify([
    await sql('select * from factor'),
    await sql('select * from recovery_code'),
    await sql('select * from fact'),
  ]);
  for (const secretPart of [secret, ...codes, ...codes.map(code => code.replaceAll('-', ''))]) expect(kept).not.toContain(secretPart);
  expect(kept).toContain('User.FACTOR_ENROL');
});

test('a password alone opens no session where there is a factor; a code is taken once, wrong and old ones never', async () => {
  const { login } = await account();
  expect(await refusedWith(signsIn(login, password))).toBe('MFA_REQUIRED');
  expect(await sql('select count(*) from session s join account a on a.id = s.user_id where a.login = $1', [login])).toEqual([
    { count: 0 },
  ]);
  for (const code of [await codeNow(-5), '1234567', 'abcdef'])
    expect(await refusedWith(signsIn(login, password, code))).toBe('MFA_INVALID');
  const code = await codeNow();
  await signsIn(login, password, code);
  expect(await refusedWith(signsIn(login, password, code))).toBe('MFA_INVALID');
  expect(await refusedWith(signsIn(login, password, await codeNow(-1)))).toBe('MFA_INVALID');
  await signsIn(login, password, await codeNow(1));
  await travel('90 seconds');
  await signsIn(login, password, await codeNow());
});

test('of a hundred who use the same code at once, one gets in', async () => {
  const { login } = await account();
  const code = await codeNow();
  const outcomes = await times(100, () => refusedWith(signsIn(login, password, code)));
  expect(outcomes.filter(outcome => outcome === undefined)).toHaveLength(1);
  expect(outcomes.filter(outcome => outcome?.startsWith('RATE_LIMITED'))).toEqual([]);
}, 30_000);

test('a recovery code signs in once; which way somebody came stands in the fact', async () => {
  const { id, login } = await account();
  const officer = await signsIn(login, password, await codeNow());
  const { newRecoveryCodes: codes } = (await officer.ask('mutation { newRecoveryCodes }')) as { newRecoveryCodes: string[] };
  await signsIn(login, password, codes[3]!.toLowerCase().replaceAll('-', ' '));
  expect(await refusedWith(signsIn(login, password, codes[3]))).toBe('MFA_INVALID');
  const ways = await sql(`select details ->> 'with' as way from fact where subject_id = $1 and name = 'User.SIGN_IN' order by id`, [id]);
  expect(ways.map(({ way }) => way)).toEqual(['CODE', 'RECOVERY_CODE']);
  expect(await sql('select count(*) from recovery_code where user_id = $1', [id])).toEqual([{ count: 9 }]);
  const race = await times(20, () => refusedWith(signsIn(login, password, codes[5])));
  expect(race.filter(outcome => outcome === undefined)).toHaveLength(1);
});

test('a provider may do without, and is held to it once there is one', async () => {
  const { login } = await account('PROVIDER', false);
  const provider = await signsIn(login, password);
  expect(await provider.ask(Me)).toMatchObject({ me: { mustEnrolFactor: false }, mySecurity: { factor: false, factorObliged: false } });
  const { secret } = (await provider.ask<Enrolled, object>(Enrol)).enrolFactor;
  await signsIn(login, password);
  await provider.ask(Confirm, { code: await codeNow(0, secret) });
  expect(await refusedWith(signsIn(login, password))).toBe('MFA_REQUIRED');
});

test('a lost factor is taken away by the security administrator alone, for a reason; its owner enrols anew', async () => {
  const { id, login } = await account();
  const officer = await signsIn(login, password, await codeNow());
  const guard = await someone('SECURITY_ADMIN');
  for (const role of ['SYSTEM_ADMIN', 'OFFICER', 'AUDITOR'] as const)
    expect(await (await someone(role)).refusal(Reset, { id, reason: 'lost' })).toBe('FORBIDDEN');
  expect(await guard.refused(Reset, { id, reason: '  ' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  expect(await guard.refused(Reset, { id: guard.id, reason: 'mine' })).toMatchObject({ reason: 'OWN_ACCOUNT' });
  await guard.ask(Reset, { id, reason: '手机丢失' });
  expect(await guard.refused(Reset, { id, reason: 'again' })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'FACTOR_NONE' });
  expect(await officer.refusal(Enterprises)).toBe('UNAUTHENTICATED');
  expect(await (await signsIn(login, password)).refused(Enterprises)).toMatchObject({ reason: 'FACTOR_MISSING' });
  expect(await sql(`select note, actor_role from fact where subject_id = $1 and name = 'User.FACTOR_RESET'`, [id])).toEqual([
    { note: '手机丢失', actor_role: 'SECURITY_ADMIN' },
  ]);
});

test('what the policy calls fresh is refused ten minutes after the last code, in every process, and open again after the next', async () => {
  const admin = await someone('SYSTEM_ADMIN', {}, { fresh: false });
  const second = await another();
  const input = { login: `made${next()}`, name: '某人', role: 'OFFICER', personNumber: `N${next()}` };
  const create = 'mutation ($input: UserInput!) { createUser(input: $input) { login } }';
  for (const who of [admin, admin.through(second)])
    expect(await who.refused(create, { input })).toMatchObject({ code: 'MFA_REQUIRED', reason: 'STEP_UP' });
  expect(await (await someone('OFFICER', {}, { fresh: false })).refusal(create, { input })).toBe('FORBIDDEN');
  expect(await admin.refusal(StepUp, { code: '000000' })).toBe('MFA_INVALID');
  const before = admin.headers['cookie'];
  expect(await admin.ask(StepUp, { code: await codeNow() })).toEqual({ stepUp: true });
  expect(admin.headers['cookie']).not.toBe(before);
  expect(await admin.through(second).ask(create, { input })).toEqual({ createUser: { login: input.login } });
  await travel('9 minutes 58 seconds');
  expect(await admin.refusal(create, { input: { ...input, login: `m${next()}`, personNumber: `N${next()}` } })).toBeUndefined();
  await travel('10 minutes 1 second');
  expect(await admin.refusal(create, { input: { ...input, login: `m${next()}`, personNumber: `N${next()}` } })).toBe('MFA_REQUIRED');
  await second.stop();
});

test('without a factor it is the password that proves again; a code proves once, however many ask', async () => {
  const { login } = await account('PROVIDER', false);
  const provider = await signsIn(login, password);
  await travel('11 minutes');
  expect(await provider.refusal(Enrol)).toBe('MFA_REQUIRED');
  expect(await provider.refusal(StepUp, { code: 'not it' })).toBe('INVALID_CREDENTIALS');
  await provider.ask(StepUp, { code: password });
  expect(await provider.refusal(Enrol)).toBeUndefined();
  const officer = await someone('OFFICER', {}, { fresh: false });
  const code = await codeNow();
  const outcomes = await times(40, () => new Someone(officer.id, 'OFFICER', { ...officer.headers }).refusal(StepUp, { code }));
  expect(outcomes.filter(outcome => outcome === undefined)).toHaveLength(1);
});

test('the demonstration code is told only where the data are made up', async () => {
  const { about } = (await (await someone('OFFICER')).ask('{ about { demo demoCode } }')) as { about: object };
  expect(about).toEqual({ demo: false, demoCode: null });
});
