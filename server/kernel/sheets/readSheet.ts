import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { csvRows } from './csv.ts';
import { reject } from './reject.ts';
import { cellLimit, type SheetLimits, type SheetRow, sheetLimits } from './sheet.ts';
import { xlsxRows } from './xlsx.ts';

export type SheetSource = Buffer | string | Readable;

export interface SheetOptions extends Partial<SheetLimits> {
  /** the file's name as its sender called it: a `.xlsx` that holds none is refused */
  name?: string;
}

/**
 * The rows of a CSV (UTF-8 or GB18030, found out by looking) or of the first visible sheet of an XLSX.
 *
 * Rows without any content are left out, but keep their line numbers. Every cell is text, as a person would read
 * it. Refuses with FILE_REJECTED and a reason what is damaged, encrypted, too large, or no table at all; never
 * evaluates a formula. A string is the path of a file.
 */
export async function* readSheet(source: SheetSource, { name, ...options }: SheetOptions = {}): AsyncGenerator<SheetRow> {
  const limits = { ...sheetLimits, ...options };
  const file = await load(source, limits.maxBytes);
  const rows = kindOf(file, name ?? (typeof source === 'string' ? source : '')) === 'xlsx' ? xlsxRows(file, limits) : csvRows(file, limits);
  let cells = 0;
  let count = 0;
  for await (const row of rows) {
    // a long file must not keep others waiting
    if (++count % 1_000 === 0) await setImmediate();
    if (row.line > limits.maxRows) reject('TOO_MANY_ROWS', { max: limits.maxRows });
    if (row.cells.length > limits.maxColumns) reject('TOO_MANY_COLUMNS', { line: row.line, max: limits.maxColumns });
    cells += row.cells.length;
    if (cells > limits.maxCells) reject('TOO_MANY_CELLS', { max: limits.maxCells });
    if (row.cells.some(cell => cell.length > cellLimit)) reject('CELL_TOO_LONG', { line: row.line, max: cellLimit });
    if (row.faults || row.cells.some(cell => cell.trim() !== '')) yield row;
  }
}

async function load(source: SheetSource, max: number): Promise<Buffer> {
  const tooLarge = () => reject('FILE_TOO_LARGE', { max });
  if (Buffer.isBuffer(source)) return source.length > max ? tooLarge() : source;
  if (typeof source === 'string') return (await stat(source)).size > max ? tooLarge() : readFile(source);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > max) tooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

const oldOffice = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

function kindOf(file: Buffer, name: string): 'csv' | 'xlsx' {
  if (file.length === 0) reject('FILE_EMPTY');
  if (file.subarray(0, 8).equals(oldOffice)) reject(file.includes(encryptedPackage) ? 'FILE_ENCRYPTED' : 'FILE_OLD_EXCEL');
  const zipped = file.subarray(0, 2).toString('latin1') === 'PK';
  const claimed = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (!zipped && claimed === 'xlsx') reject('FILE_NOT_A_WORKBOOK');
  if (zipped && (claimed === 'csv' || claimed === 'txt')) reject('FILE_NOT_A_CSV');
  return zipped ? 'xlsx' : 'csv';
}
