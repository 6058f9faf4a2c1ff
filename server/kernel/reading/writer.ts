import { escapeLiteral } from 'pg';
import { dated, flagged, quoted } from './bytes.ts';
import type { Form } from './columns.ts';
import type { Bound } from './compiling.ts';
import { Unanswerable } from './project.ts';
import type { Row } from './wire.ts';

/** A part of the text of a record: as it stands, from a column (`owed`: nothing keeps it from being null but must), an object that is there or not, or what a function makes of the row. */
export type Piece =
  | string
  | { at: number; form: Form; optional: boolean; owed?: boolean }
  | { present: number; pieces: Piece[] }
  | { make: (row: Row, bound: Bound) => string };

export type Write = (row: Row, bound: Bound) => string;

const forms: Record<Form, (value: string) => string> = {
  number: value => value,
  json: value => value,
  plain: value => `'"'+${value}+'"'`,
  flag: value => `flagged(${value})`,
  text: value => `quoted(${value})`,
  instant: value => `dated(${value})`,
};

function owed(value: string | null): string {
  if (value === null) throw new Unanswerable('null where none may be');
  return value;
}

/** Makes one function of the pieces, so that writing a row costs no look at what was selected. */
export function writer(pieces: readonly Piece[]): Write {
  const made: ((row: Row, bound: Bound) => string)[] = [];
  const expression = (parts: readonly Piece[]): string => joined(parts).map(piece).join('+') || "''";
  const piece = (part: Piece): string => {
    if (typeof part === 'string') return JSON.stringify(part);
    if ('make' in part) return `made[${made.push(part.make) - 1}](r,b)`;
    if ('present' in part) return `(r[${part.present}]===null?'null':${expression(part.pieces)})`;
    const value = part.owed ? `owed(r[${part.at}])` : `r[${part.at}]`;
    return part.optional ? `(${value}===null?'null':${forms[part.form](value)})` : forms[part.form](value);
  };
  const source = `return (r,b)=>''+${expression(pieces)}`;
  return new Function('made', 'quoted', 'flagged', 'dated', 'owed', source)(made, quoted, flagged, dated, owed) as Write;
}

const sqlForms: Record<Form, (sql: string) => string> = {
  number: sql => `(${sql})::text`,
  json: sql => `(${sql})::text`,
  plain: sql => `'"' || (${sql}) || '"'`,
  flag: sql => `case (${sql}) when true then 'true' when false then 'false' end`,
  text: sql => `to_json(${sql})::text`,
  instant: sql => `to_char((${sql}) at time zone 'Asia/Shanghai', '"\\""YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00\\""')`,
};
const mostArguments = 90;

/** The same text as one expression of SQL, where no function has to look at the row; undefined where one has. */
export function writtenInSql(pieces: readonly Piece[], columns: readonly { sql: string }[]): string | undefined {
  const parts = joined(pieces).map(part => {
    if (typeof part === 'string') return escapeLiteral(part);
    if ('make' in part) return undefined;
    if ('present' in part) {
      const below = writtenInSql(part.pieces, columns);
      return below && `case when (${columns[part.present]!.sql}) is null then 'null' else ${below} end`;
    }
    const written = sqlForms[part.form](columns[part.at]!.sql);
    return part.optional ? `coalesce(${written}, 'null')` : written;
  });
  if (parts.some(part => part === undefined)) return undefined;
  const chunks: string[] = [];
  for (let at = 0; at < parts.length; at += mostArguments) chunks.push(`concat(${parts.slice(at, at + mostArguments).join(', ')})`);
  return chunks.join(' || ');
}

/** Neighbouring constants are one. */
function joined(parts: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const part of parts) {
    const before = out.at(-1);
    if (typeof part === 'string' && typeof before === 'string') out[out.length - 1] = before + part;
    else out.push(part);
  }
  return out;
}
