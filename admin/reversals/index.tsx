import Undo from '@mui/icons-material/UndoOutlined';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow } from '../kit/resource.tsx';
import { ReversalFull, ReversalRow } from './asks.ts';

const row = fieldsOf<ReversalRow>();
const it = fieldsOf<ReversalFull>();
const i = inputsOf<Input<'ReversalInput'>>();
const by = filtersOf<Input<'ReversalFilter'>>();

const ReversalList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    states
    filters={[by.reference('callId', 'Call'), by.choice('outcome', 'DecisionOutcome')]}
    columns={[
      row.link('submission', 'Submission'),
      row.link('call', 'Call'),
      row.choice('outcome', 'DecisionOutcome'),
      row.code('minutesNumber'),
      row.text('proposedBy'),
      row.moment('createdAt', { sort: true }),
      row.state(),
    ]}
  />
);

const ReversalShow = () => (
  <RecordShow
    whose={it.link('provider', 'Provider')}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.link('submission', 'Submission'),
          it.link('call', 'Call'),
          it.choice('outcome', 'DecisionOutcome'),
          it.code('minutesNumber'),
          it.text('proposedBy'),
          it.moment('createdAt'),
          it.text('confirmedBy'),
          it.moment('confirmedAt'),
          it.lines('reason'),
        ],
      },
    ]}
  />
);

/** The first of the two: which decision, by which meeting, and why. */
function ReversalCreate() {
  const [search] = useSearchParams();
  const start = useMemo(() => JSON.parse(search.get('source') ?? '{}'), [search]);
  return (
    <RecordCreate
      start={start}
      groups={[
        {
          inputs: [
            i.reference('decisionId', 'Decision', { required: true, filter: { state: ['RELEASED'] } }),
            i.text('minutesNumber', { required: true, max: 100 }),
            i.lines('reason', { required: true, max: 2000, help: 'screens.Reversal.reasonHelp' }),
          ],
        },
      ]}
    />
  );
}

export const reversals = noun({
  type: 'Reversal',
  group: 'programme',
  icon: Undo,
  asks: { row: ReversalRow, full: ReversalFull },
  title: record => [record.submission?.number, record.submission?.name].filter(Boolean).join(' ') || record.minutesNumber,
  list: ReversalList,
  show: ReversalShow,
  create: ReversalCreate,
  words: { reasonHelp: ['确认后申报单位会看到', 'The applicant will read it once it is confirmed'] },
});
