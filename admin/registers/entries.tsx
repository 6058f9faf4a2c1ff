import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useCoverageWords } from '../coverage/words.ts';
import { useFormat, useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { RegisterEntryFull, RegisterEntryRow } from './asks.ts';

const row = fieldsOf<RegisterEntryRow>();
const it = fieldsOf<RegisterEntryFull>();
const by = filtersOf<Input<'RegisterEntryFilter'>>();

type Figure = NonNullable<Input<'RegisterEntryFilter'>['figure']>;
type Step = NonNullable<Input<'RegisterEntryFilter'>['step']>;

/** Which rows of a day's figure these are. */
function FigureWords({ value }: { value: unknown }) {
  const words = useCoverageWords();
  const translate = useTranslate();
  const format = useFormat();
  const { at, counted, reason, kind } = value as Figure;
  const day = format.day(at);
  if (kind) return <>{words('onDayKind', { day, kind: translate(`enums.EvidenceKind.${kind}`) })}</>;
  if (reason) return <>{words('onDayReason', { day, reason: translate(`enums.GapReason.${reason}`) })}</>;
  if (counted === undefined || counted === null) return <>{words('onDay', { day })}</>;
  return <>{words(counted ? 'onDayCounted' : 'onDayOpen', { day })}</>;
}

function StepWords({ value }: { value: unknown }) {
  const words = useCoverageWords();
  const translate = useTranslate();
  const { day } = useFormat();
  const { from, at, step } = value as Step;
  return <>{words('stepOf', { from: day(from), at: day(at), step: translate(`enums.BridgeStep.${step}`) })}</>;
}

function Standing({ record }: { record: Row }) {
  const words = useCoverageWords();
  const translate = useTranslate();
  const { counted, reason } = record.standing;
  return <span>{counted ? words('counted') : translate(`enums.GapReason.${reason}`)}</span>;
}

/** Leads to the answer why this enterprise counts, or why not. */
function WhyButton({ record }: { record: Row }) {
  const words = useCoverageWords();
  const may = useMay();
  return may('whyCounted') ? (
    <Button component={Link} to={`/coverage/why/${record.enterpriseId}`}>
      {words(record.standing?.counted ? 'why' : 'whyNot')}
    </Button>
  ) : null;
}

export const columns = [
  row.text('name', { sort: true }),
  row.code('uscc', { sort: true }),
  row.coded('district', 'District', { sort: true }),
  row.coded('division', 'Division'),
  row.choice('size', 'EnterpriseSize'),
  row.text('enteredMonth', { sort: true }),
  row.own('standing', record => <Standing record={record} />, { exported: ['standing.counted', 'standing.reason'] }),
];

const EntryList = () => (
  <RecordList
    sort={{ field: 'name', order: 'ASC' }}
    search
    filters={[
      by.given('figure', FigureWords),
      by.given('step', StepWords),
      by.reference('registerId', 'Register'),
      by.coded('district', 'District'),
      by.coded('division', 'Division'),
      by.choice('size', 'EnterpriseSize'),
      by.numbers('employees'),
    ]}
    columns={columns}
  />
);

const EntryShow = () => (
  <RecordShow
    actions={record => <WhyButton record={record} />}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.link('enterprise', 'Enterprise'),
          it.link('register', 'Register'),
          it.code('uscc'),
          it.coded('district', 'District'),
          it.coded('division', 'Division'),
          it.choice('size', 'EnterpriseSize'),
          it.count('employees'),
          it.count('revenue'),
          it.text('enteredMonth'),
          it.own('standing', record => <Standing record={record} />),
        ],
      },
    ]}
  />
);

/** Reached from the figures and from its register; it has no place of its own in the menu. */
export const registerEntries = noun({
  type: 'RegisterEntry',
  asks: { row: RegisterEntryRow, full: RegisterEntryFull },
  title: record => record.name,
  list: EntryList,
  show: EntryShow,
});
