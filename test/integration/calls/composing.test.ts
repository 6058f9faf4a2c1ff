import { graphql, type VariablesOf } from '../../../schema/graphql.ts';
import { anyone, here, next, someone, sql, travelTo, useServer } from '../../kit.ts';
import {
  AdvanceCall,
  Announce,
  after,
  before,
  Copy,
  CreateCall,
  callInput,
  during,
  OneCall,
  openCall,
  Revise,
  rubric,
  UpdateCall,
} from './scene.ts';

useServer();
afterEach(() => travelTo(before));

type Input = VariablesOf<typeof CreateCall>['input'];
type Form = NonNullable<Input['form']>;

const Whole = graphql(`
  query ($id: ID!) {
    call(id: $id) {
      id code number title titleEn opensAt closesAt state version kinds correctionDays noticeDays disclosure peerMarks rubricVersion rubricFrozenAt
      contact { office telephone }
      seats { kind division min max }
      rubric { pass rule dropFrom ties criteria { code max minPercent anchors { mark upTo text } } }
      form {
        fields { key label kind unit min max options { code label } kinds required requiredKinds reusable keyField }
        files { key formats maxMb maxCount required }
        eligibility { key check value values }
      }
    }
  }
`);
const Faults = graphql(`query ($id: ID!) { callFaults(id: $id) { part code item detail blocks } }`);

const asks = { required: true, reusable: true, keyField: false };
const form: Form = {
  fields: [
    { key: 'painPoint', label: '解决的痛点', kind: 'SOLUTION', ...asks },
    { key: 'downtime', label: '可减少的停机', kind: 'NUMBER', unit: '小时/月', min: '0', max: '720', digits: 1, ...asks, keyField: true },
    {
      ...{ key: 'cloud', label: '部署在', kind: 'CHOICE', ...asks, required: false, requiredKinds: ['SOFTWARE'] },
      options: [
        { code: 'PUBLIC', label: '公有云', labelEn: 'Public cloud' },
        { code: 'OWN', label: '企业自有', labelEn: 'The plant' },
      ],
    },
  ],
  files: [{ key: 'licence', label: '营业执照', required: true, formats: ['pdf', 'jpg'], maxMb: 10, maxCount: 1 }],
  eligibility: [
    { key: 'founded', label: '2025年3月1日前注册', check: 'REGISTERED_BEFORE', value: '2025-03-01', values: [] },
    { key: 'truth', label: '承诺材料真实', check: 'STATEMENT', values: [] },
  ],
};
const [precise, promise] = rubric.criteria;
const anchored: Input['rubric'] = {
  ...rubric,
  rule: 'TRIMMED',
  criteria: [
    {
      ...precise!,
      anchors: [
        { mark: '0', upTo: '30', text: '未说明行业' },
        { mark: '31', upTo: '60', text: '行业与指标明确' },
      ],
    },
    promise!,
  ],
};
const whole = (more: Partial<Input> = {}): Input =>
  callInput({
    code: `Q2026${next()}`,
    number: '青工信字〔2026〕5号',
    titleEn: 'Call of spring 2026',
    contact: { office: '数字化处', telephone: '0532-00000000' },
    form,
    rubric: anchored,
    seats: [{ kind: 'PRODUCT', division: '29', min: 10, max: 20 }],
    ...more,
  });

test('a call is composed as data, announced, read by the public with its form, and copied a year on to working days', async () => {
  const officer = await someone('OFFICER');
  await travelTo(before);
  const { createCall } = await officer.ask(CreateCall, { input: whole() });
  const { call: made } = await officer.ask(Whole, { id: createCall.id });
  expect(made).toMatchObject({
    form: { fields: [{}, { unit: '小时/月', max: '720', keyField: true }, { options: [{}, { code: 'OWN' }] }] },
  });
  expect(made).toMatchObject({ rubric: { rule: 'TRIMMED', criteria: [{ anchors: [{ upTo: '30' }, { mark: '31' }] }, {}] } });
  expect((await officer.ask(Faults, { id: createCall.id })).callFaults.map(({ code, blocks }) => [code, blocks])).toEqual(
    [
      ['TEXT_MISSING', false],
      ['ENGLISH_MISSING', false],
      ['CONTACT_MISSING', false],
    ].slice(0, 2),
  );
  await officer.ask(Announce, { id: createCall.id, version: createCall.version });
  await travelTo(during);
  const { call: seen } = await anyone().ask(Whole, { id: createCall.id });
  expect(seen).toMatchObject({ state: 'OPEN', form: made!.form, rubric: made!.rubric, contact: { office: '数字化处' } });

  const { copyCall } = await officer.ask(Copy, { id: createCall.id });
  const { call: copy } = await officer.ask(Whole, { id: copyCall.id });
  // The same days of 2027 are a Tuesday and a Wednesday.
  expect(copy).toMatchObject({ state: 'DRAFT', opensAt: '2027-03-02T09:00:00.000+08:00', closesAt: '2027-03-31T17:00:00.000+08:00' });
  expect(copy).toMatchObject({ number: null, code: createCall.code.replace('2026', '2027'), rubricVersion: 1, rubricFrozenAt: null });
  expect(copy!.form.eligibility[0]).toMatchObject({ value: '2026-03-01' });
  const { id: _, code, number, opensAt, closesAt, state, version, form: copied, ...rest } = copy!;
  expect(made).toMatchObject({ ...rest, form: { ...copied, eligibility: [{}, {}] } });
  expect((await officer.ask(Copy, { id: createCall.id })).copyCall.code).toBe(`${code}-2`);
  await travelTo('2027-05-10T09:00:00+08:00');
  const late = (await officer.ask(Copy, { id: createCall.id })).copyCall;
  // The first days of October are free: a window that would begin there begins when work does.
  expect((await officer.ask(Whole, { id: late.id })).call).toMatchObject({ opensAt: '2028-03-02T09:00:00.000+08:00' });
  const { createCall: autumn } = await officer.ask(CreateCall, {
    input: whole({ opensAt: '2024-09-30T09:00:00+08:00', closesAt: '2024-10-08T17:30:15+08:00' }),
  });
  await travelTo('2025-01-10T09:00:00+08:00');
  const { copyCall: golden } = await officer.ask(Copy, { id: autumn.id });
  expect((await officer.ask(Whole, { id: golden.id })).call).toMatchObject({
    opensAt: '2025-09-30T09:00:00.000+08:00',
    closesAt: '2025-10-09T17:30:15.000+08:00',
  });
});

test('everything that is wrong with a call is said at once, and keeps it from being announced', async () => {
  const officer = await someone('OFFICER');
  await travelTo(before);
  const faulty: Form = {
    fields: [
      { key: 'x', label: '甲', kind: 'NUMBER', min: '5', max: '4', ...asks },
      { key: 'x', label: '乙', kind: 'CHOICE', ...asks },
      { key: '1st', label: '丙', kind: 'TEXT', max: '10.5', kinds: ['BOTH'], ...asks },
      { key: 'secret', label: '丁', kind: 'SOLUTION', kinds: ['SOFTWARE'], ...asks },
    ],
    files: [{ key: 'licence', label: '执照', required: true, formats: ['exe'], maxCount: 1 }],
    eligibility: [{ key: 'founded', label: '注册', check: 'REGISTERED_BEFORE', value: '去年', values: [] }],
  };
  const overlapping = { mark: '30', upTo: '40', text: '重叠' };
  const criteria = [
    { ...precise!, anchors: [...anchored.criteria[0]!.anchors!, overlapping] },
    { ...promise!, max: 30 },
  ];
  const { createCall } = await officer.ask(CreateCall, {
    input: whole({
      form: faulty,
      rubric: { ...rubric, criteria },
      seats: [
        { min: 1, max: 2 },
        { min: 1, max: 3 },
      ],
    }),
  });
  const { callFaults } = await officer.ask(Faults, { id: createCall.id });
  const blocking = callFaults.filter(({ blocks }) => blocks).map(({ part, code, item, detail }) => [part, code, item, detail]);
  expect(blocking).toEqual([
    ['FORM', 'KEY_INVALID', '丙', '1st'],
    ['FORM', 'KEY_TWICE', '甲', 'x'],
    ['FORM', 'KEY_TWICE', '乙', 'x'],
    ['FORM', 'MIN_ABOVE_MAX', '甲', '5 > 4'],
    ['FORM', 'OPTIONS_NONE', '乙', null],
    ['FORM', 'BOUND_INVALID', '丙', '10.5'],
    ['FORM', 'SOLUTION_FIELD_UNKNOWN', '丁', 'secret'],
    ['FILES', 'FORMAT_UNKNOWN', '执照', 'exe'],
    ['ELIGIBILITY', 'VALUE_INVALID', '注册', '去年'],
    ['RUBRIC', 'WEIGHTS_NOT_100', null, '90'],
    ['RUBRIC', 'ANCHORS_OVERLAP', 'PRECISE', null],
    ['SEATS', 'SEATS_TWICE', '', null],
  ]);
  const refused = await officer.refused(Announce, { id: createCall.id, version: createCall.version });
  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'CALL_INCOMPLETE', details: { count: 12 } });
  expect(refused!.details!['faults']).toHaveLength(12);
  const { updateCall } = await officer.ask(UpdateCall, {
    id: createCall.id,
    version: createCall.version,
    input: { form, rubric: anchored, seats: [] },
  });
  const { announceCall } = await officer.ask(Announce, { id: createCall.id, version: updateCall.version });
  // What has been announced stays whole.
  const spoilt = { form: { ...form, fields: [] } };
  expect(await officer.refused(UpdateCall, { id: createCall.id, version: announceCall.version, input: spoilt })).toMatchObject({
    reason: 'CALL_INCOMPLETE',
    details: {
      faults: [
        { code: 'KIND_WITHOUT_FORM', detail: 'SOFTWARE' },
        { code: 'KIND_WITHOUT_FORM', detail: 'HARDWARE' },
      ],
    },
  });
  await travelTo(during);
  const other = { form: { ...form, files: [] } };
  expect(await officer.refused(UpdateCall, { id: createCall.id, version: announceCall.version, input: other })).toMatchObject({
    reason: 'CALL_FIELD_FIXED',
  });
});

test('a rubric by which a mark was given stays, in the database too; a change is a new version with its reason', async () => {
  const { officer, id, version } = await openCall();
  const { freezeRubric } = await import('../../../server/calls/service.ts');
  const { Context } = await import('../../../server/kernel/context.ts');
  const stricter = { ...rubric, pass: '75' };
  await travelTo(after);
  await officer.ask(AdvanceCall, { id, action: 'REVIEW' });
  const read = async () => (await officer.ask(Whole, { id })).call!;
  const revise = { id, rubric: stricter, reason: '专家组建议' };
  expect(await officer.refused(Revise, { ...revise, version: (await read()).version })).toMatchObject({ reason: 'RUBRIC_NOT_FROZEN' });
  await freezeRubric(new Context({ id: officer.id, role: 'OFFICER', name: '' }, here().owner.manager), id);
  const frozen = await read();
  expect(await officer.refused(UpdateCall, { id, version: frozen.version, input: { rubric: stricter } })).toMatchObject({
    reason: 'RUBRIC_FROZEN',
  });
  await expect(sql(`update call set rubric = rubric || '{"pass": "1"}' where id = $1`, [id])).rejects.toMatchObject({
    constraint: 'RUBRIC_FROZEN',
  });
  await expect(sql('update call set rubric_frozen_at = null where id = $1', [id])).rejects.toMatchObject({ constraint: 'RUBRIC_FROZEN' });
  expect(await officer.refusal(Revise, { ...revise, version: version })).toBe('VERSION_CONFLICT');
  expect(await officer.refused(Revise, { ...revise, version: frozen.version, reason: ' ' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  expect(await officer.refused(Revise, { ...revise, version: frozen.version, rubric })).toMatchObject({ reason: 'RUBRIC_UNCHANGED' });
  const light = { ...stricter, criteria: [precise!] };
  expect(await officer.refused(Revise, { ...revise, version: frozen.version, rubric: light })).toMatchObject({ reason: 'RUBRIC_INVALID' });
  expect(await (await someone('LEADER')).refusal(Revise, { ...revise, version: frozen.version })).toBe('FORBIDDEN');
  const { reviseRubric } = await officer.ask(Revise, { ...revise, version: frozen.version });
  expect(reviseRubric).toMatchObject({ rubricVersion: 2, rubricFrozenAt: null });
  expect(reviseRubric.history.at(-1)).toMatchObject({ name: 'Call.REVISE_RUBRIC', note: '专家组建议' });
  expect((await officer.ask(OneCall, { id })).call!.history.at(-1)!.changes.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['rubric', 'rubricVersion']),
  );
});
