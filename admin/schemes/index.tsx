import Rule from '@mui/icons-material/RuleOutlined';
import { useTypeName } from '../kit/hooks.ts';
import { Rows } from '../kit/Rows.tsx';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { Loading } from '../kit/states.tsx';
import { useLatest } from '../kit/useLatest.ts';
import { SchemeFull, SchemeRow } from './asks.ts';

const row = fieldsOf<SchemeRow>();
const it = fieldsOf<SchemeFull>();
const level = fieldsOf<SchemeFull['levels'][number]>();
const item = fieldsOf<SchemeFull['items'][number]>();
const i = inputsOf<Input<'AssessmentSchemeInput'>>();
const levelIn = inputsOf<Input<'LevelRowInput'>>();
const scenarioIn = inputsOf<Input<'SchemeScenarioInput'>>();
const itemIn = inputsOf<Input<'AssessmentItemInput'>>();
const optionIn = inputsOf<Input<'AssessmentOptionInput'>>();
const by = filtersOf<Input<'AssessmentSchemeFilter'>>();

const SchemeList = () => (
  <RecordList
    sort={{ field: 'appliesFrom', order: 'DESC' }}
    states
    filters={[by.numbers('schemeVersion')]}
    columns={[
      row.text('name'),
      row.code('code', { sort: true }),
      row.count('schemeVersion', { sort: true }),
      row.state(),
      row.day('appliesFrom', { sort: true }),
    ]}
  />
);

function Levels({ record }: { record: Row }) {
  const name = useTypeName();
  return (
    <Rows
      type="LevelRow"
      name={name('LevelRow', 2)}
      rows={record.levels}
      columns={[level.count('level'), level.count('points'), level.count('scenarios'), level.count('constraints'), level.flag('confirmed')]}
    />
  );
}
function Items({ record }: { record: Row }) {
  const name = useTypeName();
  return (
    <Rows
      type="AssessmentItem"
      name={name('AssessmentItem', 2)}
      rows={record.items}
      columns={[
        item.text('name'),
        item.choice('dimension', 'AssessmentDimension'),
        item.choice('kind', 'AssessmentItemKind'),
        item.text('firstFigure'),
        item.text('secondFigure'),
      ]}
    />
  );
}

const SchemeShow = () => (
  <RecordShow
    next={it.day('appliesFrom')}
    sections={[
      {
        title: 'record.main',
        fields: [it.text('name'), it.code('code'), it.count('schemeVersion'), it.lines('basis'), it.moment('approvedAt')],
      },
      { title: 'levels', children: record => <Levels record={record} /> },
      { title: 'items', when: ({ items }) => items.length > 0, children: record => <Items record={record} /> },
    ]}
  />
);

const groups = [
  {
    inputs: [
      i.text('code', { required: true, max: 20 }),
      i.text('name', { required: true, max: 120 }),
      i.day('appliesFrom', { required: true }),
      i.lines('basis', { required: true, max: 1000 }),
    ],
  },
  {
    title: 'levels',
    inputs: [
      i.rows('levels', 'LevelRow', [
        levelIn.count('level', { required: true, min: 1, max: 4 }),
        levelIn.decimal('points', { required: true }),
        levelIn.count('scenarios', { required: true, min: 0, max: 16 }),
        levelIn.count('constraints', { required: true, min: 0, max: 16 }),
        levelIn.flag('confirmed'),
      ]),
      i.rows('scenarios', 'SchemeScenario', [scenarioIn.coded('scenario', 'Scenario', { required: true }), scenarioIn.flag('constraint')]),
    ],
  },
  {
    title: 'items',
    inputs: [
      i.rows('items', 'AssessmentItem', [
        itemIn.text('code', { required: true, max: 20 }),
        itemIn.text('name', { required: true, max: 200 }),
        itemIn.text('nameEn', { required: true, max: 300 }),
        itemIn.choice('dimension', 'AssessmentDimension', { required: true }),
        itemIn.choice('kind', 'AssessmentItemKind', { required: true }),
        itemIn.text('firstFigure', { max: 200 }),
        itemIn.text('secondFigure', { max: 200 }),
        itemIn.rows('options', 'AssessmentOption', [
          optionIn.text('code', { required: true, max: 20 }),
          optionIn.text('name', { required: true, max: 200 }),
          optionIn.text('nameEn', { required: true, max: 300 }),
          optionIn.decimal('points', { required: true }),
          optionIn.decimal('bound'),
        ]),
      ]),
    ],
  },
];

const kept = ['code', 'name', 'basis', 'items', 'scenarios', 'levels'];

/** A new version begins as the latest one: what differs is changed. */
function SchemeCreate() {
  const start = useLatest('AssessmentScheme', 'appliesFrom', kept);
  return start ? <RecordCreate groups={groups} start={start} /> : <Loading />;
}

export const assessmentSchemes = noun({
  type: 'AssessmentScheme',
  group: 'coverage',
  icon: Rule,
  asks: { row: SchemeRow, full: SchemeFull },
  title: ({ name, schemeVersion }) => (schemeVersion ? `${name} · ${schemeVersion}` : String(name ?? '')),
  list: SchemeList,
  show: SchemeShow,
  create: SchemeCreate,
  editable: () => false,
});
