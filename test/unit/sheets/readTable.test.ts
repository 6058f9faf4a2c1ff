import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { codeIn, date, decimal, integer, isFault, listOf, month, text } from '../../../server/kernel/sheets/parsers.ts';
import { readTable } from '../../../server/kernel/sheets/readTable.ts';
import { usccCell } from '../../../server/people/uscc.ts';
import { loadReference } from '../../../server/reference/loadReference.ts';
import { sheetOf, workbook, zipped } from './zipped.ts';

const file = (name: string) => readFileSync(join(__dirname, '../../data', name));
const { districts, industries } = loadReference();
const register = [
  { key: 'uscc', header: '统一社会信用代码', required: true, parse: usccCell },
  { key: 'name', header: '单位名称', required: true, parse: text(120) },
  { key: 'district', header: '区市代码', required: true, parse: codeIn(new Set(districts.map(({ code }) => code)), '区市') },
  { key: 'division', header: '行业大类代码', required: true, parse: codeIn(new Set(industries.map(({ code }) => code)), '行业大类') },
  {
    key: 'size',
    header: '单位规模',
    required: true,
    parse: codeIn(
      new Map([
        ['大型', 'LARGE'],
        ['中型', 'MEDIUM'],
        ['小型', 'SMALL'],
        ['微型', 'MICRO'],
      ]),
      '单位规模',
    ),
  },
  { key: 'employees', header: '期末从业人员(人)', parse: integer() },
  { key: 'revenue', header: '主营业务收入(万元)', parse: decimal() },
  { key: 'since', header: '入库年月', parse: month },
  { key: 'contact', header: '联系人', parse: text(40), mayBeMissing: true },
] as const;

const codes: Record<string, string> = {
  'name empty': 'EMPTY',
  'uscc empty': 'EMPTY',
  'name too long': 'TOO_LONG',
  'month 13': 'NOT_A_MONTH',
  'unknown district': 'UNKNOWN_CODE',
  'unknown division': 'UNKNOWN_CODE',
  'negative employees': 'NEGATIVE',
  'duplicate uscc in file': 'DUPLICATE_IN_FILE',
  'uscc spoiled by a spreadsheet': 'USCC_SPREADSHEET',
  'uscc 19 characters': 'USCC_LENGTH',
  'uscc check character': 'USCC_CHECK',
  'revenue is not a number': 'NOT_A_NUMBER',
};

test('the dirty register has exactly its 24 faults', async () => {
  const expected = (parse(file('register-dirty-faults.csv'), { columns: true }) as { line: string; fault: string }[]).map(
    ({ line, fault }) => `${line} ${codes[fault]}`,
  );
  expect(expected).toHaveLength(24);
  const { rows, faults, count } = await readTable(file('register-dirty.csv'), register, { unique: ['uscc'] });
  expect(faults.map(({ line, code }) => `${line} ${code}`)).toEqual(expected);
  expect([count, rows.length]).toEqual([200, 176]);
  expect(faults[1]).toEqual({
    line: 19,
    column: '单位名称',
    value: `=HYPERLINK("http://x","青岛")${'A'.repeat(12)}…`,
    code: 'TOO_LONG',
    params: { length: 327, max: 120 },
    message: '共 327 个字，最多 120 个字',
  });
  expect(faults.find(({ line }) => line === 60)).toMatchObject({ column: '统一社会信用代码', value: '91370215MAPT7G5W4T' });
  expect(faults.every(({ value }) => [...value].length <= 40)).toBe(true);
});

test('a month of 4,800 enterprises is read within a second', async () => {
  const [head = '', ...lines] = file('register-dirty.csv').toString().split('\r\n');
  const sound = lines[0] ?? '';
  const many = [head, ...Array.from({ length: 4_800 }, () => sound)].join('\r\n');
  const seconds: number[] = [];
  for (let n = 0; n < 3; n++) {
    const start = performance.now();
    const { rows, faults } = await readTable(Buffer.from(many), register);
    seconds.push((performance.now() - start) / 1_000);
    expect([rows.length, faults.length]).toEqual([4_800, 0]);
  }
  expect(Math.min(...seconds)).toBeLessThan(1);
});

const two = [
  { key: 'code', header: '编号', aliases: ['编码'], required: true, parse: text(10) },
  { key: 'seats', header: '名额(个)', parse: integer() },
] as const;
const read = (csv: string, options = {}) => readTable(Buffer.from(csv), two, options);
const found = async (csv: string, options = {}) => (await read(csv, options)).faults.map(({ line, column, code }) => [line, column, code]);

test('columns may come in any order, under another name and among unknown ones', async () => {
  expect((await read('备注,名额（个）, 编码 \nx,3,A\n,,B\n')).rows).toEqual([
    { line: 2, values: { code: 'A', seats: 3 } },
    { line: 3, values: { code: 'B', seats: null } },
  ]);
});

test('a heading missing, renamed or twice is named, and ends the reading', async () => {
  expect(await found('编号\n,\n')).toEqual([[1, '名额(个)', 'COLUMN_MISSING']]);
  expect(await found('号,名额\nA,x\n')).toEqual([
    [1, '编号', 'COLUMN_MISSING'],
    [1, '名额(个)', 'COLUMN_MISSING'],
  ]);
  expect(await found('编号,编码,名额(个)\n')).toEqual([[1, '编号', 'COLUMN_TWICE']]);
});

test('a line with two bad cells has two faults, and its key still counts', async () => {
  expect(await found('编号,名额(个)\n,x\nA,1\nA,-1\n', { unique: ['code'] })).toEqual([
    [2, '编号', 'EMPTY'],
    [2, '名额(个)', 'NOT_A_NUMBER'],
    [4, '名额(个)', 'NEGATIVE'],
    [4, '编号', 'DUPLICATE_IN_FILE'],
  ]);
});

test('duplicates are of all the keys together, and name the line they repeat', async () => {
  const { faults, rows } = await read('编号,名额(个)\nA,1\nA,2\nA,1\n', { unique: ['code', 'seats'], lang: 'en' });
  expect(faults).toEqual([
    { line: 4, column: '编号', value: 'A', code: 'DUPLICATE_IN_FILE', params: { line: 2 }, message: 'is the same as in line 2' },
  ]);
  expect(rows).toHaveLength(2);
});

test('control characters are faults and do not travel on', async () => {
  const { faults } = await read('编号,名额(个)\nA\0B,1\n');
  expect(faults).toMatchObject([{ line: 2, code: 'CONTROL_CHARACTER', value: 'A\ufffdB' }]);
});

test('formulas and merged cells of a workbook are faults of the columns we read', async () => {
  const cell = (ref: string, value: string) => `<c r="${ref}" t="str"><v>${value}</v></c>`;
  const rows = `<row r="1">${cell('A1', '编号')}${cell('B1', '名额(个)')}${cell('C1', '合计')}</row><row r="2">${cell('A2', 'A')}<c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>B2</f></c></row><row r="3">${cell('A3', 'B')}</row>`;
  const { faults } = await readTable(zipped(workbook(sheetOf(rows, '<mergeCells><mergeCell ref="B3:C4"/></mergeCells>'))), two);
  expect(faults.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
    [2, '名额(个)', 'FORMULA', '2'],
    [3, '名额(个)', 'MERGED_CELLS', 'B3:C4'],
  ]);
});

test('a file without any row is refused', async () => {
  await expect(read('\n\n')).rejects.toMatchObject({ extensions: { code: 'FILE_REJECTED', reason: 'FILE_EMPTY' } });
});

describe('parsers', () => {
  const outcome = (value: unknown) => (isFault(value) ? value.fault : value);
  test.each([
    ['2024-06-30', '2024-06-30'],
    ['2024/6/30', '2024-06-30'],
    ['2024.6.30', '2024-06-30'],
    ['2024年6月30日', '2024-06-30'],
    ['20240630', '2024-06-30'],
    ['２０２４－０６－３０', '2024-06-30'],
    ['2024-06-30 00:00:00', '2024-06-30'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-30', 'NOT_A_DATE'],
    ['2023-02-29', 'NOT_A_DATE'],
    ['1/2/26', 'NOT_A_DATE'],
    ['2024-06', 'NOT_A_DATE'],
    ['45473', 'NOT_A_DATE'],
    ['2024-13-01', 'NOT_A_DATE'],
  ])('date %s is %s', (given, expected) => expect(outcome(date(given))).toBe(expected));
  test.each([
    ['2024-06', '2024-06'],
    ['2024/6', '2024-06'],
    ['202406', '2024-06'],
    ['2024年6月', '2024-06'],
    ['2024-06-01', '2024-06'],
    ['2024-13', 'NOT_A_MONTH'],
    ['2024-06-02', 'NOT_A_MONTH'],
    ['2024', 'NOT_A_MONTH'],
    ['六月', 'NOT_A_MONTH'],
  ])('month %s is %s', (given, expected) => expect(outcome(month(given))).toBe(expected));
  test.each([
    ['12', 12],
    ['1,200', 1200],
    ['１２', 12],
    ['12.0', 12],
    ['012', 12],
    ['12.5', 'NOT_AN_INTEGER'],
    ['-5', 'NEGATIVE'],
    ['1e309', 'NOT_A_NUMBER'],
    ['1e3', 'NOT_A_NUMBER'],
    ['1,2', 'NOT_A_NUMBER'],
    ['一千', 'NOT_A_NUMBER'],
    ['99999999999', 'TOO_LARGE'],
  ])('integer %s is %s', (given, expected) => expect(outcome(integer()(given))).toBe(expected));
  test.each([
    ['8852.50', '8852.50'],
    ['1,128,000.00', '1128000.00'],
    ['+1', '1'],
    ['-0.5', 'NEGATIVE'],
    ['1.239', 'TOO_PRECISE'],
    ['1.230', '1.230'],
    ['一千万', 'NOT_A_NUMBER'],
    ['1e309', 'NOT_A_NUMBER'],
    ['123456789012345678', 'TOO_LARGE'],
  ])('decimal %s is %s', (given, expected) => expect(outcome(decimal()(given))).toBe(expected));
  test('bounds, lists and codes', () => {
    expect(outcome(integer({ min: 1, max: 5 })('0'))).toBe('TOO_SMALL');
    expect(outcome(integer({ min: 1, max: 5 })('6'))).toBe('TOO_LARGE');
    expect(outcome(text(2)('𠮷𠮷'))).toBe('𠮷𠮷');
    expect(listOf(codeIn(new Set(['S01', 'S02']), '场景'))('S01|S02| ')).toEqual(['S01', 'S02']);
    expect(listOf(codeIn(new Set(['S01']), '场景'))('S01|S99')).toEqual({ fault: 'UNKNOWN_CODE', params: { list: '场景' } });
  });
});
