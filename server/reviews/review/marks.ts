import type { Rubric } from '../../calls/rubric.ts';
import { refuse } from '../../kernel/errors.ts';
import { millionths } from '../scoring.ts';
import type { Mark } from './entity.ts';

const decimal = /^\d{1,4}(\.\d{1,2})?$/;

/** What an expert has marked. */
export interface Sheet {
  marks: readonly Mark[];
  vetoes?: readonly string[] | null;
  comment?: string | null;
}

/**
 * Refuses a sheet that the rubric of the call does not allow. A draft may leave criteria out; a submitted sheet marks every
 * one, and says why where the call asks for it.
 */
export function checkSheet({ criteria, vetoes: known, noteAtExtremes }: Rubric, sheet: Sheet, { whole }: { whole: boolean }): void {
  const byCode = new Map(criteria.map(criterion => [criterion.code, criterion]));
  const seen = new Set<string>();
  for (const { criterion: code, mark, note } of sheet.marks) {
    const criterion = byCode.get(code);
    if (!criterion) throw refuse('BAD_USER_INPUT', 'CRITERION_UNKNOWN', { criterion: code });
    if (seen.has(code)) throw refuse('BAD_USER_INPUT', 'MARK_TWICE', { criterion: code });
    seen.add(code);
    const { max } = criterion;
    const most = millionths(String(max));
    if (!decimal.test(mark) || millionths(mark) > most) throw refuse('BAD_USER_INPUT', 'MARK_INVALID', { criterion: code, max });
    const percent = (millionths(mark) * 100n) / most;
    const extreme = percent < 60n || millionths(mark) * 100n > most * 95n;
    if (whole && noteAtExtremes && extreme && !note?.trim()) throw refuse('BAD_USER_INPUT', 'MARK_NOTE_REQUIRED', { criterion: code });
  }
  for (const veto of sheet.vetoes ?? [])
    if (!known?.some(({ code }) => code === veto)) throw refuse('BAD_USER_INPUT', 'VETO_UNKNOWN', { veto });
  if (!whole) return;
  const missing = criteria.find(({ code }) => !seen.has(code));
  if (missing) throw refuse('BAD_USER_INPUT', 'MARK_MISSING', { criterion: missing.code });
  if (sheet.vetoes?.length && !sheet.comment?.trim()) throw refuse('BAD_USER_INPUT', 'COMMENT_REQUIRED');
}

/** A sheet as it is kept. */
export const written = ({ marks, vetoes, comment }: Sheet) => ({
  marks: marks.map(({ criterion, mark, note }) => ({ criterion, mark, note: note?.trim() || null })),
  vetoes: [...new Set(vetoes ?? [])],
  comment: comment?.trim() || null,
});

/** Marks by criterion, as scoring reads them. */
export const byCriterion = (marks: readonly Mark[]): Record<string, string> =>
  Object.fromEntries(marks.map(({ criterion, mark }) => [criterion, mark]));
