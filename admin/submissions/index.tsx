import Inventory from '@mui/icons-material/Inventory2Outlined';
import ViewKanban from '@mui/icons-material/ViewKanbanOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, Route, useLocation } from 'react-router-dom';
import { proposing } from '../decisions/address.ts';
import { decisionColumns } from '../decisions/columns.tsx';
import { useSay } from '../i18n/index.ts';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { LendFiles, Notes } from '../reviews/Bureau.tsx';
import { reviewColumns } from '../reviews/columns.tsx';
import { promiseFields, proofFields, SolutionLines, useFields } from '../solutions/Content.tsx';
import { SubmissionFull, SubmissionRow } from './asks.ts';
import { SubmissionBoard } from './Board.tsx';
import { Begin } from './filing/Begin.tsx';
import { FilingPage } from './filing/FilingPage.tsx';
import { Receipt } from './filing/Receipt.tsx';
import { Answers, Corrected, Corrections, FiledFiles, Flagged, ProviderLines } from './Snapshot.tsx';

const row = fieldsOf<SubmissionRow>();
const it = fieldsOf<SubmissionFull>();
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
    actions={
      <>
        <OnBehalf />
        <BoardLink />
      </>
    }
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

/** For who files: to the form, as long as there is something to fill in; afterwards to the receipt. */
function FilingLinks({ record }: { record: Row }) {
  const translate = useTranslate();
  const may = useMay();
  const open = may('saveDraft') && record.draft && ['DRAFT', 'RETURNED'].includes(record.state!);
  return (
    <>
      {open || (may('createSubmission') && ['DRAFT', 'RETURNED'].includes(record.state!)) ? (
        <Button variant="contained" component={Link} to={`/Submission/file/${record.id}`}>
          {translate(record.state === 'RETURNED' ? 'screens.Submission.correct' : 'screens.Submission.fill')}
        </Button>
      ) : null}
      {record.filed?.length ? (
        <Button component={Link} to={`/Submission/receipt/${record.id}`}>
          {translate('screens.Submission.receipt')}
        </Button>
      ) : null}
    </>
  );
}

/** For the desk: to type what an applicant has handed in on paper. */
function OnBehalf() {
  const translate = useTranslate();
  const may = useMay();
  return may('beginSubmission') && !may('createSubmission') ? (
    <Button component={Link} to="/Submission/begin">
      {translate('screens.Submission.onBehalf')}
    </Button>
  ) : null;
}

/** What the latest filing has changed against the one before. */
const changesOf = (record: Row) => [...(record.filed ?? [])].sort((a, b) => b.ordinal - a.ordinal)[0]?.changes ?? [];

const SubmissionShow = () => (
  <RecordShow
    actions={record => (
      <>
        <FilingLinks record={record} />
        <LendFiles submission={record} />
      </>
    )}
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
          it.text('author'),
          { ...it.code('contentHash'), wide: true },
        ],
      },
      {
        title: 'corrected',
        when: record => Boolean(changesOf(record).length),
        children: record => <Corrected changes={changesOf(record)} answers={record.snapshot?.answers} papers={record.snapshot?.papers} />,
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
      { title: 'notes', needs: 'internalNotes', children: ({ id }) => <Notes submissionId={id} /> },
      { title: 'applicant', when: filed, children: ({ snapshot }) => <ProviderLines provider={snapshot.provider} /> },
      {
        title: 'questions',
        when: record => Boolean(record.snapshot?.answers?.length || record.snapshot?.papers?.length),
        children: ({ snapshot }) => <Answers snapshot={snapshot} />,
      },
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
  create: Begin,
  routes: [
    <Route key="board" path="board" element={<SubmissionBoard filters={filters} />} />,
    <Route key="begin" path="begin" element={<Begin />} />,
    <Route key="file" path="file/:id" element={<FilingPage />} />,
    <Route key="receipt" path="receipt/:id" element={<Receipt />} />,
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
    notes: ['内部备注', 'Internal notes'],
    whichSolution: ['先在“产品和解决方案”中登记；提交时冻结其当时内容', 'Kept under Solutions first; filing freezes what it says then'],
    corrected: ['本次补正的变化', 'What the correction changed'],
    questions: ['申报内容：征集问答与材料', 'As filed: answers and papers'],
    begin: ['新建申报', 'New submission'],
    onBehalf: ['代录申报', 'Type for an applicant'],
    beginWith: ['申报什么', 'What is filed'],
    keptSolution: ['已登记的产品', 'A solution kept already'],
    newSolution: ['新产品', 'A new one'],
    likeHelp: [
      '新产品沿用它的内容,再改不同之处;不选则沿用最近登记的',
      'What it says is taken over and then changed; the latest one when left out',
    ],
    authorHelp: ['如:王经理,纸质材料当面递交', 'Such as: Wang, handed in on paper'],
    goOn: ['下一步', 'Go on'],
    savedAt: ['已保存 %{at}', 'Saved %{at}'],
    typing: ['正在填写…', 'Typing…'],
    saving: ['正在保存…', 'Saving…'],
    saveFailed: ['尚未保存,内容已留在本机,稍后自动重试。', 'Not saved yet; it is kept in this browser and tried again.'],
    clash: ['草稿在别处被修改,请选择保留哪一份', 'The draft was changed elsewhere; please choose'],
    clashTitle: ['这些内容在两个窗口里填得不一样', 'These fields were typed differently in two windows'],
    clashWho: [
      '%{who} %{when}保存了另一份。其余内容已自动合并。',
      '%{who} saved another version %{when}. All other fields were put together.',
    ],
    mine: ['本窗口', 'This window'],
    theirs: ['另一份', 'The other'],
    settle: ['按选择保存', 'Save as chosen'],
    progress: ['必填项已完成 %{done} / %{of}', '%{done} of %{of} required fields filled in'],
    before: ['截止 %{at}(%{left})', 'until %{at} (%{left})'],
    correctBefore: ['须在 %{at} 前补正(%{left})', 'correct before %{at} (%{left})'],
    whole: ['整体', 'The whole'],
    check: ['自查', 'Check'],
    later: ['稍后再填', 'Go on later'],
    faults: ['还有 %{count} 处须改正:', '%{count} to put right:'],
    noFaults: ['自查通过,可以提交。', 'Nothing stands in the way; it can be filed.'],
    prefilled: [
      '已按单位信息、产品库和以往申报预填 %{count} 项,请核对。',
      '%{count} fields are filled in from the profile, your solutions and earlier filings; please check them.',
    ],
    restored: ['已恢复本机尚未保存的内容。', 'What this browser had not saved yet is back.'],
    merged: ['另一窗口的修改已自动合并。', 'Changes of another window were put in.'],
    filedAlready: ['该申报已提交,不能再填写。', 'It has been filed.'],
    validUntil: ['有效期至', 'Valid until'],
    receipt: ['申报回执', 'Receipt'],
    receiptOf: ['申报回执 %{number}', 'Receipt %{number}'],
    databaseTime: ['数据库时间', 'time of the database'],
    howToCheck: ['任何人可凭回执号和内容哈希核验:', 'Anybody can check it by its number and hash:'],
    print: ['打印回执', 'Print'],
    downloadContent: ['下载提交内容', 'Download what was filed'],
    checkIt: ['核验', 'Check it'],
    'part.identity': ['名称与范围', 'Name and scope'],
    'part.use': ['用途与功能', 'Use and functions'],
    'part.promise': ['试用承诺', 'Trial promise'],
    'part.proof': ['指标与案例', 'Measures and cases'],
    'part.files': ['附件', 'Files'],
    'part.questions': ['本次征集的问题', 'Questions of this call'],
    'part.papers': ['申报材料', 'Papers'],
    'part.declarations': ['承诺事项', 'Declarations'],
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
