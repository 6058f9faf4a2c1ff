import { type FaultCode, type FaultParams, faultText } from '../../../schema/faults.ts';
import { refuse } from '../errors.ts';
import { unkeepable, withoutUnkeepable } from '../text.ts';
import { type CellFault, isFault, type Parser } from './parsers.ts';
import { readSheet, type SheetOptions, type SheetSource } from './readSheet.ts';
import { reject } from './reject.ts';
import type { SheetRow } from './sheet.ts';

export interface TableColumn<K extends string = string, V = unknown> {
  key: K;
  /** the heading; blanks and the width of brackets do not matter */
  header: string;
  aliases?: readonly string[];
  /** its cells must not be empty; otherwise an empty cell is null */
  required?: boolean;
  /** the file may lack the whole column */
  mayBeMissing?: boolean;
  parse: Parser<V>;
}

type ValueOf<C> = C extends { parse: (text: string) => infer V }
  ? Exclude<V, CellFault> | (C extends { required: true } ? never : null)
  : never;
export type TableValues<C extends readonly TableColumn[]> = { [P in C[number] as P['key']]: ValueOf<P> };

export interface TableRow<T> {
  line: number;
  values: T;
}

export interface Fault {
  line: number;
  /** the heading as we know it */
  column: string;
  /** the cell, shortened to 40 characters */
  value: string;
  code: FaultCode;
  params?: FaultParams;
  message: string;
}

export interface TableOptions extends SheetOptions {
  /** keys whose values together must not occur twice */
  unique?: readonly string[];
  lang?: 'zh-CN' | 'en';
  /** called now and then with the number of rows read */
  progress?(rows: number): void;
}

const maxFaults = 20_000;

/**
 * Reads a table by its headings into typed rows, and finds every fault in it, one a cell.
 *
 * Columns may come in any order, and unknown ones are passed over. A wrong heading is a fault of its line and ends
 * the reading. Format is checked before duplicates, of which the later is named. Rows with faults are not among `rows`;
 * whoever imports takes all of a table without faults or nothing.
 */
export async function readTable<const C extends readonly TableColumn[]>(
  source: SheetSource,
  columns: C,
  { unique = [], lang, progress, ...options }: TableOptions = {},
): Promise<{ rows: TableRow<TableValues<C>>[]; faults: Fault[]; count: number }> {
  const rows: TableRow<TableValues<C>>[] = [];
  const faults = new Map<string, Fault>();
  const duplicates: Fault[] = [];
  const seen = new Map<string, number>();
  const blamed = columns.find(column => column.key === unique[0]);
  let places: number[] | undefined;
  let count = 0;

  const report = (line: number, column: string, cell: string, { fault: code, params, shown }: CellFault): Fault => ({
    line,
    column,
    value: shorten(shown ?? cell),
    code,
    ...(params && { params }),
    message: faultText(code, params, lang),
  });
  const blame = (line: number, column: string, cell: string, why: CellFault) => {
    faults.set(`${line}\t${column}`, report(line, column, cell, why));
    if (faults.size > maxFaults)
      throw refuse('IMPORT_REJECTED', 'TOO_MANY_FAULTS', { max: maxFaults, faults: ordered(faults.values()).slice(0, 100) });
  };

  for await (const row of readSheet(source, options)) {
    if (!places) {
      const head = findColumns(row, columns);
      for (const { column, why } of head.wrong) blame(row.line, column, '', why);
      if (head.wrong.length > 0) break;
      places = head.places;
      continue;
    }
    const merged = row.cells.length === 0;
    if (!merged && ++count % 1_000 === 0) progress?.(count);
    const values: Record<string, unknown> = {};
    let whole = true;
    for (const [n, column] of columns.entries()) {
      const at = places[n] ?? -1;
      const cell = (row.cells[at] ?? '').trim();
      const unreadable = row.faults?.find(({ index }) => index === at);
      const value = unreadable
        ? { fault: unreadable.code, params: unreadable.params, shown: unreadable.value }
        : merged
          ? null
          : parseCell(column, cell);
      if (isFault(value)) blame(row.line, column.header, cell, value);
      whole &&= !isFault(value);
      values[column.key] = value;
    }
    if (merged) continue;
    if (blamed && unique.every(key => values[key] !== null && !isFault(values[key]))) {
      const id = JSON.stringify(unique.map(key => values[key]));
      const line = seen.get(id);
      if (line === undefined) seen.set(id, row.line);
      else {
        const cell = (row.cells[places[columns.indexOf(blamed)] ?? -1] ?? '').trim();
        duplicates.push(report(row.line, blamed.header, cell, { fault: 'DUPLICATE_IN_FILE', params: { line } }));
        whole = false;
      }
    }
    if (whole) rows.push({ line: row.line, values: values as TableValues<C> });
  }
  if (!places && faults.size === 0) reject('FILE_EMPTY');
  if (count % 1_000 > 0) progress?.(count);
  return { rows, faults: ordered([...faults.values(), ...duplicates]), count };
}

function parseCell(column: TableColumn, cell: string): unknown {
  if (cell === '') return column.required ? { fault: 'EMPTY' } : null;
  // the control characters must not travel on in the report
  if (unkeepable.test(cell)) return { fault: 'CONTROL_CHARACTER', shown: withoutUnkeepable(cell, '\ufffd') };
  return column.parse(cell);
}

/** Where each column stands (-1: nowhere, and may), and what is wrong with the headings. */
function findColumns(row: SheetRow, columns: readonly TableColumn[]) {
  const heads = row.cells.map(tidy);
  const wrong: { column: string; why: CellFault }[] = [];
  const places = columns.map(({ header, aliases = [], mayBeMissing }) => {
    const names = [header, ...aliases].map(tidy);
    const found = heads.flatMap((head, at) => (names.includes(head) ? [at] : []));
    if (found.length > 1) wrong.push({ column: header, why: { fault: 'COLUMN_TWICE', params: { column: header } } });
    if (found.length === 0 && !mayBeMissing) wrong.push({ column: header, why: { fault: 'COLUMN_MISSING', params: { column: header } } });
    return found[0] ?? -1;
  });
  return { places, wrong };
}

const tidy = (head: string) => head.normalize('NFKC').replace(/\s/g, '');

function shorten(value: string): string {
  const characters = [...value];
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : value;
}

const ordered = (faults: Iterable<Fault>) => [...faults].sort((a, b) => a.line - b.line);
