import type { ReviewFull } from './asks.ts';

type Rubric = NonNullable<ReviewFull['call']>['rubric'];
export type Criterion = Rubric['criteria'][number];

/** What stands on a score sheet while it is filled in. */
export interface Sheet {
  marks: Record<string, { mark: string; note: string }>;
  vetoes: readonly string[];
  comment: string;
}

export const sheetOf = ({ marks, vetoes, comment }: Pick<ReviewFull, 'marks' | 'vetoes' | 'comment'>): Sheet => ({
  marks: Object.fromEntries((marks ?? []).map(({ criterion, mark, note }) => [criterion, { mark: String(mark), note: note ?? '' }])),
  vetoes: vetoes ?? [],
  comment: comment ?? '',
});

const decimal = /^\d{1,4}(\.\d{1,2})?$/;
/** Whether a mark can be kept: a number with two places at most, not above the highest. */
export const isMark = (mark: string, max: number) => decimal.test(mark) && Number(mark) <= max;

/** What is sent of a sheet: the marks that can be kept. */
export const sentOf = (sheet: Sheet, criteria: readonly Criterion[]) => ({
  marks: criteria.flatMap(({ code, max }) => {
    const given = sheet.marks[code];
    return given && isMark(given.mark, max) ? [{ criterion: code, mark: given.mark, note: given.note.trim() || null }] : [];
  }),
  vetoes: [...sheet.vetoes],
  comment: sheet.comment.trim() || null,
});

/** The sum of what has been marked, in ten-thousandths, so that nothing is lost to floating numbers. */
const scaled = (value: string, digits: number) => {
  const [whole, part = ''] = value.split('.');
  return BigInt(whole!) * 10n ** BigInt(digits) + BigInt(part.padEnd(digits, '0').slice(0, digits) || '0');
};
export function sumOf(sheet: Sheet, criteria: readonly Criterion[]): string {
  const sum = criteria.reduce((total, { code, max, weight }) => {
    const mark = sheet.marks[code]?.mark ?? '';
    return isMark(mark, max) ? total + scaled(mark, 2) * scaled(String(weight ?? 1), 4) : total;
  }, 0n);
  const text = sum.toString().padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '');
}

export type Fault = 'missing' | 'tooHigh' | 'noteNeeded';

/** What keeps a criterion from being submitted. The server judges; this only speaks earlier. */
export function faultOf(sheet: Sheet, { code, max }: Criterion, noteAtExtremes: boolean): Fault | undefined {
  const { mark = '', note = '' } = sheet.marks[code] ?? {};
  if (mark === '') return 'missing';
  if (!isMark(mark, max)) return 'tooHigh';
  const extreme = Number(mark) * 100 < max * 60 || Number(mark) * 100 > max * 95;
  return noteAtExtremes && extreme && !note.trim() ? 'noteNeeded' : undefined;
}
