import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { withoutUnkeepable } from '../text.ts';
import { cellLimit } from './sheet.ts';

export interface WrittenColumn {
  header: string;
  /** its cells are numbers, also when they come as exact decimals in text */
  number?: boolean;
}

export type Cell = string | number | boolean | null | undefined;
type Rows = AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;

/**
 * The rows as a CSV that spreadsheets open well: UTF-8 with BOM, CRLF.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, which `readSheet` takes away
 * again; columns of numbers keep their minus signs. Rows are asked for as fast as the reader takes them.
 */
export function writeCsv(rows: Rows, columns: readonly WrittenColumn[]): Readable {
  async function* lines() {
    yield `\ufeff${csvLine(
      columns.map(({ header }) => header),
      [],
    )}`;
    let text = '';
    for await (const row of rows) {
      text += csvLine(row, columns);
      if (text.length < 32_768) continue;
      yield text;
      text = '';
    }
    yield text;
  }
  return Readable.from(lines(), { objectMode: false });
}

const csvLine = (row: readonly Cell[], columns: readonly WrittenColumn[]) =>
  `${row.map((cell, n) => csvCell(cell, columns[n])).join(',')}\r\n`;

function csvCell(cell: Cell, column: WrittenColumn | undefined): string {
  if (numberOf(cell, column) !== undefined) return String(cell);
  const text = inert(clean(cell));
  return /[",\r\n\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** First characters that make a spreadsheet calculate, half and full width. */
const inert = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

/** Text without what no file may carry, control characters and halves of characters; line ends as XML keeps them. */
function clean(cell: Cell): string {
  return withoutUnkeepable(String(cell ?? '').replace(/\r\n?/g, '\n'));
}

function numberOf(cell: Cell, column: WrittenColumn | undefined): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined;
  return column?.number && typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : undefined;
}

/** The rows as a workbook of one sheet with a fixed bold heading; texts are marked as text, so that none is ever a formula. */
export function writeXlsx(rows: Rows, columns: readonly WrittenColumn[], sheetName = 'Sheet1'): Readable {
  const out = new PassThrough();
  fill(out, rows, columns, sheetName).catch((error: Error) => out.destroy(error));
  return out;
}

async function fill(out: PassThrough, rows: Rows, columns: readonly WrittenColumn[], sheetName: string): Promise<void> {
  // It takes long to load, and few processes write a workbook.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(sheetName.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ header }) => ({ width: Math.min(40, Math.max(12, [...header].length * 2 + 2)) }));
  const heading = sheet.addRow(columns.map(({ header }) => sheetText(header)));
  heading.font = { bold: true };
  heading.commit();
  let count = 0;
  for await (const row of rows) {
    if (out.destroyed) return;
    const written = sheet.addRow(row.map((cell, n) => numberInSheet(cell, columns[n]) ?? sheetText(cell)));
    written.eachCell(cell => {
      // as text, so that editing the cell does not wake a formula either
      if (typeof cell.value === 'string') cell.numFmt = '@';
    });
    written.commit();
    if (++count % 500 !== 0) continue;
    await setImmediate();
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
  }
  sheet.commit();
  await book.commit();
}

/** A spreadsheet keeps 15 digits; a longer number stays text. */
function numberInSheet(cell: Cell, column: WrittenColumn | undefined): number | undefined {
  return String(cell).replace(/\D/g, '').length > 15 ? undefined : numberOf(cell, column);
}

/** A text as a sheet may hold it; null leaves the cell empty. */
function sheetText(cell: Cell): string | null {
  const text = clean(cell).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  if (text === '') return null;
  return text.length > cellLimit ? `${text.slice(0, cellLimit - 1)}…` : text;
}
