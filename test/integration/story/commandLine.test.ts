import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../server/config.ts';
import { main } from '../../../server/main.ts';
import { startTestCluster, type TestCluster } from '../../../server/postgres/testing.ts';
import { expected } from '../imports/figures.ts';
import { query } from '../postgres/scene.ts';
import { rowsOf } from './scene.ts';

// A cluster of its own: the command sets the password of the API's role, which other tests use.
let cluster: TestCluster;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  cluster = await startTestCluster();
  await query(cluster.url, "create role bureau login createrole password 'bureau'");
  await query(cluster.url, 'create database own owner bureau');
  const url = Object.assign(new URL(cluster.url), { username: 'bureau', password: 'bureau', pathname: '/own' });
  const { PATH, HOME } = process.env;
  env = { PATH, HOME, NODE_ENV: 'test', DATABASE_URL: url.href, SHIZHUAN_DATA: mkdtempSync(join(tmpdir(), 'shizhuan-cli-')) };
}, 60_000);
afterAll(async () => {
  await cluster.stop();
  rmSync(env['SHIZHUAN_DATA']!, { recursive: true });
});

const data = (name: string) => join(__dirname, '../../data', name);

/** Runs the command as a person does: a process of its own. */
async function shizhuan(words: string[], more: NodeJS.ProcessEnv = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(root, 'server/bin/shizhuan.mjs'), ...words], { env: { ...env, ...more }, cwd: tmpdir() });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', part => (told[name] += part));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...told };
}

const withAnswer = ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
  code,
  answer: JSON.parse(stdout),
  stderr,
});

/** With `--json`, stdout is one document. */
const answerOf = async (...words: string[]) => withAnswer(await shizhuan([...words, '--json']));

/** The same command without a process of its own, which is most of what a short one costs. */
async function here(words: string[], more: NodeJS.ProcessEnv = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  const told = { stdout: '', stderr: '' };
  const before = { ...process.env };
  const listening = (['stdout', 'stderr'] as const).map(name =>
    jest.spyOn(process[name], 'write').mockImplementation(part => {
      told[name] += part;
      return true;
    }),
  );
  Object.assign(process.env, env, more);
  try {
    return { code: await main(words), ...told };
  } finally {
    for (const name of Object.keys({ ...env, ...more })) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    for (const spy of listening) spy.mockRestore();
  }
}
const answerHere = async (...words: string[]) => withAnswer(await here([...words, '--json']));

/** Everything an import may write. */
const everything = () =>
  query(
    cluster.url.replace(/\/[^/]*$/, '/own'),
    'select (select count(*) from enterprise) e, (select count(*) from register_entry) r, (select count(*) from evidence) v, (select count(*) from submission) s, (select count(*) from review) w, (select count(*) from fact) f',
  );

jest.setTimeout(120_000);

test('of a dirty register nothing is imported: exit 1, and exactly the 24 faults', async () => {
  await shizhuan(['migrate']);
  const before = await everything();
  const { code, answer } = await answerHere('import', 'register', data('register-dirty.csv'), '--month', '2024-06');
  expect(code).toBe(1);
  expect(Object.keys(answer)).toEqual(['imported', 'faults']);
  expect(answer.imported).toBe(0);
  expect(answer.faults.map(({ line }: { line: number }) => String(line))).toEqual(
    rowsOf('register-dirty-faults.csv').map(({ line }) => line),
  );
  expect(answer.faults).toHaveLength(24);
  for (const fault of answer.faults) expect(Object.keys(fault)).toEqual(['line', 'column', 'value', 'code', 'message']);
  expect(await everything()).toEqual(before);
  const plain = await shizhuan(['import', 'register', data('register-dirty.csv'), '--month', '2024-06', '--lang', 'en']);
  expect(plain).toMatchObject({ code: 1, stdout: expect.stringContaining('Nothing was imported: 24 faults.') });
  expect(plain.stdout).toContain('must not be empty');
});

test('a register of 4,800 is taken within five seconds; the same file again, and a preview, change nothing', async () => {
  const words = ['import', 'register', data('register-2024-06.csv'), '--month', '2024-06'];
  expect((await answerHere(...words, '--dry-run')).answer).toMatchObject({ imported: 0, rows: 4800, added: { count: 4800 }, import: null });
  const begun = performance.now();
  const { code, answer, stderr } = await answerOf(...words);
  console.info(`4,800 rows in ${answer.seconds} s, the whole command in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  expect({ code, ...answer }).toMatchObject({ code: 0, imported: 4800, unchanged: 0, faults: [], added: { count: 4800 } });
  expect(answer.seconds).toBeLessThanOrEqual(5);
  expect(stderr).toContain('4800 of 4800 rows');
  const before = await everything();
  expect(await answerHere(...words)).toMatchObject({ code: 0, answer: { imported: 0, unchanged: 4800, import: null } });
  expect(await everything()).toEqual(before);
});

test('the figures of both months, their districts and the bridge are printed as one document', async () => {
  await answerHere('import', 'evidence', data('evidence-2024-06.csv'));
  const { answer: july } = await answerHere('import', 'register', data('register-2024-07.csv'), '--month', '2024-07');
  expect(july).toMatchObject({ added: { count: 100 }, gone: { count: 12 }, moved: { count: 5 }, renamed: { count: 4 } });
  await answerHere('import', 'evidence', data('evidence-2024-07.csv'));
  await answerHere('import', 'revocations', data('revoked-2024-07.csv'));
  for (const [at, { districts, ...city }] of Object.entries(expected)) {
    const { answer } = await answerHere('coverage', '--at', at, '--by', 'district');
    const { groups, ...figure } = answer;
    expect(figure).toEqual({ at, register: { month: at.slice(0, 7), version: 1 }, rule: 1, ...city, target: '92', reached: false });
    expect(Object.keys(groups[0])).toEqual(['code', 'name', 'n', 'd', 'rate']);
    expect(Object.fromEntries(groups.map(({ code, n, d }: { code: string; n: number; d: number }) => [code, [d, n]]))).toEqual(districts);
  }
  const { answer } = await answerOf('coverage', '--at', '2024-07-31', '--bridge-from', '2024-06-30', '--by', 'size');
  expect(answer.bridge).toEqual({ from: '2024-06-30', newly: 25, enteredTransformed: 3, leftTransformed: 9, revoked: 4, expired: 17 });
  expect(Object.keys(answer.groups[0].bridge)).toEqual(expect.arrayContaining(['movedIn', 'movedOut']));
  const plain = await here(['coverage', '--at', '2024-06-30', '--by', 'district']);
  expect(plain.stdout).toMatch(/4363 of 4800 enterprises are transformed: 90\.8 %\n.*4416 needed, 53 missing/);
  expect(plain.stdout).toMatch(/370211 +黄岛区 +1048 +1150 +91\.1/);
  expect(await answerHere('coverage', 'check')).toMatchObject({ code: 0, answer: { equal: true, differences: [] } });
});

test('a past call is created as data, and its tables are imported once', async () => {
  const of = (kind: string) => [kind, data(`C2024A-${kind}.csv`)];
  const call = ['--call', 'C2024A'];
  expect(await answerHere('import', ...of('submissions'), ...call)).toMatchObject({ code: 1, answer: { error: { code: 'NOT_FOUND' } } });
  expect(await answerHere('seed', 'call', 'C2024A')).toMatchObject({ code: 0, answer: { call: { code: 'C2024A', state: 'CLOSED' } } });
  expect(await answerHere('seed', 'call', 'C1999A')).toMatchObject({ code: 1, answer: { error: { reason: 'CALL_TEMPLATE_UNKNOWN' } } });
  const early = await answerHere('import', ...of('scores'), ...call);
  expect([early.code, early.answer.faults[0].code]).toEqual([1, 'UNKNOWN_RECORD']);
  for (const [kind, rows, more] of [
    ['providers', 40, []],
    ['experts', 24, []],
    ['submissions', 60, call],
    ['scores', 300, call],
  ] as const) {
    expect(await answerHere('import', ...of(kind), ...more)).toMatchObject({ code: 0, answer: { imported: rows } });
    expect(await answerHere('import', ...of(kind), ...more)).toMatchObject({ code: 0, answer: { imported: 0, unchanged: rows } });
  }
});

test('accounts and keys are made, listed and ended', async () => {
  const wang = ['user', 'create', 'Wang', '--role', 'district', '--district', '370211', '--name', '王'];
  expect(await answerHere(...wang)).toMatchObject({ code: 1, answer: { error: { reason: 'PERSON_NUMBER_REQUIRED' } } });
  const made = await answerHere(...wang, '--person', 'D 7');
  expect(made).toMatchObject({ code: 0, answer: { login: 'wang', link: expect.stringMatching(/^http.*\/#\/set-password\/[\w-]{43}$/) } });
  const again = await answerHere('user', 'create', 'wang', '--role', 'officer', '--name', '王', '--person', 'O7');
  expect(again).toMatchObject({ code: 1, answer: { error: { reason: 'USER_LOGIN_TAKEN' } } });
  expect((await answerHere('user', 'reset', 'wang')).answer.link).not.toBe(made.answer.link);
  expect(await answerHere('user', 'disable', 'wang', '--note', '调离')).toMatchObject({ code: 0, answer: { state: 'DISABLED' } });
  expect((await answerHere('user', 'list')).answer).toMatchObject([
    { login: 'wang', role: 'DISTRICT', state: 'DISABLED', district: '370211' },
  ]);
  expect(await answerHere('user', 'enable', 'wang')).toMatchObject({ code: 0, answer: { link: expect.stringMatching(/set-password/) } });
  expect((await answerHere('user', 'list')).answer).toMatchObject([{ login: 'wang', state: 'ACTIVE' }]);
  expect(await answerHere('user', 'enable', 'nobody')).toMatchObject({ code: 1, answer: { error: { code: 'NOT_FOUND' } } });
  const about = ['--platform', '平台', '--name', '同步目录'];
  const { answer: key } = await answerHere('key', 'create', '--scopes', 'catalogue:read,lists:read', ...about);
  expect(key).toMatchObject({ key: expect.stringMatching(/^ck_live_/), scopes: ['catalogue:read', 'lists:read'], state: 'ACTIVE' });
  expect(await answerHere('key', 'create', '--scopes', 'everything', ...about)).toMatchObject({
    code: 1,
    answer: { error: { reason: 'SCOPE_UNKNOWN' } },
  });
  expect(await answerHere('key', 'revoke', key.prefix, '--note', '泄露')).toMatchObject({ code: 0, answer: { state: 'REVOKED' } });
  expect((await here(['key', 'list'])).stdout).toMatch(new RegExp(`${key.prefix} +平台 +同步目录 +catalogue:read lists:read +REVOKED`));
});

test('the audit trail is verified, anchored, and who cut or changed it is told where', async () => {
  const own = cluster.url.replace(/\/[^/]*$/, '/own');
  const tamper = (...statements: string[]) => query(own, ['set session_replication_role = replica', ...statements].join(';'));
  const { code, answer: whole } = await answerHere('audit', 'verify');
  expect([code, whole.whole, whole.faulty]).toEqual([0, true, 0]);
  expect(whole.facts).toBe(whole.head.seq);
  expect(await answerHere('audit', 'anchor')).toMatchObject({ code: 0, answer: { why: 'ASKED', seq: whole.facts, hash: whole.head.hash } });

  await tamper(`update fact set note = '未曾' where id = (select fact_id from seal where seq = 3)`);
  expect(await answerHere('audit', 'verify')).toMatchObject({
    code: 1,
    answer: { whole: false, faulty: 1, faults: [{ kind: 'CHANGED', seq: 3 }] },
  });
  expect((await here(['audit', 'verify'])).stdout).toMatch(/NOT whole: 1 fault .*\n {2}changed: number 3 \(fact [0-9a-f-]{36}\)/);
  await tamper(`update fact set note = null where id = (select fact_id from seal where seq = 3)`);

  const cut = whole.facts - 2;
  await tamper(
    `delete from fact where id in (select fact_id from seal where seq > ${cut})`,
    `delete from seal where seq > ${cut}`,
    `update audit_head set seq = ${cut}, hash = (select hash from seal where seq = ${cut})`,
  );
  expect(await answerHere('audit', 'verify')).toMatchObject({
    code: 1,
    answer: { faulty: 1, faults: [{ kind: 'TRUNCATED', seq: cut + 1, toSeq: whole.facts, day: expect.any(String) }] },
  });
});

test('exit codes are honest: 1 refused, 2 called wrongly, 3 unreachable; help is help', async () => {
  expect(await answerHere('coverage', '--at', '2024-06-29')).toMatchObject({
    code: 1,
    answer: { error: { code: 'BAD_USER_INPUT', reason: 'NO_REGISTER_THEN' } },
  });
  expect(await answerHere('import', 'register', '/nowhere.csv', '--month', '2024-06')).toMatchObject({
    code: 1,
    answer: { error: { code: 'FILE_REJECTED' } },
  });
  const wrong = [
    ['coverage', '--by', 'colour'],
    ['coverage', 'check', '--by', 'size'],
    ['coverage', '--at', '2024-02-30'],
    ['import', 'register', data('register-2024-06.csv')],
    ['import', 'evidence', data('evidence-2024-07.csv'), '--month', '2024-07'],
    ['import', 'everything', 'x.csv'],
    ['seed'],
    ['user', 'disable', 'wang'],
    ['key', 'create'],
    ['nothing'],
    ['coverage', '--nothing'],
    ['audit'],
    ['audit', 'forget'],
  ];
  for (const words of wrong) expect([words, (await here(words)).code]).toEqual([words, 2]);
  expect((await shizhuan(wrong[0]!)).code).toBe(2);
  const unreachable = { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/x' };
  const lost = await shizhuan(['coverage', '--json'], unreachable);
  expect([lost.code, JSON.parse(lost.stdout).error.code]).toEqual([3, 'SERVICE_UNAVAILABLE']);
  expect(lost.stdout + lost.stderr).not.toContain('secret');
  for (const name of ['import', 'coverage', 'user', 'key', 'seed', 'start', 'migrate', 'backup', 'restore', 'audit'])
    expect(await here([name, '--help'], unreachable)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`usage: shizhuan ${name}`),
    });
});
