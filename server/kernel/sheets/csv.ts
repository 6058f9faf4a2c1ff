import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { reject } from './reject.ts';
import type { SheetLimits, SheetRow } from './sheet.ts';

/** Records of a CSV with the line where each begins. Quotes inside a field that no quote opened are taken as they are. */
export async function* csvRows(file: Buffer, { maxRows }: SheetLimits): AsyncGenerator<SheetRow> {
  const records = parse({ bom: false, info: true, record_delimiter: '\n', relax_column_count: true, relax_quotes: true });
  // a failing source fails the parser, whose errors we meet below
  pipeline(Readable.from(texts(file)), records, () => {});
  let line = 1;
  try {
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line, cells: record.map(inner) };
      line = info.lines + 1;
      if (line > maxRows + 1) reject('TOO_MANY_ROWS', { max: maxRows });
    }
  } catch (error) {
    if ((error as CsvError).code?.startsWith('CSV_')) reject('FILE_QUOTE_OPEN', { line });
    throw error;
  } finally {
    records.destroy();
  }
}

/** Undoes the apostrophe that our own exports put before what a spreadsheet would take for a formula. */
const inner = (cell: string) => (/^'[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell);

/** The file as text, in pieces small enough to let others have their turn, every line end made LF. */
function* texts(file: Buffer): Generator<string> {
  if (file[0] === 0xff && file[1] === 0xfe) reject('FILE_ENCODING');
  const decoder = new TextDecoder(isUtf8(file) ? 'utf-8' : 'gb18030', { fatal: true });
  const size = 65_536;
  let held = '';
  for (let at = 0; at < file.length; at += size) {
    let text = held + decode(decoder, file.subarray(at, at + size), at + size < file.length);
    // the LF of this CR may come with the next piece
    held = text.endsWith('\r') && at + size < file.length ? '\r' : '';
    if (held) text = text.slice(0, -1);
    yield text.replace(/\r\n?/g, '\n');
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    return reject('FILE_ENCODING');
  }
}
