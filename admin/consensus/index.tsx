import Groups from '@mui/icons-material/GroupsOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, Route } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { MarksTable, VetoNames } from '../reviews/Marks.tsx';
import { ConsensusFull, ConsensusRow } from './asks.ts';
import { ConsensusDesk } from './Desk.tsx';

const row = fieldsOf<ConsensusRow>();
const it = fieldsOf<ConsensusFull>();
const by = filtersOf<Input<'ConsensusSheetFilter'>>();

const ConsensusList = () => {
  const bureau = useMay()('drawExperts');
  return (
    <RecordList
      sort={{ field: 'number', order: 'ASC' }}
      states
      filters={[by.reference('callId', 'Call')]}
      columns={[
        row.code('number', { sort: true }),
        row.link('call', 'Call'),
        ...(bureau ? [row.link('submission', 'Submission'), row.link('chair', 'Expert')] : []),
        row.count('total'),
        row.moment('settledAt'),
        row.state(),
      ]}
    />
  );
};

function ToDesk({ record }: { record: Row }) {
  const translate = useTranslate();
  if (!useMay()('settleConsensus') || record.state !== 'OPEN') return null;
  return (
    <Button variant="contained" component={Link} to={`/ConsensusSheet/mark/${record.id}`}>
      {translate('screens.ConsensusSheet.desk')}
    </Button>
  );
}

const ConsensusShow = () => (
  <RecordShow
    whose={it.link('chair', 'Expert')}
    actions={record => <ToDesk record={record} />}
    sections={[
      {
        title: 'agreed',
        fields: [
          it.link('call', 'Call'),
          it.link('submission', 'Submission'),
          it.count('total'),
          it.moment('settledAt'),
          it.own('vetoes', record => <VetoNames review={record} />),
          it.lines('comment'),
        ],
      },
      { title: 'marks', when: record => Boolean(record.marks?.length), children: record => <MarksTable review={record} /> },
    ]}
  />
);

/** What the experts of a submission agree on, where the call asks for it. */
export const consensusSheets = noun({
  type: 'ConsensusSheet',
  group: 'programme',
  icon: Groups,
  asks: { row: ConsensusRow, full: ConsensusFull },
  title: record => record.number,
  named: 'number',
  list: ConsensusList,
  show: ConsensusShow,
  routes: [<Route key="mark" path="mark/:id" element={<ConsensusDesk />} />],
  forms: { SETTLE: ({ id }) => `/ConsensusSheet/mark/${id}` },
  words: {
    agreed: ['合议结果', 'What was agreed'],
    marks: ['合议得分', 'Marks'],
    desk: ['填写合议', 'Write it down'],
    hint: [
      '全部专家提交后填写；各专家的评分保持不变，合议得分作为该申报的结果。',
      'Once all experts are in. What each has marked stays as it is; what is written here becomes the result.',
    ],
  },
});
