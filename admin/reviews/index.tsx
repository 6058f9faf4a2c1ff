import RateReview from '@mui/icons-material/RateReviewOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, Route } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { ReviewFull, ReviewRow } from './asks.ts';
import { Draw } from './Draw.tsx';
import { MarksTable, VetoNames } from './Marks.tsx';
import { PaperParts } from './Paper.tsx';
import { Results } from './Results.tsx';
import { Scoring } from './Scoring.tsx';

const row = fieldsOf<ReviewRow>();
const it = fieldsOf<ReviewFull>();
const i = inputsOf<Input<'ReviewInput'>>();
const by = filtersOf<Input<'ReviewFilter'>>();

/** Whose review it is matters to the bureau; an expert sees only the own ones, and never whose product it is. */
const ReviewList = () => {
  const bureau = useMay()('drawExperts');
  return (
    <RecordList
      sort={{ field: 'number', order: 'ASC' }}
      states
      filters={[
        by.reference('callId', 'Call'),
        ...(bureau ? [by.reference('expertId', 'Expert'), by.reference('submissionId', 'Submission')] : []),
        by.days('submittedAt'),
      ]}
      columns={[
        row.text('paper.title', { label: 'resources.ReviewPaper.fields.title' }),
        row.code('number', { sort: true }),
        row.link('call', 'Call'),
        ...(bureau ? [row.link('expert', 'Expert'), row.link('submission', 'Submission')] : []),
        row.count('total'),
        row.moment('submittedAt', { sort: true }),
        row.state(),
      ]}
    />
  );
};

/** The way from a review to the screen where it is marked. */
function MarkLink({ record }: { record: Row }) {
  const translate = useTranslate();
  const may = useMay();
  if (!may('saveMarks') || !['ASSIGNED', 'SUBMITTED'].includes(record.state!)) return null;
  return (
    <Button component={Link} to={`/Review/mark/${record.id}`}>
      {translate('screens.Review.toDesk')}
    </Button>
  );
}

const ReviewShow = () => (
  <RecordShow
    actions={record => <MarkLink record={record} />}
    whose={it.link('expert', 'Expert')}
    sections={[
      {
        title: 'standing',
        fields: [
          it.link('call', 'Call'),
          it.link('submission', 'Submission'),
          it.coded('paper.scenario', 'Scenario', { label: 'resources.ReviewPaper.fields.scenario' }),
          it.count('total'),
          it.moment('submittedAt'),
          it.own('vetoes', record => <VetoNames review={record} />),
          it.lines('comment'),
        ],
      },
      { title: 'marks', when: record => Boolean(record.marks?.length), children: record => <MarksTable review={record} /> },
      { title: 'paper', when: record => Boolean(record.paper), children: record => <PaperParts parts={record.paper.parts} /> },
    ]}
  />
);

const ReviewCreate = () => (
  <RecordCreate
    groups={[
      {
        title: 'standing',
        inputs: [
          i.reference('submissionId', 'Submission', { required: true, filter: { state: ['ADMITTED'] } }),
          i.reference('expertId', 'Expert', { required: true, filter: { state: ['ACTIVE'] } }),
        ],
      },
    ]}
  />
);

export const reviews = noun({
  type: 'Review',
  group: 'programme',
  icon: RateReview,
  asks: { row: ReviewRow, full: ReviewFull },
  title: record => [record.number, record.paper?.title].filter(Boolean).join(' '),
  list: ReviewList,
  show: ReviewShow,
  create: ReviewCreate,
  routes: [
    <Route key="mark" path="mark/:id" element={<Scoring />} />,
    <Route key="draw" path="draw/:callId" element={<Draw />} />,
    <Route key="results" path="results/:callId" element={<Results />} />,
  ],
  forms: { SUBMIT: ({ id }) => `/Review/mark/${id}` },
  words: {
    standing: ['评审情况', 'The review'],
    draw: ['抽取专家', 'Draw experts'],
    drawHint: [
      '为已通过形审而专家不足的申报随机抽取；有回避关系的不会抽到。先试抽，不写入任何内容；同一种子结果相同。',
      'Draws by lot for every admitted submission that lacks experts, and never one with an interest. A trial changes nothing; the same seed draws the same.',
    ],
    tryDraw: ['试抽', 'Try'],
    drawNow: ['正式抽取', 'Draw for good'],
    drawEffect: ['将按此方案指派 %{count} 份评审，专家会看到。', '%{count} reviews are assigned as planned, and the experts see them.'],
    drawDone: ['已指派 %{count} 份评审', '%{count} reviews assigned'],
    planned: ['试抽结果：将指派 %{count} 份评审，尚未写入。', 'This would assign %{count} reviews. Nothing is written yet.'],
    short: ['%{count} 项专家不足。', '%{count} submissions lack experts.'],
    toReviews: ['查看评审', 'See the reviews'],
    results: ['评审结果', 'Results'],
    stillOpen: ['查看未完成的评审', 'See what is still open'],
    tally: [
      '共 %{total} 项，过线 %{passing} 项，极差超限 %{flagged} 项',
      '%{total} submissions, %{passing} pass, %{flagged} with too wide a spread',
    ],
    proposePassing: ['提请审定过线项', 'Propose all that pass'],
    proposeEffect: [
      '过线且尚未审定的申报将提请入选；签发前对外不可见。',
      'All that pass and are undecided are proposed; nobody outside sees it before it is signed.',
    ],
    proposed: ['已提请审定', 'Proposed'],
    proposeOthers: ['提请其余不入选', 'Propose to turn others down'],
    pending: ['待发布的审定', 'Pending decisions'],
    scoring: ['评分', 'Marking'],
    toDesk: ['进入评分', 'To the score sheet'],
    sheet: ['评分表', 'Score sheet'],
    promise: ['试用承诺与指标', 'Promise and measures'],
    cases: ['案例与资质', 'Cases and certificates'],
    risks: ['前提与风险', 'Conditions and risks'],
    product: ['产品与功能', 'Product and functions'],
    nothing: ['材料未提及', 'The paper says nothing'],
    silent: ['材料未提及：%{names}', 'The paper does not mention: %{names}'],
    previous: ['上一项', 'Previous'],
    next: ['下一项', 'Next'],
    progress: ['已评 %{done} 项，共 %{total} 项', '%{done} of %{total} marked'],
    sum: ['合计 %{sum} / %{most}', 'Sum %{sum} / %{most}'],
    vetoes: ['一票否决项', 'Findings that end it'],
    atLeast: ['平均不低于 %{points} 分', 'mean of at least %{points}'],
    missing: ['请打分', 'A mark is needed'],
    tooHigh: ['0 到 %{max}，最多两位小数', '0 to %{max}, two decimals at most'],
    noteNeeded: ['低于 60% 或高于 95% 须说明理由', 'Below 60 % or above 95 %: say why'],
    declareFirst: [
      '请先确认与申报方没有利益关系，再接受评审；有利益关系请回避。',
      'Accept if you have no interest in it; if you have one, recuse yourself.',
    ],
    saved: ['草稿已保存 %{at}', 'Draft saved %{at}'],
    keys: ['Enter 下一项 · Ctrl+S 保存 · Ctrl+Enter 提交', 'Enter: next mark · Ctrl+S: save · Ctrl+Enter: submit'],
    frozen: ['评分已提交，不能再改。', 'Submitted; it changes no more.'],
    goOn: ['评下一项', 'Mark the next one'],
    allDone: ['全部评完，返回列表', 'All done, back to the list'],
  },
});
