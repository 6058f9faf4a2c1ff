import { buffer } from 'node:stream/consumers';
import { readSheet } from '../../../server/kernel/sheets/readSheet.ts';
import { type Cell, writeCsv, writeXlsx } from '../../../server/kernel/sheets/writeSheets.ts';

const hostile = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
  '=HYPERLINK("http://x","青岛")',
  'a,b"c\'d',
  '_x0041_',
  ' blank ',
  '0012',
  '913702002645742510',
];
const columns = [{ header: '名称' }, { header: '金额', number: true }];
const kept = (name: Cell) => String(name).replace('\r', '\n');
const rows: Cell[][] = hostile.map((name, n) => [name, n % 2 ? -n : `-${n}.50`]);

async function readBack(file: Buffer) {
  const back = [];
  for await (const row of readSheet(file)) {
    expect(row.faults).toBeUndefined();
    back.push(row.cells);
  }
  return back;
}

test('a CSV of 10,000 hostile cells starts no formula, and reads back as it was', async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => rows[n % rows.length] as Cell[]);
  const file = await buffer(writeCsv(many, columns));
  expect(file.toString().startsWith('\ufeff名称,金额\r\n')).toBe(true);
  const raw = file.toString().slice(1).split('\r\n').slice(1);
  expect(raw.filter(line => /^"?[=+\-@\t\r\n＝＋－＠]/.test(line))).toEqual([]);
  const back = await readBack(file);
  expect(back.slice(1).map(([name]) => name)).toEqual(many.map(([name]) => kept(name)));
  expect(back.slice(1, 4).map(([, amount]) => amount)).toEqual(['-0.50', '-1', '-2.50']);
});

test('numbers are numbers only where they are', async () => {
  const file = (
    await buffer(
      writeCsv(
        [
          ['-2', '-2'],
          [-2, '=2'],
          [null, undefined],
          [true, 'x'],
        ],
        columns,
      ),
    )
  ).toString();
  expect(file).toBe("\ufeff名称,金额\r\n'-2,-2\r\n-2,'=2\r\n,\r\ntrue,x\r\n");
});

test('what no file may carry is left out', async () => {
  expect((await buffer(writeCsv([['a\0b\u0007c\ud800', 1]], columns))).toString()).toContain('\r\nabc,1\r\n');
  expect(await readBack(await buffer(writeXlsx([['a\0b\u0007c\ud800', 1]], columns)))).toEqual([
    ['名称', '金额'],
    ['abc', '1'],
  ]);
});

test('a workbook of 10,000 hostile cells holds no formula, and reads back as it was', async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => rows[n % rows.length] as Cell[]);
  const back = await readBack(await buffer(writeXlsx(many, columns, '服务/清单')));
  expect(back).toHaveLength(10_001);
  expect(back.slice(1).map(([name]) => name)).toEqual(many.map(([name]) => kept(name)));
  expect(back.slice(1, 4).map(([, amount]) => amount)).toEqual(['-0.5', '-1', '-2.5']);
});

test('the reader sets the pace: rows are not asked for long before they are taken', async () => {
  for (const write of [writeCsv, writeXlsx]) {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked++;
        yield [`行 ${asked} ${Math.random()}`.repeat(20), asked];
      }
    }
    const stream = write(endless(), columns);
    for await (const _ of stream) break;
    await new Promise(resolve => setTimeout(resolve, 200));
    const stopped = asked;
    await new Promise(resolve => setTimeout(resolve, 100));
    expect([stopped < 20_000, asked - stopped]).toEqual([true, 0]);
  }
});

test('a failing source fails the file instead of cutting it short', async () => {
  async function* failing() {
    yield ['a', 1];
    throw new Error('the database went away');
  }
  for (const write of [writeCsv, writeXlsx]) await expect(buffer(write(failing(), columns))).rejects.toThrow('went away');
});
