import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import { address, dateText, numberText, showsDate, unescapeText } from './cells.ts';
import { reject } from './reject.ts';
import type { SheetLimits, SheetRow } from './sheet.ts';
import { damaged, openParts, type Parts } from './zip.ts';

/**
 * The rows of the first visible sheet, read part by part.
 *
 * We read the XML ourselves: the streaming reader of exceljs believes local headers that the directory does not
 * list, takes the phonetic guide of a Chinese word for the word, and keeps only the last run of rich inline text.
 */
export async function* xlsxRows(file: Buffer, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const parts = await openParts(file, limits);
  const book = await readBook(parts);
  yield* readRows(parts, book, limits);
}

interface Book {
  sheet: string;
  since1904: boolean;
  strings: string[];
  /** by style of a cell: whether its number is a date */
  dates: boolean[];
}

type Attributes = Record<string, string>;

interface Handlers {
  open?(tag: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(tag: string): void;
}

/** Walks a part; yields after each piece so that what the handlers gathered can be passed on. */
async function* walk(parts: Parts, name: string, { open, text, close }: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false });
  const local = (tag: string) => tag.slice(tag.indexOf(':') + 1);
  parser.on('doctype', () => reject('FILE_DTD'));
  if (open) parser.on('opentag', tag => open(local(tag.name), tag.attributes as Attributes));
  if (close) parser.on('closetag', tag => close(local(tag.name)));
  if (text) parser.on('text', text);
  if (text) parser.on('cdata', text);
  for await (const piece of parts.text(name)) {
    await damaged(() => parser.write(piece));
    yield;
  }
  await damaged(() => parser.close());
}

async function read(parts: Parts, name: string, handlers: Handlers): Promise<void> {
  for await (const _ of walk(parts, name, handlers));
}

async function readBook(parts: Parts): Promise<Book> {
  const workbook =
    Object.values(await relations(parts, '')).find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (!parts.has(workbook) || !workbook.endsWith('.xml')) reject('FILE_NOT_A_WORKBOOK');
  const sheets: { id: string; hidden: boolean }[] = [];
  let since1904 = false;
  await read(parts, workbook, {
    open(tag, attributes) {
      if (tag === 'workbookPr') since1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (tag !== 'sheet') return;
      const id = Object.entries(attributes).find(([name]) => /:id$/.test(name))?.[1] ?? '';
      sheets.push({ id, hidden: /hidden/i.test(attributes.state ?? '') });
    },
  });
  const related = await relations(parts, workbook);
  const sheet = related[(sheets.find(({ hidden }) => !hidden) ?? sheets[0])?.id ?? '']?.target;
  if (!sheet || !parts.has(sheet)) reject(sheets.length > 0 ? 'FILE_DAMAGED' : 'FILE_NOT_A_WORKBOOK');
  const partOf = (kind: string) => Object.values(related).find(({ type }) => type.endsWith(kind))?.target;
  return {
    sheet,
    since1904,
    strings: await readStrings(parts, partOf('/sharedStrings')),
    dates: await readDates(parts, partOf('/styles')),
  };
}

async function relations(parts: Parts, of: string): Promise<Record<string, { type: string; target: string }>> {
  const folder = posix.dirname(of);
  const name = posix.join(folder, '_rels', `${posix.basename(of)}.rels`);
  const found: Record<string, { type: string; target: string }> = {};
  if (!parts.has(name)) return found;
  await read(parts, name, {
    open(tag, { Id = '', Type = '', Target = '', TargetMode }) {
      if (tag !== 'Relationship' || TargetMode === 'External') return;
      found[Id] = { type: Type, target: Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target) };
    },
  });
  return found;
}

/** Gathers the text of `<t>` elements, leaving out phonetic guides. */
function gatherer() {
  let text = '';
  let on = false;
  let phonetic = false;
  return {
    open(tag: string) {
      if (tag === 'rPh') phonetic = true;
      if (tag === 't') on = !phonetic;
    },
    text(piece: string) {
      if (on) text += piece;
    },
    close(tag: string) {
      if (tag === 'rPh') phonetic = false;
      if (tag === 't') on = false;
    },
    take() {
      const taken = unescapeText(text);
      text = '';
      return taken;
    },
  };
}

async function readStrings(parts: Parts, name: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!name || !parts.has(name)) return strings;
  const item = gatherer();
  await read(parts, name, {
    open: item.open,
    text: item.text,
    close(tag) {
      item.close(tag);
      if (tag === 'si') strings.push(item.take());
    },
  });
  return strings;
}

async function readDates(parts: Parts, name: string | undefined): Promise<boolean[]> {
  const dates: boolean[] = [];
  if (!name || !parts.has(name)) return dates;
  const formats = new Map<string, string>();
  let inside = false;
  await read(parts, name, {
    open(tag, attributes) {
      if (tag === 'numFmt') formats.set(attributes.numFmtId ?? '', attributes.formatCode ?? '');
      if (tag === 'cellXfs') inside = true;
      if (tag === 'xf' && inside) dates.push(showsDate(Number(attributes.numFmtId ?? 0), formats.get(attributes.numFmtId ?? '')));
    },
    close(tag) {
      if (tag === 'cellXfs') inside = false;
    },
  });
  return dates;
}

async function* readRows(parts: Parts, book: Book, { maxRows, maxColumns }: SheetLimits): AsyncGenerator<SheetRow> {
  const done: SheetRow[] = [];
  const inline = gatherer();
  let row: SheetRow | undefined;
  let last = 0;
  let elements = 0;
  let cell: { column: number; type: string; style: number; value: string; formula: boolean } | undefined;
  let inValue = false;

  const place = ({ row, column }: { row: number; column: number }) => {
    if (row < 1 || row > 1_048_576 || column > 16_384) reject('CELL_OUT_OF_RANGE');
    return { row, column };
  };
  const located = (ref: string) => place(address(ref) ?? reject('FILE_DAMAGED'));

  const openRow = (r: string | undefined) => {
    const line = r === undefined ? last + 1 : Number(r);
    if (!Number.isInteger(line) || line <= last) reject('FILE_DAMAGED');
    place({ row: line, column: 1 });
    if (++elements > maxRows) reject('TOO_MANY_ROWS', { max: maxRows });
    last = line;
    row = { line, cells: [] };
  };

  const openCell = ({ r, t = 'n', s = '0' }: Attributes) => {
    const column = r === undefined ? (row?.cells.length ?? 0) + 1 : located(r).column;
    cell = { column, type: t, style: Number(s), value: '', formula: false };
  };

  const closeCell = () => {
    if (!row || !cell) return;
    const text = cell.type === 'inlineStr' ? inline.take() : textOf(cell.type, cell.style, cell.value, book);
    if (text !== '' || cell.formula) {
      if (cell.column > maxColumns) reject('TOO_MANY_COLUMNS', { line: row.line, max: maxColumns });
      while (row.cells.length < cell.column - 1) row.cells.push('');
      row.cells[cell.column - 1] = text;
      const wrong = cell.formula
        ? ({ code: 'FORMULA' } as const)
        : cell.type === 'e'
          ? ({ code: 'ERROR_CELL', params: { error: text } } as const)
          : undefined;
      if (wrong) row.faults = [...(row.faults ?? []), { index: cell.column - 1, ...wrong }];
    }
    cell = undefined;
  };

  const mergedRow = (range: string): SheetRow => {
    const [from, to] = range.split(':').map(located);
    if (!from) reject('FILE_DAMAGED');
    const width = Math.min(to?.column ?? from.column, maxColumns) - from.column + 1;
    const fault = (_: unknown, n: number) => ({
      index: from.column - 1 + n,
      code: 'MERGED_CELLS' as const,
      params: { range },
      value: range,
    });
    return { line: from.row, cells: [], faults: Array.from({ length: Math.max(width, 1) }, fault) };
  };

  for await (const _ of walk(parts, book.sheet, {
    open(tag, attributes) {
      if (tag === 'row') openRow(attributes.r);
      else if (tag === 'c') openCell(attributes);
      else if (tag === 'v') inValue = true;
      else if (tag === 'f' && cell) cell.formula = true;
      else if (tag === 'mergeCell') done.push(mergedRow(attributes.ref ?? ''));
      else if (cell) inline.open(tag);
    },
    text(piece) {
      if (inValue && cell) cell.value += piece;
      else if (cell) inline.text(piece);
    },
    close(tag) {
      if (tag === 'v') inValue = false;
      else if (tag === 'c') closeCell();
      else if (tag === 'row' && row) {
        done.push(row);
        row = undefined;
      } else if (cell) inline.close(tag);
    },
  })) {
    yield* done.splice(0);
  }
}

function textOf(type: string, style: number, value: string, { strings, dates, since1904 }: Book): string {
  if (type === 's') return strings[Number(value)] ?? reject('FILE_DAMAGED');
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' ');
  if (type === 'str') return unescapeText(value);
  if (type === 'e') return value;
  return dates[style] ? dateText(value, since1904) : numberText(value);
}
