import type { Call } from '../calls/entity.ts';
import type { Context } from '../kernel/context.ts';
import type { Fault } from '../kernel/sheets/readTable.ts';
import type { Import } from './entity.ts';
import type { Differences } from './outcome.ts';

/** What came with a file. */
export interface ImportOptions {
  fileName?: string;
  /** The attachment the file was sent as. */
  fileId?: string;
  /** The month a register describes. */
  month?: string | null;
  /** Code of the call whose submissions or marks they are. */
  call?: string | null;
  /** Looks and compares, and writes nothing. */
  dryRun?: boolean;
  lang?: 'zh-CN' | 'en';
  progress?: (rows: number) => void;
}

/** A file that was read without a fault and compared with what is known. */
export interface Plan {
  rows: number;
  /** rows that are taken when it is written */
  imported: number;
  /** whether there is anything to write */
  news: boolean;
  unchanged: number;
  differences: Differences;
  /** The past call its rows belong to: then taking them is a historical act. */
  call?: Call;
  /** Writes all of it. The id is that of the fact of the import. */
  write: (ctx: Context, made: { factId: string; sha256: string; importedById: string | null }) => Promise<unknown>;
}

/** One kind of table that can be imported. */
export interface ImportTable {
  /** Reads a file, and compares it; answers with its faults when it has any. Writes nothing. */
  plan: (ctx: Context, source: Buffer, options: ImportOptions & { sha256: string }) => Promise<Plan | Fault[]>;
  /** Takes an import back, unless something depends on it by now. */
  undo?: (ctx: Context, made: Import) => Promise<unknown>;
}
