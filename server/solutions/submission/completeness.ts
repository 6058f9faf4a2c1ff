import { checkEligibility, isDeclared } from '../../calls/eligibility.ts';
import type { Call } from '../../calls/entity.ts';
import { asked, checkForm, type GivenFile } from '../../calls/form.ts';
import type { CallForm, FormAnswer } from '../../calls/formShape.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Provider } from '../../people/provider/entity.ts';
import type { DraftContent, DraftPaper } from '../draft/content.ts';
import { type Fault, fault, warning } from '../draft/content.ts';
import type { Solution } from '../solution/entity.ts';

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The shortest free trial that this kind may offer; a mixed product meets the longest of its parts. */
export function shortestTrial({ trialMinimums }: Pick<Call, 'trialMinimums'>, kind: string): number {
  const of = (wanted: string) => trialMinimums.find(minimum => minimum.kind === wanted)?.days;
  const parts = kind === 'BOTH' ? [of('SOFTWARE') ?? 0, of('HARDWARE') ?? 0] : [0];
  return of(kind) ?? Math.max(...parts);
}

/** Where in a draft what the form asks for by a key is answered: `solution.painPoint`, `papers.licence`, `answers.staffAbroad`. */
export function placeOf({ fields, files, eligibility }: CallForm, key: string): string {
  const field = fields.find(each => each.key === key);
  if (field?.kind === 'SOLUTION') return `solution.${key}`;
  if (field?.kind === 'FILE' || files.some(each => each.key === key)) return `papers.${key}`;
  return eligibility.some(each => each.key === key && !isDeclared(each)) ? `provider.${key}` : `answers.${key}`;
}

/** Of what a draft holds, what this form asks of this kind of product: the rest was meant for another call, or another kind. */
export function askedOf({ fields, files, eligibility }: CallForm, kind: string, { answers = {}, papers = [] }: DraftContent) {
  const open = new Map([
    ...fields.filter(each => asked(each, kind)).map(each => [each.key, each.kind] as const),
    ...files.filter(each => asked(each, kind)).map(each => [each.key, 'FILE'] as const),
    ...eligibility.filter(isDeclared).map(each => [each.key, 'DECLARED'] as const),
  ]);
  const given: FormAnswer[] = Object.entries(answers)
    .filter(([key, values]) => open.has(key) && !['FILE', 'SOLUTION'].includes(open.get(key)!) && values.some(value => value.trim() !== ''))
    .map(([key, values]) => ({ key, values: values.filter(value => value.trim() !== '') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return { answers: given, papers: papers.filter(({ key }) => open.get(key) === 'FILE') };
}

interface Offered {
  call: Call;
  provider: Provider;
  solution: Solution;
  answers: readonly FormAnswer[];
  papers: readonly DraftPaper[];
  files: readonly GivenFile[];
  today: string;
}

/** Everything for which this call does not take what is offered. A past call is taken as it was. */
export function faultsOf({ call, provider, solution, answers, papers, files, today }: Offered): Fault[] {
  if (call.historical) return [];
  const days = shortestTrial(call, solution.kind);
  const { kind } = solution;
  const { form } = call;
  return [
    ...(kind && !call.kinds.includes(kind) ? [fault('solution.kind', 'KIND_NOT_CALLED', kind)] : []),
    ...(['name', 'kind', 'mainScenario'] as const).filter(key => isEmpty(solution[key])).map(key => fault(`solution.${key}`, 'MISSING')),
    ...checkForm(form, { kind, answers, files, solution: solution as never }).map(({ key, code, limit }) =>
      fault(placeOf(form, key), code, limit),
    ),
    ...(!isEmpty(solution.freeDays) && solution.freeDays! < days ? [fault('solution.freeDays', 'TRIAL_TOO_SHORT', days)] : []),
    ...checkEligibility(form.eligibility, { ...provider, cases: solution.cases.length }, answers, today).map(({ key, code, limit }) =>
      fault(placeOf(form, key), code, limit),
    ),
    ...papers
      .filter(({ validUntil }) => validUntil && validUntil < today)
      .map(({ key, validUntil }) => {
        const wanted = form.files.find(each => each.key === key)?.required;
        return (wanted ? fault : warning)(`papers.${key}`, 'PAPER_EXPIRED', validUntil);
      }),
  ];
}

/** Refuses with all that blocks at once; the reason is that of the first, so that it can be said in one sentence. */
export function refuseFaults(faults: readonly Fault[]): void {
  const blocking = faults.filter(({ blocks }) => blocks);
  const [first] = blocking;
  if (!first) return;
  const missing = blocking.filter(({ reason }) => reason === 'MISSING').map(({ field }) => field.slice(field.indexOf('.') + 1));
  const said = ['KIND_NOT_CALLED', 'TRIAL_TOO_SHORT', 'SCENARIO_UNKNOWN', 'DIVISION_UNKNOWN', 'CASE_USCC_INVALID', 'ATTACHMENT_UNKNOWN'];
  const reason = said.includes(first.reason) ? first.reason : missing.length ? 'SUBMISSION_INCOMPLETE' : 'SUBMISSION_FAULTY';
  const { limit } = first;
  throw refuse('BAD_USER_INPUT', reason, {
    ...(missing.length > 0 && { fields: missing }),
    ...(reason === 'TRIAL_TOO_SHORT' && { days: Number(limit) }),
    ...(said.includes(reason) && limit && { kind: limit, code: limit, name: limit }),
    faults: blocking,
  });
}
