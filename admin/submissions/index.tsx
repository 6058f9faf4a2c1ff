import Inventory from '@mui/icons-material/Inventory2Outlined';
import ViewKanban from '@mui/icons-material/ViewKanbanOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, Route, useLocation } from 'react-router-dom';
import { proposing } from '../decisions/address.ts';
import { decisionColumns } from '../decisions/columns.tsx';
import { useSay } from '../i18n/index.ts';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { reviewColumns } from '../reviews/columns.tsx';
import { promiseFields, proofFields, SolutionLines, useFields } from '../solutions/Content.tsx';
import { SubmissionFull, SubmissionRow } from './asks.ts';
import { SubmissionBoard } from './Board.tsx';
import { Correct } from './Correct.tsx';
import { Corrections, FiledFiles, Flagged, ProviderLines } from './Snapshot.tsx';

const row = fieldsOf<SubmissionRow>();
const it = fieldsOf<SubmissionFull>();
const i = inputsOf<Input<'SubmissionInput'>>();
const by = filtersOf<Input<'SubmissionFilter'>>();

const filters = [
  by.reference('callId', 'Call'),
  by.choice('kind', 'SolutionKind'),
  by.coded('mainScenario', 'Scenario'),
  by.coded('district', 'District'),
  by.coded('divisions', 'Division'),
  by.reference('providerId', 'Provider'),
  by.days('filedAt'),
];

function BoardLink() {
  const say = useSay();
  const { search } = useLocation();
  return (
    <Button startIcon={<ViewKanban />} component={Link} to={`/Submission/board${search}`}>
      {say('list.board')}
    </Button>
  );
}

const SubmissionList = () => (
  <RecordList
    sort={{ field: 'filedAt', order: 'DESC' }}
    search
    states
    bulk
    filters={filters}
    actions={<BoardLink />}
    columns={[
      row.text('name', { sort: true }),
      row.code('number', { sort: true }),
      row.link('provider', 'Provider'),
      row.link('call', 'Call'),
      row.choice('kind', 'SolutionKind'),
      row.coded('mainScenario', 'Scenario', { sort: true }),
      row.moment('filedAt', { sort: true }),
      row.state({ sort: true }),
    ]}
  />
);

const filed = (record: Row) => Boolean(record.snapshot);

const SubmissionCreate = () => (
  <RecordCreate
    groups={[
      {
        title: 'standing',
        inputs: [
          i.reference('callId', 'Call', { required: true, filter: { state: ['OPEN'] } }),
          i.reference('solutionId', 'Solution', { required: true, filter: { retired: false }, help: 'screens.Submission.whichSolution' }),
        ],
      },
    ]}
  />
);

/** For the applicant: to what must be corrected, or to the solution whose content will be filed. */
function ContentLink({ record }: { record: Row }) {
  const translate = useTranslate();
  const may = useMay();
  if (!may('updateSolution') || !['DRAFT', 'RETURNED'].includes(record.state!)) return null;
  const returned = record.state === 'RETURNED';
  return (
    <Button component={Link} to={returned ? `/Submission/correct/${record.id}` : `/Solution/${record.solutionId}`}>
      {translate(returned ? 'screens.Submission.correct' : 'screens.Submission.fill')}
    </Button>
  );
}

const SubmissionShow = () => (
  <RecordShow
    actions={record => <ContentLink record={record} />}
    whose={it.link('provider', 'Provider')}
    next={it.moment('correctionDueAt')}
    sections={[
      {
        title: 'standing',
        fields: [
          it.link('call', 'Call'),
          it.link('solution', 'Solution'),
          it.code('number'),
          it.code('receipt'),
          it.moment('filedAt'),
          it.count('filings'),
          it.coded('district', 'District'),
          it.moment('unsealsAt'),
          it.lines('reason'),
          { ...it.code('contentHash'), wide: true },
        ],
      },
      { title: 'flagged', when: ({ state }) => state === 'RETURNED', children: record => <Flagged fields={record.flaggedFields} /> },
      {
        title: 'use',
        when: filed,
        children: ({ snapshot }) => <SolutionLines solution={snapshot.solution} fields={useFields} />,
      },
      {
        title: 'promise',
        when: filed,
        children: ({ snapshot }) => <SolutionLines solution={snapshot.solution} fields={promiseFields} />,
      },
      {
        title: 'proof',
        when: filed,
        children: ({ snapshot }) => <SolutionLines solution={snapshot.solution} fields={proofFields} />,
      },
      { title: 'applicant', when: filed, children: ({ snapshot }) => <ProviderLines provider={snapshot.provider} /> },
      {
        title: 'files',
        when: record => Boolean(record.snapshot?.files.length),
        children: ({ snapshot }) => <FiledFiles files={snapshot.files} />,
      },
      {
        title: 'corrections',
        when: record => Boolean(record.corrections?.length),
        children: record => <Corrections of={record.corrections} />,
      },
    ]}
    related={[
      { type: 'Review', target: 'submissionId', columns: reviewColumns },
      { type: 'Decision', target: 'submissionId', columns: decisionColumns },
    ]}
  />
);

/** An objection carries these moves: whoever wants one begins with what has been objected. */
const toObjections = () => `/Objection?filter=${encodeURIComponent(JSON.stringify({ state: ['FILED', 'ACCEPTED'] }))}`;

export const submissions = noun({
  type: 'Submission',
  group: 'programme',
  icon: Inventory,
  asks: { row: SubmissionRow, full: SubmissionFull },
  title: record => [record.number, record.name].filter(Boolean).join(' '),
  named: 'number',
  list: SubmissionList,
  show: SubmissionShow,
  create: SubmissionCreate,
  routes: [
    <Route key="board" path="board" element={<SubmissionBoard filters={filters} />} />,
    <Route key="correct" path="correct/:id" element={<Correct />} />,
  ],
  forms: {
    SELECT: ({ id, callId, call }) => proposing(callId ?? call?.id, id, 'SELECTED'),
    NOT_SELECT: ({ id, callId, call }) => proposing(callId ?? call?.id, id, 'NOT_SELECTED'),
    NOTICE: ({ callId, call }) => `/Notice/create?source=${encodeURIComponent(JSON.stringify({ callId: callId ?? call?.id }))}`,
    LIST: ({ callId, call }) => `/ServiceList/create?source=${encodeURIComponent(JSON.stringify({ callId: callId ?? call?.id }))}`,
    HOLD: toObjections,
    RELEASE: toObjections,
    UPHOLD: toObjections,
  },
  words: {
    whichSolution: ['先在“产品和解决方案”中登记；提交时冻结其当时内容', 'Kept under Solutions first; filing freezes what it says then'],
    correct: ['修改须补正内容', 'Correct what was flagged'],
    correctProvider: ['修改单位信息', 'Correct the organisation'],
    fill: ['完善申报内容', 'Fill in the content'],
    board: ['申报看板', 'Submission board'],
    standing: ['申报情况', 'The filing'],
    flagged: ['须补正内容', 'To be corrected'],
    use: ['申报内容：用途与功能', 'As filed: use and functions'],
    promise: ['申报内容：试用承诺', 'As filed: trial promise'],
    proof: ['申报内容：指标与案例', 'As filed: measures and cases'],
    applicant: ['申报内容：申报单位', 'As filed: applicant'],
    files: ['申报附件', 'Files as filed'],
  },
});
