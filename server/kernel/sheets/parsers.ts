import type { FaultCode, FaultParams } from '../../../schema/faults.ts';
import { textLength } from '../text.ts';

/** Why a cell is refused; `shown` replaces the value in the report when that must not be repeated. */
export interface CellFault {
  fault: FaultCode;
  params?: FaultParams;
  shown?: string;
}

/** Makes of a cell's trimmed text, never empty, a value or a fault. */
export type Parser<V> = (text: string) => V | CellFault;

/** Says that a cell is wrong, and how. */
export const fault = (code: FaultCode, params?: FaultParams, shown?: string): CellFault => ({ fault: code, params, shown });

export const isFault = (value: unknown): value is CellFault => typeof value === 'object' && value !== null && 'fault' in value;

/** Text of at most `max` characters as people count them. */
export const text =
  (max = 200): Parser<string> =>
  value => {
    const length = textLength(value);
    return length > max ? fault('TOO_LONG', { length, max }) : value;
  };

interface Bounds {
  min?: number;
  max?: number;
}

/** A whole number; from zero up unless `min` says otherwise. */
export const integer =
  ({ min = 0, max = 2_147_483_647 }: Bounds = {}): Parser<number> =>
  value => {
    const digits = plainNumber(value);
    if (digits === undefined) return fault('NOT_A_NUMBER');
    const number = Number(digits);
    if (!Number.isInteger(number)) return fault('NOT_AN_INTEGER');
    return outside(number, min, max) ?? number;
  };

/** An exact decimal as text, with at most `digits` places; from zero up unless `min` says otherwise. */
export const decimal =
  ({ digits = 2, min = 0, max = 1e14 }: Bounds & { digits?: number } = {}): Parser<string> =>
  value => {
    const plain = plainNumber(value);
    if (plain === undefined) return fault('NOT_A_NUMBER');
    const places = plain.split('.')[1]?.replace(/0+$/, '').length ?? 0;
    return outside(Number(plain), min, max) ?? (places > digits ? fault('TOO_PRECISE', { digits }) : plain);
  };

/** A day as `2024-06-30`, from any of the ways it is written with the year first. */
export const date: Parser<string> = value => {
  const day = dayOf(value.normalize('NFKC').replace(/[ T]00:00(:00)?$/, ''));
  return day ?? fault('NOT_A_DATE');
};

/** A month as `2024-06`; the first day of a month, which is how a spreadsheet keeps one, is that month. */
export const month: Parser<string> = value => {
  const plain = value.normalize('NFKC');
  const [, year, number] = /^(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))$/.exec(plain)?.filter(part => part !== undefined) ?? [];
  const day = year && number ? dayOf(`${year}-${number}-01`) : dayOf(plain);
  return day?.endsWith('-01') ? day.slice(0, 7) : fault('NOT_A_MONTH');
};

/** One of the codes of a list, whose name stands in the fault; a record or map gives what the code stands for. */
export function codeIn<V>(codes: ReadonlyMap<string, V>, list: string): Parser<V>;
export function codeIn(codes: ReadonlySet<string>, list: string): Parser<string>;
export function codeIn(codes: ReadonlyMap<string, unknown> | ReadonlySet<string>, list: string): Parser<unknown> {
  return value => (codes.has(value) ? ('get' in codes ? codes.get(value) : value) : fault('UNKNOWN_CODE', { list }));
}

/** Several values in one cell, parted by `|`, `;`, `、` or a comma. */
export const listOf =
  <V>(parse: Parser<V>): Parser<V[]> =>
  value => {
    const values: V[] = [];
    for (const part of value.split(/[|;；、,，]/).map(part => part.trim())) {
      if (part === '') continue;
      const parsed = parse(part);
      if (isFault(parsed)) return parsed;
      values.push(parsed);
    }
    return values;
  };

/** Digits, a sign, a point and thousands commas in their places; nothing with an exponent. */
function plainNumber(value: string): string | undefined {
  const half = value.normalize('NFKC');
  if (!/^[+-]?(\d{1,30}|\d{1,3}(,\d{3}){1,9})(\.\d{1,30})?$/.test(half)) return undefined;
  return half
    .replaceAll(',', '')
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=\d)/, '$1');
}

function outside(number: number, min: number, max: number): CellFault | undefined {
  if (number < 0 && min === 0) return fault('NEGATIVE');
  if (number < min) return fault('TOO_SMALL', { min });
  return number > max ? fault('TOO_LARGE', { max }) : undefined;
}

function dayOf(value: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(value) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const moment = new Date(Date.UTC(year, month - 1, day));
  const real = year >= 1900 && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return real ? moment.toISOString().slice(0, 10) : undefined;
}
