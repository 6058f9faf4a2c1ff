import { createCallFromTemplate } from '../../../server/calls/templates.ts';
import { type Someone, someone, sql, useServer } from '../../kit.ts';
import { atCommandLine, bring, dataFile } from './desk.ts';

useServer();
const call = 'C2024A';
let officer: Someone;
beforeAll(async () => {
  officer = await someone('OFFICER');
  await (await atCommandLine()).transaction(ctx => createCallFromTemplate(ctx, call));
  for (const kind of ['PROVIDERS', 'EXPERTS']) await bring(officer, kind, fileOf(kind));
});

const fileOf = (kind: string) => `C2024A-${kind.toLowerCase()}.csv`;
/** A file that came with the product, with some of its lines changed. */
const edited = (kind: string, edit: (lines: string[]) => void): Buffer => {
  const lines = dataFile(fileOf(kind)).toString().split('\r\n');
  edit(lines);
  return Buffer.from(lines.join('\r\n'));
};
const count = async (table: string) => (await sql<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;

test('people of a list are brought up to date, and a file that leaves out a telephone does not forget it', async () => {
  const without = Buffer.from(
    dataFile(fileOf('PROVIDERS'))
      .toString()
      .split('\r\n')
      .map(line => line.split(',').slice(0, 4).join(','))
      .join('\r\n'),
  );
  expect(await bring(officer, 'PROVIDERS', without)).toMatchObject({ imported: 0, unchanged: 40, faults: [] });
  const renamed = edited('PROVIDERS', lines => (lines[1] = lines[1]!.replace('有限公司', '集团有限公司')));
  expect(await bring(officer, 'PROVIDERS', renamed)).toMatchObject({
    imported: 1,
    unchanged: 39,
    changed: { count: 1 },
    added: { count: 0 },
  });
  const [row] = await sql(
    `select version, cardinality(fact_ids) as facts, contact_phone from provider where name like '%集团有限公司' and version > 1`,
  );
  expect(row).toEqual({ version: 2, facts: 2, contact_phone: expect.stringMatching(/^1\d{10}$/) });
});

test('submissions need their provider, their own call and codes that exist; what was filed never changes', async () => {
  const report = await bring(
    officer,
    'SUBMISSIONS',
    edited('SUBMISSIONS', lines => {
      lines[1] = lines[1]!.replace('C2024A-001', 'C2023B-001');
      lines[2] = lines[2]!.replace(',S12,', ',S99,').replace('软件', '芯片');
    }),
    { call },
  );
  expect(report.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, '编号', 'UNKNOWN_CODE'],
    [3, '类别', 'UNKNOWN_CODE'],
    [3, '主要场景', 'UNKNOWN_CODE'],
  ]);
  const stranger = edited('SUBMISSIONS', lines => (lines[1] = lines[1]!.replace(/,9137[^,]+,/, ',91370214MARF8C9B39,')));
  expect((await bring(officer, 'SUBMISSIONS', stranger, { call })).faults).toMatchObject([{ line: 2, code: 'UNKNOWN_RECORD' }]);
  expect([await count('submission'), await count('solution')]).toEqual([0, 0]);
  expect(await bring(officer, 'SUBMISSIONS', fileOf('SUBMISSIONS'), { call })).toMatchObject({ imported: 60 });
  const dearer = edited('SUBMISSIONS', lines => (lines[1] = lines[1]!.replace('128000.00', '99000.00')));
  expect((await bring(officer, 'SUBMISSIONS', dearer, { call })).faults).toMatchObject([
    { line: 2, column: '试用后价格(元)', code: 'DIFFERS', params: { known: '128000.00' } },
  ]);
  const [row] = await sql(
    `select s.state, s.snapshot #>> '{solution,priceAfter}' as price, s.filed_at, c.last_number from submission s join call c on c.id = s.call_id where s.number = 'C2024A-001'`,
  );
  expect(row).toEqual({ state: 'ADMITTED', price: '128000.00', filed_at: null, last_number: 60 });
});

test('marks are within the rubric, by experts who are known and have no interest in the provider', async () => {
  const [{ number }] = (await sql<{ number: string }>(
    `select e.number from expert e join provider p on p.uscc = e.employer_uscc join submission s on s.provider_id = p.id where s.number = 'C2024A-002' limit 1`,
  )) as [{ number: string }];
  const row = (expert: string, first = '14') => `C2024A-002,${expert},${first},7,7,7,10.5,10.5,7,7`;
  const head = dataFile(fileOf('SCORES')).toString().split('\r\n')[0]!;
  const other = number === 'E04' ? 'E05' : 'E04';
  const table = (...rows: string[]) => Buffer.from([head, ...rows].join('\r\n'));
  const report = await bring(officer, 'SCORES', table(row(other), row(number), row('E99')), { call });
  expect(report.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
    [3, '专家', 'CONFLICT'],
    [4, '专家', 'UNKNOWN_RECORD'],
  ]);
  expect((await bring(officer, 'SCORES', table(row(other, '20.01')), { call })).faults).toMatchObject([
    { column: 'MATURITY', code: 'TOO_LARGE' },
  ]);
  expect(await count('review')).toBe(0);
  expect(await bring(officer, 'SCORES', fileOf('SCORES'), { call })).toMatchObject({ imported: 300 });
  expect(
    (
      await bring(
        officer,
        'SCORES',
        edited('SCORES', lines => (lines[1] = lines[1]!.replace(',14,', ',15,'))),
        { call },
      )
    ).faults,
  ).toMatchObject([{ line: 2, column: 'MATURITY', code: 'DIFFERS' }]);
  expect(await bring(officer, 'SCORES', fileOf('SCORES'), { call })).toMatchObject({ imported: 0, unchanged: 300 });
});

test('only a past call takes them, and only until its result has been decided', async () => {
  const file = fileOf('SUBMISSIONS');
  await expect(bring(officer, 'SUBMISSIONS', file)).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', reason: 'CALL_NEEDED' },
  });
  await expect(bring(officer, 'SUBMISSIONS', file, { call: 'C1999A' })).rejects.toMatchObject({
    extensions: { code: 'NOT_FOUND', reason: 'CALL_UNKNOWN' },
  });
  await sql(`update call set historical = false`);
  await expect(bring(officer, 'SUBMISSIONS', file, { call })).rejects.toMatchObject({ extensions: { reason: 'CALL_NOT_HISTORICAL' } });
  await sql(`update call set historical = true, state = 'CONCLUDED'`);
  expect(await bring(officer, 'SUBMISSIONS', file, { call })).toMatchObject({ imported: 0, unchanged: 60 });
  const more = edited('SUBMISSIONS', lines => lines.splice(1, 0, lines[1]!.replace('C2024A-001', 'C2024A-061')));
  await expect(bring(officer, 'SUBMISSIONS', more, { call })).rejects.toMatchObject({ extensions: { reason: 'CALL_DECIDED' } });
});
