import { refuse } from '../kernel/errors.ts';
import type { Criterion, Rubric } from './rubric.ts';

interface RubricFault {
  code: string;
  item?: string;
  detail?: string;
}

const twice = (values: readonly string[]) => [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
/** Ten-thousandths, so that weights add up exactly. */
const exact = (decimal: string) => {
  const [whole, part = ''] = decimal.split('.');
  return BigInt(whole! + part.padEnd(4, '0').slice(0, 4));
};
const shown = (value: bigint) => String(Number(value) / 10_000);

/** The highest total, in ten-thousandths. */
export const mostOf = (criteria: readonly Criterion[]): bigint =>
  criteria.reduce((sum, { max, weight }) => sum + BigInt(max) * exact(String(weight ?? '1')), 0n);

function anchorFaults({ name, max, anchors }: Criterion): RubricFault[] {
  const ranges = (anchors ?? [])
    .map(({ mark, upTo }) => ({ from: exact(String(mark)), to: exact(String(upTo ?? mark)) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  return [
    ...(ranges.some(({ from, to }) => from > to || to > BigInt(max) * 10_000n) ? [{ code: 'ANCHOR_OUTSIDE', item: name }] : []),
    ...(ranges.some(({ from }, at) => at > 0 && from <= ranges[at - 1]!.to) ? [{ code: 'ANCHORS_OVERLAP', item: name }] : []),
  ];
}

/** Everything in which a rubric contradicts itself, or does not come to a hundred points. */
export function rubricFaults({ criteria, ties, dropFrom, rule, pass, vetoes }: Rubric): RubricFault[] {
  if (criteria.length === 0) return [{ code: 'CRITERIA_NONE' }];
  const codes = criteria.map(({ code }) => code);
  const most = mostOf(criteria);
  const tooFew = dropFrom === 1 || dropFrom === 2 || (rule === 'TRIMMED' && dropFrom === 0);
  return [
    ...[...twice(codes), ...twice((vetoes ?? []).map(({ code }) => code))].map(item => ({ code: 'CODE_TWICE', item })),
    ...(most === 1_000_000n ? [] : [{ code: 'WEIGHTS_NOT_100', detail: shown(most) }]),
    ...(exact(String(pass)) > most ? [{ code: 'PASS_TOO_HIGH', detail: String(pass) }] : []),
    ...ties.filter(code => !codes.includes(code)).map(item => ({ code: 'TIE_UNKNOWN', item })),
    ...twice(ties).map(item => ({ code: 'TIE_TWICE', item })),
    ...(tooFew ? [{ code: 'DROP_TOO_FEW', detail: String(dropFrom) }] : []),
    ...criteria.flatMap(anchorFaults),
  ];
}

/** What of the rubric a fault is about, where it is no criterion. */
const partOf: Readonly<Record<string, string>> = { CRITERIA_NONE: 'criteria', PASS_TOO_HIGH: 'pass', DROP_TOO_FEW: 'dropFrom' };

/** What a draft may still be wrong in; it is asked when the call is announced. */
const later = ['WEIGHTS_NOT_100', 'ANCHORS_OVERLAP'];

/** Refuses a rubric that contradicts itself, and says where. */
export function checkRubric(rubric: Rubric): void {
  const fault = rubricFaults(rubric).find(({ code }) => !later.includes(code));
  if (fault) throw refuse('BAD_USER_INPUT', 'RUBRIC_INVALID', { part: fault.item ?? partOf[fault.code] });
}
