import Campaign from '@mui/icons-material/CampaignOutlined';
import { decisionColumns } from '../decisions/columns.tsx';
import { extensionColumns } from '../extensions/columns.tsx';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { noticeColumns } from '../notices/columns.tsx';
import { submissionColumns } from '../submissions/columns.tsx';
import { CallFull, CallRow } from './asks.ts';
import { RubricTable } from './Rubric.tsx';

const row = fieldsOf<CallRow>();
const it = fieldsOf<CallFull>();
const by = filtersOf<Input<'CallFilter'>>();

const CallList = () => (
  <RecordList
    sort={{ field: 'opensAt', order: 'DESC' }}
    search
    states
    filters={[by.choice('kinds', 'SolutionKind'), by.days('closesAt'), by.flag('historical')]}
    columns={[
      row.text('title', { sort: true }),
      row.code('code', { sort: true }),
      row.choice('kinds', 'SolutionKind'),
      row.moment('opensAt', { sort: true }),
      row.moment('closesAt', { sort: true }),
      row.state({ sort: true }),
    ]}
  />
);

const CallShow = () => (
  <RecordShow
    next={it.moment('deadline')}
    sections={[
      {
        title: 'what',
        fields: [
          it.code('code'),
          it.code('number'),
          it.choice('kinds', 'SolutionKind'),
          it.moment('opensAt'),
          it.moment('closesAt'),
          it.moment('announcedFor'),
          it.moment('unsealsAt'),
          it.flag('historical'),
          it.lines('text'),
        ],
      },
      {
        title: 'terms',
        fields: [
          it.count('correctionDays'),
          it.count('noticeDays'),
          it.count('objectionDays'),
          it.choice('disclosure', 'ScoreDisclosure'),
          it.choice('peerMarks', 'PeerMarks'),
          it.count('rubricVersion'),
          it.moment('rubricFrozenAt'),
        ],
      },
      { title: 'rubric', children: call => <RubricTable call={call} /> },
    ]}
    related={[
      { type: 'Submission', target: 'callId', columns: submissionColumns },
      { type: 'Decision', target: 'callId', columns: decisionColumns },
      { type: 'Notice', target: 'callId', columns: noticeColumns },
      { type: 'Extension', target: 'callId', columns: extensionColumns },
    ]}
  />
);

export const calls = noun({
  type: 'Call',
  group: 'programme',
  icon: Campaign,
  asks: { row: CallRow, full: CallFull },
  title: record => record.title,
  named: 'title',
  list: CallList,
  show: CallShow,
  words: {
    what: ['征集内容', 'The call'],
    terms: ['期限与公开', 'Terms and disclosure'],
  },
});
