import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { GraphQLError } from 'graphql';
import { lexicon } from '../../../schema/messages/index.ts';
import { readSheet, type SheetOptions, type SheetSource } from '../../../server/kernel/sheets/readSheet.ts';
import type { SheetRow } from '../../../server/kernel/sheets/sheet.ts';
import { sheetOf, workbook, zipped } from './zipped.ts';

async function rowsOf(source: SheetSource, options?: SheetOptions): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of readSheet(source, options)) rows.push(row);
  return rows;
}

const refusal = (source: SheetSource, options?: SheetOptions) =>
  rowsOf(source, options).then(
    () => undefined,
    (error: GraphQLError) => [error.extensions?.code, error.extensions?.reason],
  );

const utf8 = '名称,区市\r\n青岛海尔,崂山区\r\n';
const gb18030 = Buffer.from('c3fbb3c62cc7f8cad00d0ac7e0b5bababab6fb2ce1c0c9bdc7f80d0a', 'hex');
const plain = [
  { line: 1, cells: ['名称', '区市'] },
  { line: 2, cells: ['青岛海尔', '崂山区'] },
];

describe('CSV', () => {
  test('is read in UTF-8 with and without BOM, and in GB18030', async () => {
    expect(await rowsOf(Buffer.from(utf8))).toEqual(plain);
    expect(await rowsOf(Buffer.from(`\ufeff${utf8}`))).toEqual(plain);
    const [head, row] = await rowsOf(gb18030);
    expect([head?.cells, row?.cells[1]]).toEqual([['名称', '区市'], '崂山区']);
  });

  test('comes from a buffer, a path or a stream', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sheet-'));
    try {
      writeFileSync(join(folder, 'a.csv'), utf8);
      expect(await rowsOf(join(folder, 'a.csv'))).toEqual(plain);
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(await rowsOf(Readable.from([Buffer.from(utf8).subarray(0, 5), Buffer.from(utf8).subarray(5)]))).toEqual(plain);
  });

  test.each(['\n', '\r\n', '\r'])('a record is on the line where it begins, whatever ends lines (%j)', async end => {
    const text = ['a,b', '"x', 'y",1', '', ',', '2,"say ""hi"""', '3,"p,q"'].join(end);
    expect(await rowsOf(Buffer.from(text))).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\ny', '1'] },
      { line: 6, cells: ['2', 'say "hi"'] },
      { line: 7, cells: ['3', 'p,q'] },
    ]);
  });

  test('line ends and characters cut by the pieces we read in stay whole', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `${n},青岛${'岛'.repeat(n % 7)}公司`);
    const read = await rowsOf(Buffer.from(rows.join('\r\n')));
    expect(read.map(({ cells }) => cells.join(','))).toEqual(rows);
    expect(read.at(-1)?.line).toBe(20_000);
  });

  test('quotes inside a name are part of it', async () => {
    expect((await rowsOf(Buffer.from('青岛"海尔"公司,1\n')))[0]?.cells).toEqual(['青岛"海尔"公司', '1']);
  });

  test('the apostrophe of our own exports is taken away, others stay', async () => {
    expect((await rowsOf(Buffer.from("'=1+1,'＝1,'quoted',O'Neill\n")))[0]?.cells).toEqual(['=1+1', '＝1', "'quoted'", "O'Neill"]);
  });
});

describe('XLSX', () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.0&quot;day&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>';
  const cellsOf = async (cells: string, strings?: string) =>
    (await rowsOf(zipped(workbook(sheetOf(`<row r="1">${cells}</row>`), { strings, styles }))))[0]?.cells;

  test('shared, inline, rich and phonetic text is what a person sees', async () => {
    const strings =
      '<si><t>青岛</t><rPh sb="0" eb="2"><t>qingdao</t></rPh></si><si><r><t>青</t></r><r><rPr><b/></rPr><t>岛</t></r></si><si><t>a_x000D_b</t></si>';
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>海</t></r><r><t>尔</t></r></is></c><c r="D1" t="s"><v>2</v></c><c r="F1" t="str"><v>x &amp; y</v></c>';
    expect(await cellsOf(cells, strings)).toEqual(['青岛', '青岛', '海尔', 'a\rb', '', 'x & y']);
  });

  test('numbers come without exponents and without digits a spreadsheet does not keep', async () => {
    const numbers = ['13943089805', '9.13702002645742E+17', '0.30000000000000004', '1E-7', '-5', '8852.50', '1.5E+22'];
    const cells = numbers.map((number, n) => `<c r="${'ABCDEFG'[n]}1"><v>${number}</v></c>`).join('');
    expect(await cellsOf(cells)).toEqual([
      '13943089805',
      '913702002645742000',
      '0.3',
      '0.0000001',
      '-5',
      '8852.5',
      '15000000000000000000000',
    ]);
  });

  test('dates come as dates, months and times too', async () => {
    expect(
      await cellsOf(
        '<c r="A1" s="1"><v>45473</v></c><c r="B1" s="2"><v>45444</v></c><c r="C1" s="1"><v>45473.5</v></c><c r="D1" s="3"><v>45473</v></c><c r="E1" t="d"><v>2024-06-30T00:00:00</v></c>',
      ),
    ).toEqual(['2024-06-30', '2024-06-01', '2024-06-30 12:00:00', '45473', '2024-06-30']);
  });

  test('a formula and an error value are faults of their cells', async () => {
    const [row] = await rowsOf(
      zipped(workbook(sheetOf('<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="e"><v>#REF!</v></c><c r="C3"><v>1</v></c></row>'))),
    );
    expect(row).toEqual({
      line: 3,
      cells: ['2', '#REF!', '1'],
      faults: [
        { index: 0, code: 'FORMULA' },
        { index: 1, code: 'ERROR_CELL', params: { error: '#REF!' } },
      ],
    });
  });

  test('names of XML with a prefix and sheets without references are read as well', async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(await rowsOf(zipped(workbook(sheet)))).toEqual([{ line: 1, cells: ['a', '1'] }]);
  });
});

describe('refused with a reason', () => {
  const sheet = (rows: string, after?: string) => zipped(workbook(sheetOf(rows, after)));
  const good = sheet('<row r="1"><c r="A1"><v>1</v></c></row>');
  const ole = (text: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(text, 'utf16le')]);
  const bomb = Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(40_000_000, 32)]);

  test.each<[string, () => Buffer, SheetOptions, string]>([
    ['zero bytes', () => Buffer.alloc(0), {}, 'FILE_EMPTY'],
    ['a csv named xlsx', () => Buffer.from(utf8), { name: 'a.xlsx' }, 'FILE_NOT_A_WORKBOOK'],
    ['a workbook named csv', () => good, { name: 'a.csv' }, 'FILE_NOT_A_CSV'],
    ['an old xls', () => ole('Workbook'), { name: 'a.xls' }, 'FILE_OLD_EXCEL'],
    ['a workbook with a password', () => ole('EncryptedPackage'), { name: 'a.xlsx' }, 'FILE_ENCRYPTED'],
    ['an encrypted entry', () => zipped(workbook({ text: sheetOf(''), encrypted: true })), {}, 'FILE_ENCRYPTED'],
    ['a cut zip', () => good.subarray(0, good.length - 40), {}, 'FILE_DAMAGED'],
    ['a zip of something else', () => zipped({ 'word/document.xml': '<a/>' }), {}, 'FILE_NOT_A_WORKBOOK'],
    ['a name that climbs', () => zipped({ ...workbook(sheetOf('')), '../../etc/passwd': 'x' }), {}, 'FILE_DAMAGED'],
    ['a zip bomb', () => zipped(workbook({ text: bomb })), {}, 'FILE_EXPANDS'],
    ['a zip bomb that lies about its size', () => zipped(workbook({ text: bomb, claims: 1_000 })), {}, 'FILE_DAMAGED'],
    ['more than it may unpack to', () => good, { maxUnzipped: 100 }, 'FILE_EXPANDS'],
    [
      'too many entries',
      () => zipped({ ...workbook(sheetOf('')), ...Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`x/${n}`, ''])) }),
      {},
      'FILE_EXPANDS',
    ],
    [
      'a DTD',
      () => zipped(workbook(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${sheetOf('')}`.replace('<?xml version="1.0"?>', ''))),
      {},
      'FILE_DTD',
    ],
    [
      'a DTD among the shared strings',
      () => zipped({ ...workbook(sheetOf('')), 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sst><si><t>&b;</t></si></sst>' }),
      {},
      'FILE_DTD',
    ],
    ['an unknown entity', () => sheet('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>'), {}, 'FILE_DAMAGED'],
    ['broken XML', () => sheet('<row r="1"><c>'), {}, 'FILE_DAMAGED'],
    ['a cell beyond the sheet', () => sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'), {}, 'CELL_OUT_OF_RANGE'],
    ['a row beyond the sheet', () => sheet('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'), {}, 'CELL_OUT_OF_RANGE'],
    ['16,384 columns', () => sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), {}, 'TOO_MANY_COLUMNS'],
    ['a million empty rows', () => sheet('<row/>'.repeat(1_000_000)), {}, 'FILE_EXPANDS'],
    ['300,000 empty rows', () => sheet(Array.from({ length: 300_000 }, (_, n) => `<row r="${n + 1}"/>`).join('')), {}, 'TOO_MANY_ROWS'],
    [
      'a cell no spreadsheet can hold',
      () => sheet(`<row r="1"><c r="A1" t="str"><v>${'a'.repeat(500_000)}</v></c></row>`),
      {},
      'CELL_TOO_LONG',
    ],
    ['rows that go back', () => sheet('<row r="2"/><row r="1"/>'), {}, 'FILE_DAMAGED'],
    ['a csv with too many rows', () => Buffer.from('a\n'.repeat(12)), { maxRows: 10 }, 'TOO_MANY_ROWS'],
    ['a csv with too many columns', () => Buffer.from(','.repeat(300)), {}, 'TOO_MANY_COLUMNS'],
    ['a csv with too many cells', () => Buffer.from('a,b\n'.repeat(12)), { maxCells: 10 }, 'TOO_MANY_CELLS'],
    ['a csv too large', () => Buffer.from(utf8), { maxBytes: 10 }, 'FILE_TOO_LARGE'],
    ['a quote that never ends', () => Buffer.from('a,b\n"x,1\n2,3\n'), {}, 'FILE_QUOTE_OPEN'],
    ['UTF-16', () => Buffer.from('\ufeffa,b', 'utf16le'), {}, 'FILE_ENCODING'],
    ['bytes of no encoding', () => Buffer.from([0x61, 0xff, 0xff, 0x0a]), {}, 'FILE_ENCODING'],
  ])('%s', async (_, file, options, reason) => {
    expect(await refusal(file(), options)).toEqual(['FILE_REJECTED', reason]);
    expect(lexicon.reasons[reason]).toHaveLength(2);
  });

  test('a bomb costs neither time nor memory', async () => {
    const file = zipped(workbook({ text: bomb, claims: 90_000 }));
    const [start, before] = [performance.now(), process.memoryUsage().rss];
    expect(await refusal(file)).toEqual(['FILE_REJECTED', 'FILE_DAMAGED']);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });
});
