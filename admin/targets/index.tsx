import Flag from '@mui/icons-material/FlagOutlined';
import { useWatch } from 'react-hook-form';
import { useSay } from '../i18n/index.ts';
import { Coded } from '../kit/codes.tsx';
import {
  fieldsOf,
  filtersOf,
  type Input,
  inputsOf,
  noun,
  RecordCreate,
  RecordEdit,
  RecordList,
  RecordShow,
  type Row,
} from '../kit/resource.tsx';
import { TargetFull, TargetRow } from './asks.ts';

const row = fieldsOf<TargetRow>();
const it = fieldsOf<TargetFull>();
const i = inputsOf<Input<'TargetInput'>>();
const by = filtersOf<Input<'TargetFilter'>>();

/** The whole city has a code of its own, which is no district. */
const city = '370200';

/** Of what a target speaks, by name. */
function Scope({ record: { scope, scopeCode } }: { record: Row }) {
  const say = useSay();
  if (scope === 'CITY') return <>{say('field.city')}</>;
  return <Coded value={scopeCode} table={scope === 'DIVISION' ? 'Division' : 'District'} />;
}

/** The code that fits the scope that was chosen. */
function ScopeCode() {
  const scope = useWatch({ name: 'scope' });
  if (scope === 'DISTRICT') return i.coded('scopeCode', 'District', { required: true });
  if (scope === 'DIVISION') return i.coded('scopeCode', 'Division', { required: true });
  return null;
}

const TargetList = () => (
  <RecordList
    sort={{ field: 'year', order: 'DESC' }}
    filters={[by.numbers('year'), by.choice('scope', 'TargetScope'), by.choice('kind', 'TargetKind')]}
    columns={[
      row.own('scopeCode', record => <Scope record={record} />, { sort: true }),
      row.text('year', { sort: true }),
      row.choice('scope', 'TargetScope'),
      row.choice('kind', 'TargetKind'),
      row.count('value'),
    ]}
  />
);

const TargetShow = () => (
  <RecordShow
    sections={[
      {
        title: 'record.main',
        fields: [
          it.text('year'),
          it.choice('scope', 'TargetScope'),
          it.own('scopeCode', record => <Scope record={record} />),
          it.choice('kind', 'TargetKind'),
          it.count('value'),
        ],
      },
    ]}
  />
);

const groups = [
  {
    inputs: [
      i.count('year', { required: true, min: 2000, max: 2100 }),
      i.choice('scope', 'TargetScope', { required: true }),
      <ScopeCode key="scopeCode" />,
      i.choice('kind', 'TargetKind', { required: true }),
      i.money('value', { required: true, help: 'screens.Target.valueHelp' }),
    ],
  },
];

const complete = (values: Row) => ({ ...values, ...(values.scope === 'CITY' && { scopeCode: city }) });

const TargetCreate = () => <RecordCreate groups={groups} transform={complete} start={{ scope: 'CITY', kind: 'RATE' }} />;
const TargetEdit = () => <RecordEdit groups={groups} transform={complete} />;

export const targets = noun({
  type: 'Target',
  group: 'coverage',
  icon: Flag,
  asks: { row: TargetRow, full: TargetFull },
  title: ({ year }) => String(year ?? ''),
  list: TargetList,
  show: TargetShow,
  create: TargetCreate,
  edit: TargetEdit,
  words: {
    valueHelp: [
      '覆盖率填百分数，如 92；企业数填整数；应转尽转填 100',
      'Percent for a rate, such as 92; a whole number; 100 for all that can',
    ],
  },
});
