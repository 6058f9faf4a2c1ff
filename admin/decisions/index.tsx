import Gavel from '@mui/icons-material/GavelOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { DecisionFull, DecisionRow } from './asks.ts';

const row = fieldsOf<DecisionRow>();
const it = fieldsOf<DecisionFull>();
const by = filtersOf<Input<'DecisionFilter'>>();

const DecisionList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    states
    bulk
    filters={[by.reference('callId', 'Call'), by.choice('outcome', 'DecisionOutcome'), by.reference('providerId', 'Provider')]}
    columns={[
      row.link('submission', 'Submission'),
      row.link('provider', 'Provider'),
      row.link('call', 'Call'),
      row.choice('outcome', 'DecisionOutcome'),
      row.code('minutesNumber'),
      row.moment('createdAt', { sort: true }),
      row.moment('releasedAt', { sort: true }),
      row.state(),
    ]}
  />
);

const DecisionShow = () => (
  <RecordShow
    whose={it.link('provider', 'Provider')}
    next={it.choice('outcome', 'DecisionOutcome')}
    sections={[
      {
        title: 'decision',
        fields: [
          it.link('submission', 'Submission'),
          it.link('call', 'Call'),
          it.choice('outcome', 'DecisionOutcome'),
          it.code('minutesNumber'),
          it.moment('createdAt'),
          it.moment('releasedAt'),
          it.link('release', 'Release'),
          it.lines('reason'),
        ],
      },
    ]}
  />
);

export const decisions = noun({
  type: 'Decision',
  group: 'programme',
  icon: Gavel,
  asks: { row: DecisionRow, full: DecisionFull },
  title: record => [record.submission?.number, record.submission?.name].filter(Boolean).join(' ') || record.minutesNumber,
  list: DecisionList,
  show: DecisionShow,
  words: { decision: ['审定', 'The decision'] },
});
