import type { FaultCode } from '../../../schema/faults.ts';
import { graphql } from '../../../schema/graphql.ts';
import { type Someone, someone, sql, useServer } from '../../kit.ts';
import { bring, dataFile } from './desk.ts';

useServer();
let officer: Someone;
beforeAll(async () => {
  officer = await someone('OFFICER');
});

const AskUndo = graphql(
  `mutation ($id: ID!, $note: String) { advanceImport(id: $id, action: ASK_UNDO, note: $note) { state moves { action } } }`,
);
const Undo = graphql(
  `mutation ($id: ID!) { advanceImport(id: $id, action: UNDO) { state undoneAt undoneNote moves { action } history { name note } } }`,
);
const Keep = graphql(`mutation ($id: ID!) { advanceImport(id: $id, action: KEEP) { state undoneNote undoAskedBy } }`);
const History = graphql(`query ($id: ID!) { enterprise(id: $id) { name district history { name actorName } } }`);
const figure = graphql(`query ($at: Date) { coverage(at: $at) { n d register { month version } } }`);

/** Rows of every table an import may touch. */
const everything = async () =>
  (
    await sql(
      'select (select count(*) from enterprise) e, (select count(*) from register) r, (select count(*) from register_entry) re, (select count(*) from evidence) ev, (select count(*) from import) i, (select count(*) from fact) f',
    )
  )[0]!;
const edited = (name: string, edit: (lines: string[]) => void): Buffer => {
  const lines = dataFile(name).toString().split('\r\n');
  edit(lines);
  return Buffer.from(lines.join('\r\n'));
};

const codeOf: Record<string, FaultCode> = {
  'name empty': 'EMPTY',
  'name too long': 'TOO_LONG',
  'month 13': 'NOT_A_MONTH',
  'unknown district': 'UNKNOWN_CODE',
  'unknown division': 'UNKNOWN_CODE',
  'negative employees': 'NEGATIVE',
  'uscc empty': 'EMPTY',
  'duplicate uscc in file': 'DUPLICATE_IN_FILE',
  'uscc spoiled by a spreadsheet': 'USCC_SPREADSHEET',
  'uscc 19 characters': 'USCC_LENGTH',
  'uscc check character': 'USCC_CHECK',
  'revenue is not a number': 'NOT_A_NUMBER',
};

test('of a dirty register nothing is imported, and exactly its 24 faults are listed', async () => {
  const before = await everything();
  const report = await bring(officer, 'REGISTER', 'register-dirty.csv', { month: '2024-06' });
  const expected = dataFile('register-dirty-faults.csv')
    .toString()
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(row => row.split(',') as [string, string]);
  expect(expected).toHaveLength(24);
  expect(report.faults.map(({ line, code }) => [line, code])).toEqual(expected.map(([line, fault]) => [Number(line), codeOf[fault]]));
  expect(report).toMatchObject({ imported: 0, import: null });
  for (const { column, value, message } of report.faults) {
    expect(column).toMatch(/\p{Script=Han}/u);
    expect([...value].length).toBeLessThanOrEqual(40);
    expect(message).not.toMatch(/[{}]/);
  }
  expect(await everything()).toEqual(before);
});

test('a preview compares and writes nothing', async () => {
  const before = await everything();
  const report = await bring(officer, 'REGISTER', 'register-2024-06.csv', { month: '2024-06', dryRun: true });
  expect(report).toMatchObject({ imported: 0, rows: 4800, faults: [], added: { count: 4800 }, gone: { count: 0 }, import: null });
  expect(report.added.samples).toHaveLength(20);
  expect(await everything()).toEqual(before);
});

test('a register of 4,800 is imported within five seconds, as one fact', async () => {
  const start = performance.now();
  const report = await bring(officer, 'REGISTER', 'register-2024-06.csv', { month: '2024-06' });
  const seconds = (performance.now() - start) / 1000;
  console.info(`4,800 rows imported in ${seconds.toFixed(2)} s`);
  expect(seconds).toBeLessThan(5);
  expect(report).toMatchObject({ imported: 4800, faults: [], import: { kind: 'REGISTER', month: '2024-06', added: 4800 } });
  expect(await everything()).toMatchObject({ e: 4800, r: 1, re: 4800, i: 1 });
  expect(await sql(`select name, details->>'rows' as rows, actor_id from fact`)).toEqual([
    { name: 'Import.CREATE', rows: '4800', actor_id: officer.id },
  ]);
});

test('the same file again changes nothing, and says so', async () => {
  const before = await everything();
  const report = await bring(officer, 'REGISTER', 'register-2024-06.csv', { month: '2024-06' });
  expect(report).toMatchObject({ imported: 0, unchanged: 4800, faults: [], import: null });
  expect(await everything()).toEqual(before);
});

test('the difference to the month before says who is new, gone, moved and renamed', async () => {
  const report = await bring(officer, 'REGISTER', 'register-2024-07.csv', { month: '2024-07' });
  expect(report).toMatchObject({ imported: 4888, added: { count: 100 }, gone: { count: 12 }, moved: { count: 5 }, renamed: { count: 4 } });
  expect(report.moved.samples).toHaveLength(5);
  for (const { before, after } of report.moved.samples) expect(before).not.toBe(after);
  const [{ id }] = (await sql<{ id: string }>('select id from enterprise where uscc = $1', [report.renamed.samples[0]!.key])) as [
    { id: string },
  ];
  const { enterprise } = await officer.ask(History, { id });
  expect(enterprise!.name).toBe(report.renamed.samples[0]!.after);
  expect(enterprise!.history.map(({ name }) => name)).toEqual(['Import.CREATE', 'Import.CREATE']);
});

test('an older register that comes later never overwrites what an enterprise is today', async () => {
  const [moved] = (await sql<{ uscc: string; district: string }>(
    `select b.uscc, b.district from register_entry a join register_entry b using (uscc) join register ra on ra.id = a.register_id and ra.month = '2024-06'
     join register rb on rb.id = b.register_id and rb.month = '2024-07' where a.district <> b.district limit 1`,
  )) as [{ uscc: string; district: string }];
  await bring(
    officer,
    'REGISTER',
    edited('register-2024-06.csv', lines => void lines.splice(1, 1)),
    { month: '2024-06' },
  );
  expect(await sql('select district from enterprise where uscc = $1', [moved.uscc])).toEqual([{ district: moved.district }]);
});

test('a register that comes again differently is a new version, and undoing it brings the old one back', async () => {
  expect((await officer.ask(figure, { at: '2024-06-30' })).coverage).toMatchObject({ n: 4799, register: { month: '2024-06', version: 2 } });
  const [{ id }] = (await sql<{ id: string }>(`select id from import where month = '2024-06' order by id desc limit 1`)) as [
    { id: string },
  ];
  const leader = await someone('LEADER');
  expect(await officer.refused(AskUndo, { id, note: '  ' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOTE_REQUIRED' });
  expect(await leader.refusal(AskUndo, { id, note: 'x' })).toBe('FORBIDDEN');
  expect(await leader.refusal(Undo, { id })).toBe('ILLEGAL_STATE');
  await officer.ask(AskUndo, { id, note: '看错了' });
  expect((await leader.ask(Keep, { id })).advanceImport).toEqual({ state: 'IN_FORCE', undoneNote: null, undoAskedBy: null });
  const { advanceImport: asked } = await officer.ask(AskUndo, { id, note: '少了一家' });
  expect(asked).toEqual({ state: 'UNDO_ASKED', moves: [{ action: 'KEEP' }] });
  expect((await officer.ask(figure, { at: '2024-06-30' })).coverage).toMatchObject({ n: 4799 });
  expect(await officer.refused(Undo, { id })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  // The other account of the same person is no second person either, whatever door it takes.
  const other = await someone('LEADER');
  await sql(`update account set person_number = (select person_number from account where id = $2) where id = $1`, [other.id, officer.id]);
  expect(await other.refused(Undo, { id })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  await expect(sql('update import set undone_by_id = $2 where id = $1', [id, other.id])).rejects.toThrow('SAME_PERSON');
  expect(await (await someone('DISTRICT')).refusal(Undo, { id })).toBe('FORBIDDEN');
  const { advanceImport: undone } = await leader.ask(Undo, { id });
  expect(undone).toMatchObject({ state: 'UNDONE', undoneNote: '少了一家', moves: [] });
  expect(undone.history.map(({ name, note }) => [name, note])).toEqual([
    ['Import.CREATE', null],
    ['Import.ASK_UNDO', '看错了'],
    ['Import.KEEP', null],
    ['Import.ASK_UNDO', '少了一家'],
    ['Import.UNDO', '少了一家'],
  ]);
  expect((await officer.ask(figure, { at: '2024-06-30' })).coverage).toMatchObject({ n: 4800, register: { month: '2024-06', version: 1 } });
  expect(await officer.refused(AskUndo, { id, note: 'again' })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'IMPORT_UNDONE' });
});

test('an import that a later version replaced stays', async () => {
  const [{ id: first }] = (await sql<{ id: string }>(`select id from import where month = '2024-06' order by id limit 1`)) as [
    { id: string },
  ];
  await bring(
    officer,
    'REGISTER',
    edited('register-2024-06.csv', lines => void lines.splice(2, 1)),
    { month: '2024-06' },
  );
  await officer.ask(AskUndo, { id: first, note: 'x' });
  expect(await (await someone('OFFICER')).refused(Undo, { id: first })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'IMPORT_DEPENDED_ON',
  });
});

test('two imports of one month at once follow one another', async () => {
  const files = [3, 4].map(line => edited('register-2024-07.csv', lines => void lines.splice(line, 1)));
  await Promise.all(files.map(file => bring(officer, 'REGISTER', file, { month: '2024-07' })));
  expect(await sql(`select version, replaced_at is null as in_force from register where month = '2024-07' order by version`)).toEqual([
    { version: 1, in_force: false },
    { version: 2, in_force: false },
    { version: 3, in_force: true },
  ]);
});

test('a month that is none, and a file that is no table, are refused', async () => {
  await expect(bring(officer, 'REGISTER', 'register-2024-06.csv', { month: '2024-13' })).rejects.toMatchObject({
    extensions: { reason: 'MONTH_INVALID' },
  });
  await expect(bring(officer, 'REGISTER', Buffer.alloc(0), { month: '2024-06' })).rejects.toMatchObject({
    extensions: { code: 'FILE_REJECTED' },
  });
  await expect(bring(officer, 'NOTHING', 'register-2024-06.csv')).rejects.toMatchObject({ extensions: { reason: 'IMPORT_KIND_UNKNOWN' } });
});
