import Campaign from '@mui/icons-material/CampaignOutlined';
import { decisionColumns } from '../decisions/columns.tsx';
import { extensionColumns } from '../extensions/columns.tsx';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { noticeColumns } from '../notices/columns.tsx';
import { submissionColumns } from '../submissions/columns.tsx';
import { CallActs } from './Acts.tsx';
import { CallFull, CallRow } from './asks.ts';
import { CallCreate, CallEdit } from './form.tsx';
import { Pipeline } from './Pipeline.tsx';
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
    actions={call => <CallActs call={call} />}
    sections={[
      { title: 'pipeline', needs: 'pipeline', when: ({ state }) => state !== 'DRAFT', children: call => <Pipeline call={call} /> },
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
  create: CallCreate,
  edit: CallEdit,
  editable: ({ state }) => ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'].includes(state!),
  words: {
    pipeline: ['申报进度', 'How far the submissions are'],
    sealed: ['征集未启封：只有数量，没有内容。', 'The call is sealed: there are figures, and nothing behind them yet.'],
    noneYet: ['还没有申报', 'No submissions yet'],
    announce: ['公布征集', 'Announce'],
    announceEffect: [
      '公布后到 %{opens} 自动开始，%{closes} 自动截止，开始后多数内容不能再改。',
      'Once announced it opens by itself at %{opens} and closes at %{closes}; then most of it stays as it is.',
    ],
    announced: ['征集已公布', 'The call is announced'],
    extend: ['给一家延期', 'Extend for one applicant'],
    board: ['申报看板', 'Submission board'],
    draw: ['抽取专家', 'Draw experts'],
    reviews: ['评审明细', 'Reviews'],
    results: ['评审结果', 'Results of the reviews'],
    propose: ['提请审定', 'Propose decisions'],
    sign: ['签发结果', 'Sign the decisions'],
    codeHelp: ['大写字母、数字和连字符，申报编号以它开头', 'Capital letters, digits and hyphens; numbers of submissions begin with it'],
    dropHelp: [
      '达到此人数时去掉一个最高分和一个最低分；0 为不去',
      'From so many experts on the highest and lowest are dropped; 0 is never',
    ],
    tiesHelp: ['同分时依次比较的评分项代码', 'Codes of the criteria that break a tie, in order'],
    what: ['征集内容', 'The call'],
    terms: ['期限与公开', 'Terms and disclosure'],
  },
});
