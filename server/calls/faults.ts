import { solutionFields } from '../../schema/solutionFields.ts';
import { fileKinds } from '../files/content.ts';
import { Choice, enumOf, Flag, Text, Value } from '../kernel/fields.ts';
import { providerKind } from '../people/provider/entity.ts';
import { loadReference } from '../reference/loadReference.ts';
import type { Call } from './entity.ts';
import { asked, isDay } from './form.ts';
import type { EligibilityRule, FormField } from './formShape.ts';
import { rubricFaults } from './rubricFaults.ts';

export const callPart = enumOf(
  'CallPart',
  ['NOTICE', 'WINDOW', 'KINDS', 'FORM', 'FILES', 'ELIGIBILITY', 'RUBRIC', 'SEATS', 'TRIALS'],
  'Part of a call',
);
export const callFaultCode = enumOf(
  'CallFaultCode',
  [
    'NUMBER_MISSING',
    'TEXT_MISSING',
    'ENGLISH_MISSING',
    'CONTACT_MISSING',
    'WINDOW_BACKWARDS',
    'WINDOW_PAST',
    'NOT_A_WORKING_DAY',
    'KINDS_NONE',
    'KIND_WITHOUT_FORM',
    'NEVER_ASKED',
    'KEY_INVALID',
    'KEY_TWICE',
    'OPTIONS_NONE',
    'OPTION_TWICE',
    'BOUND_INVALID',
    'MIN_ABOVE_MAX',
    'SOLUTION_FIELD_UNKNOWN',
    'FORMAT_UNKNOWN',
    'VALUE_INVALID',
    'CRITERIA_NONE',
    'CODE_TWICE',
    'WEIGHTS_NOT_100',
    'PASS_TOO_HIGH',
    'TIE_UNKNOWN',
    'TIE_TWICE',
    'DROP_TOO_FEW',
    'ANCHOR_OUTSIDE',
    'ANCHORS_OVERLAP',
    'DIVISION_UNKNOWN',
    'SEATS_TWICE',
    'SEATS_NONE',
    'KIND_TWICE',
  ],
  'What is wrong with a call that has not been announced',
);

@Value('One thing that is wrong with a call, or worth a second look')
export class CallFault {
  @Choice(callPart, { about: 'Where' }) part!: string;
  @Choice(callFaultCode, { about: 'What' }) code!: string;
  @Text({ about: 'Which of that part: a label, a code or a field', optional: true }) item?: string | null;
  @Text({ about: 'The figure or code that is wrong', optional: true }) detail?: string | null;
  @Flag({ about: 'Whether it keeps the call from being announced; the others are advice' }) blocks!: boolean;
}

const fault = (part: string, code: string, item?: string | null, detail?: string | null): CallFault => ({
  ...{ part, code, item: item ?? null, detail: detail ?? null, blocks: true },
});
const advice = (part: string, code: string, item?: string | null): CallFault => ({ ...fault(part, code, item), blocks: false });
const twice = (values: readonly string[]) => [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];

type Faulty = Pick<
  Call,
  'number' | 'text' | 'titleEn' | 'textEn' | 'contact' | 'opensAt' | 'closesAt' | 'kinds' | 'form' | 'rubric' | 'seats' | 'trialMinimums'
>;

function noticeFaults({ number, text, titleEn, textEn, contact }: Faulty): CallFault[] {
  return [
    ...(number ? [] : [advice('NOTICE', 'NUMBER_MISSING')]),
    ...(text ? [] : [advice('NOTICE', 'TEXT_MISSING')]),
    ...(titleEn && textEn ? [] : [advice('NOTICE', 'ENGLISH_MISSING')]),
    ...(contact ? [] : [advice('NOTICE', 'CONTACT_MISSING')]),
  ];
}

const windowFaults = ({ opensAt, closesAt }: Faulty, now: Date): CallFault[] => [
  ...(closesAt <= opensAt ? [fault('WINDOW', 'WINDOW_BACKWARDS')] : []),
  ...(closesAt <= now ? [fault('WINDOW', 'WINDOW_PAST')] : []),
];

const whole = (text: string) => /^\d+$/.test(text);
const keyPattern = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

function fieldFaults(field: FormField): CallFault[] {
  const { key, label, kind, min, max, options } = field;
  const codes = (options ?? []).map(({ code }) => code);
  const choosing = kind === 'CHOICE' || kind === 'CHOICES';
  const counts = kind !== 'NUMBER' && !(kind === 'SOLUTION' && solutionFields[key] === 'number');
  return [
    ...(choosing && codes.length === 0 ? [fault('FORM', 'OPTIONS_NONE', label)] : []),
    ...twice(codes).map(code => fault('FORM', 'OPTION_TWICE', label, code)),
    ...(counts
      ? [min, max].filter(bound => bound && !whole(bound.replace(/\.0+$/, ''))).map(bound => fault('FORM', 'BOUND_INVALID', label, bound))
      : []),
    ...(min && max && Number(min) > Number(max) ? [fault('FORM', 'MIN_ABOVE_MAX', label, `${min} > ${max}`)] : []),
    ...(kind === 'SOLUTION' && !solutionFields[key] ? [fault('FORM', 'SOLUTION_FIELD_UNKNOWN', label, key)] : []),
  ];
}

const providerKinds: readonly string[] = providerKind.values;
const districts = () => loadReference().districts.map(({ code }) => code);
const some = (values: readonly string[], fits: (value: string) => boolean) => values.length > 0 && values.every(fits);

/** Whether a condition says what is compared. */
const fitting: Readonly<Record<string, (rule: EligibilityRule) => boolean>> = {
  REGISTERED_BEFORE: ({ value }) => isDay(value ?? ''),
  OPERATING_MONTHS: ({ value }) => whole(value ?? ''),
  STAFF_AT_LEAST: ({ value }) => whole(value ?? ''),
  CASES_AT_LEAST: ({ value }) => whole(value ?? ''),
  PROVIDER_KIND: ({ values }) => some(values, value => providerKinds.includes(value)),
  DISTRICT: ({ values }) => some(values, value => districts().includes(value)),
  CERTIFICATES: ({ values }) => some(values, value => value.trim() !== ''),
};

function formFaults({ kinds, form: { fields, files, eligibility } }: Faulty): CallFault[] {
  const keyed = [
    ...fields.map(it => ({ ...it, part: 'FORM' })),
    ...files.map(it => ({ ...it, part: 'FILES' })),
    ...eligibility.map(it => ({ ...it, part: 'ELIGIBILITY' })),
  ];
  const again = twice(keyed.map(({ key }) => key));
  return [
    ...kinds.filter(kind => !fields.some(field => asked(field, kind))).map(kind => fault('FORM', 'KIND_WITHOUT_FORM', null, kind)),
    ...keyed.filter(({ key }) => !keyPattern.test(key)).map(({ part, label, key }) => fault(part, 'KEY_INVALID', label, key)),
    ...keyed.filter(({ key }) => again.includes(key)).map(({ part, label, key }) => fault(part, 'KEY_TWICE', label, key)),
    ...fields.flatMap(fieldFaults),
    ...fields.filter(field => !kinds.some(kind => asked(field, kind))).map(({ label }) => advice('FORM', 'NEVER_ASKED', label)),
    ...files.flatMap(({ label, formats }) =>
      formats.filter(ending => !fileKinds[ending]).map(ending => fault('FILES', 'FORMAT_UNKNOWN', label, ending)),
    ),
    ...eligibility
      .filter(rule => fitting[rule.check] && !fitting[rule.check]!(rule))
      .map(({ label, value, values }) => fault('ELIGIBILITY', 'VALUE_INVALID', label, value ?? values.join(', '))),
  ];
}

function seatFaults({ seats, trialMinimums }: Faulty): CallFault[] {
  const divisions = new Set(loadReference().industries.map(({ code }) => code));
  const names = seats.map(({ kind, division }) => [kind, division].filter(Boolean).join(' '));
  return [
    ...(seats.length ? [] : [advice('SEATS', 'SEATS_NONE')]),
    ...seats.flatMap(({ min, max, division }, at) => [
      ...(min > max ? [fault('SEATS', 'MIN_ABOVE_MAX', names[at], `${min} > ${max}`)] : []),
      ...(division && !divisions.has(division) ? [fault('SEATS', 'DIVISION_UNKNOWN', names[at], division)] : []),
    ]),
    ...twice(names).map(name => fault('SEATS', 'SEATS_TWICE', name)),
    ...twice(trialMinimums.map(({ kind }) => kind)).map(kind => fault('TRIALS', 'KIND_TWICE', null, kind)),
  ];
}

/** Everything that is wrong with a call, in the order of its parts: pure, so that all of it can be said at once. */
export function faultsOf(call: Faulty, now: Date): CallFault[] {
  return [
    ...noticeFaults(call),
    ...windowFaults(call, now),
    ...(call.kinds.length ? [] : [fault('KINDS', 'KINDS_NONE')]),
    ...formFaults(call),
    ...rubricFaults(call.rubric).map(({ code, item, detail }) => fault('RUBRIC', code, item, detail)),
    ...seatFaults(call),
  ];
}
