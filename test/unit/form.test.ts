import { solutionFields } from '../../schema/solutionFields.ts';
import { checkEligibility, monthsAfter } from '../../server/calls/eligibility.ts';
import { checkForm, type Given } from '../../server/calls/form.ts';
import type { CallForm, EligibilityRule, FormField } from '../../server/calls/formShape.ts';
import { standardForm } from '../../server/calls/standardForm.ts';
import { fieldOf } from '../../server/kernel/fields.ts';
import { Solution } from '../../server/solutions/solution/entity.ts';

const field = (key: string, kind: string, more: Partial<FormField> = {}): FormField => ({
  ...{ key, label: key, kind, required: true, reusable: true, keyField: false },
  ...more,
});
const form = (fields: FormField[], more: Partial<CallForm> = {}): CallForm => ({ fields, files: [], eligibility: [], ...more });
const given = (answers: Record<string, string[]>, more: Partial<Given> = {}): Given => ({
  kind: 'SOFTWARE',
  answers: Object.entries(answers).map(([key, values]) => ({ key, values })),
  files: [],
  solution: {},
  ...more,
});
const options = ['A', 'B', 'C'].map(code => ({ code, label: code }));

test.each<[string, FormField, string[], string | undefined]>([
  ['a text', field('x', 'TEXT', { min: '2', max: '4' }), ['注塑产线'], undefined],
  ['a text too short', field('x', 'TEXT', { min: '2' }), ['注'], 'TOO_SHORT'],
  ['a text too long, an emoji being one', field('x', 'LONG_TEXT', { max: '2' }), ['😀😀😀'], 'TOO_LONG'],
  ['blanks', field('x', 'TEXT'), ['  '], 'MISSING'],
  ['a number on its bound', field('x', 'NUMBER', { min: '0.1', max: '0.3' }), ['0.3'], undefined],
  ['a number just above', field('x', 'NUMBER', { max: '0.3' }), ['0.3001'], 'TOO_LARGE'],
  ['a number below a negative bound', field('x', 'NUMBER', { min: '-1.5' }), ['-1.6'], 'TOO_SMALL'],
  ['a number too fine', field('x', 'NUMBER', { digits: 0 }), ['1.5'], 'TOO_FINE'],
  ['no number', field('x', 'NUMBER'), ['1e3'], 'NOT_A_NUMBER'],
  ['a choice', field('x', 'CHOICE', { options }), ['B'], undefined],
  ['what is not offered', field('x', 'CHOICE', { options }), ['D'], 'NOT_AN_OPTION'],
  ['two where one is wanted', field('x', 'CHOICE', { options }), ['A', 'B'], 'ONE_ONLY'],
  ['choices', field('x', 'CHOICES', { options, max: '2' }), ['A', 'B'], undefined],
  ['too many choices', field('x', 'CHOICES', { options, max: '2' }), ['A', 'B', 'C'], 'TOO_MANY'],
  ['the same choice twice', field('x', 'CHOICES', { options }), ['A', 'A'], 'TWICE'],
  ['a day', field('x', 'DAY'), ['2028-02-29'], undefined],
  ['no day', field('x', 'DAY'), ['2026-02-29'], 'NOT_A_DAY'],
  ['yes', field('x', 'YES_NO'), ['true'], undefined],
  ['neither yes nor no', field('x', 'YES_NO'), ['是'], 'NOT_YES_OR_NO'],
  ['what others are asked', field('x', 'TEXT', { kinds: ['HARDWARE'] }), ['x'], 'NOT_ASKED'],
])('%s', (_, asks, values, code) => {
  expect(checkForm(form([asks]), given({ x: values })).map(it => it.code)).toEqual(code ? [code] : []);
});

test('a field is required of all, of some kinds of product, or of none; who is not asked need not answer', () => {
  const fields = [
    field('all', 'TEXT'),
    field('hardware', 'TEXT', { required: false, requiredKinds: ['HARDWARE'] }),
    field('onlyHardware', 'TEXT', { kinds: ['HARDWARE'] }),
    field('free', 'TEXT', { required: false }),
  ];
  const missing = (kind: string) => checkForm(form(fields), given({}, { kind })).map(({ key }) => key);
  expect(missing('SOFTWARE')).toEqual(['all']);
  expect(missing('HARDWARE')).toEqual(['all', 'hardware', 'onlyHardware']);
});

test('files are counted, and held against formats and sizes; what nobody asked for is named', () => {
  const licence = { key: 'licence', label: '营业执照', required: true, formats: ['pdf'], maxMb: 2, maxCount: 1 };
  const asks = form([field('photo', 'FILE', { max: '2' })], { files: [licence] });
  const file = (key: string, name: string, size = 1000) => ({ key, name, size });
  expect(checkForm(asks, given({}))).toEqual([
    { key: 'photo', code: 'MISSING' },
    { key: 'licence', code: 'MISSING' },
  ]);
  expect(checkForm(asks, given({}, { files: [file('photo', 'a.png'), file('licence', '执照.PDF')] }))).toEqual([]);
  const wrong = [1, 2, 3]
    .map(at => file('photo', `${at}.png`))
    .concat(file('licence', 'a.docx', 3_000_000), file('licence', 'b.pdf'), file('x', 'c.pdf'));
  expect(checkForm(asks, given({ y: ['1'] }, { files: wrong }))).toEqual([
    { key: 'photo', code: 'TOO_MANY', limit: '2' },
    { key: 'licence', code: 'TOO_MANY', limit: '1' },
    { key: 'licence', code: 'FILE_FORMAT', limit: 'pdf' },
    { key: 'licence', code: 'FILE_TOO_LARGE', limit: '2' },
    { key: 'y', code: 'UNKNOWN_FIELD' },
    { key: 'x', code: 'FILE_UNKNOWN' },
  ]);
});

test('the fields of a solution can be asked for, with bounds of their own', () => {
  expect(Object.keys(solutionFields).filter(key => !fieldOf(Solution, key))).toEqual([]);
  expect(checkForm(standardForm, given({})).map(({ code }) => code)).toEqual(standardForm.fields.map(() => 'MISSING'));
  const asks = form([
    field('priceAfter', 'SOLUTION', { max: '100000' }),
    field('cases', 'SOLUTION', { min: '3' }),
    field('painPoint', 'SOLUTION', { min: '10' }),
  ]);
  const solution = { priceAfter: '100000.01', cases: [1, 2], painPoint: '设备停机' };
  expect(checkForm(asks, given({}, { solution })).map(({ code }) => code)).toEqual(['TOO_LARGE', 'TOO_FEW', 'TOO_SHORT']);
});

test('conditions that can be seen are seen, the others are declared, and what is not known is said to be so', () => {
  const rule = (check: string, value: string | null, values: string[] = []): EligibilityRule => ({
    key: check,
    label: check,
    check,
    value,
    values,
  });
  const rules = [
    rule('REGISTERED_BEFORE', '2025-03-01'),
    rule('OPERATING_MONTHS', '12'),
    rule('PROVIDER_KIND', null, ['INTEGRATOR', 'PRODUCT']),
    rule('DISTRICT', null, ['370212']),
    rule('CERTIFICATES', null, ['ISO 27001']),
    rule('STAFF_AT_LEAST', '20'),
    rule('CASES_AT_LEAST', '3'),
    rule('STATEMENT', null),
  ];
  const fits = { kind: 'PRODUCT', district: '370212', foundedOn: '2025-02-28', staff: 20, certificates: ['ISO/IEC 27001:2022'], cases: 3 };
  const codes = (applicant: typeof fits | object, declared = true) =>
    checkEligibility(rules, { ...fits, ...applicant }, declared ? [{ key: 'STATEMENT', values: ['true'] }] : [], '2026-02-28').map(
      ({ key, code }) => `${key} ${code}`,
    );
  expect(codes({})).toEqual([]);
  expect(codes({}, false)).toEqual(['STATEMENT NOT_DECLARED']);
  expect(
    codes({ foundedOn: '2025-03-01', kind: 'CHAIN_LEADER', district: '370202', certificates: ['ISO 9001'], staff: 19, cases: 2 }),
  ).toEqual([
    'REGISTERED_BEFORE NOT_MET',
    'OPERATING_MONTHS NOT_MET',
    'PROVIDER_KIND NOT_MET',
    'DISTRICT NOT_MET',
    'CERTIFICATES NOT_MET',
    'STAFF_AT_LEAST NOT_MET',
    'CASES_AT_LEAST NOT_MET',
  ]);
  expect(codes({ foundedOn: null, staff: null })).toEqual([
    'REGISTERED_BEFORE NOT_KNOWN',
    'OPERATING_MONTHS NOT_KNOWN',
    'STAFF_AT_LEAST NOT_KNOWN',
  ]);
  expect(monthsAfter('2024-02-29', 12)).toBe('2025-02-28');
});
