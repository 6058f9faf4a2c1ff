import type { FaultCode, FaultParams } from '../../../schema/faults.ts';

export interface SheetRow {
  /** the physical line of a CSV where the record begins, or the row number of a sheet; from 1 */
  line: number;
  cells: string[];
  /** cells that cannot be read for what they are, by index */
  faults?: { index: number; code: FaultCode; params?: FaultParams; value?: string }[];
}

/** What one uploaded table may cost us. Defaults hold a city's register ten times over. */
export interface SheetLimits {
  /** bytes of the file as sent */
  maxBytes: number;
  /** rows, headings and empty ones included */
  maxRows: number;
  maxColumns: number;
  maxCells: number;
  /** bytes of a workbook once unzipped */
  maxUnzipped: number;
}

export const sheetLimits: SheetLimits = {
  maxBytes: 25_000_000,
  maxRows: 200_000,
  maxColumns: 256,
  maxCells: 5_000_000,
  maxUnzipped: 160_000_000,
};

/** The most a cell of a spreadsheet can hold; a longer one was not made by a spreadsheet. */
export const cellLimit = 32_767;
