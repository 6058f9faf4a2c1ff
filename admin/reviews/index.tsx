import RateReview from '@mui/icons-material/RateReviewOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, Route } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { ReviewFull, ReviewRow } from './asks.ts';
import { Reveal } from './Bureau.tsx';
import { Draw } from './Draw.tsx';
import { MarksTable, VetoNames } from './Marks.tsx';
import { PaperParts } from './Paper.tsx';
import { Results } from './Results.tsx';
import { Scoring } from './Scoring.tsx';
import { Substitutes } from './Substitutes.tsx';

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
        by.days('dueOn'),
        by.days('submittedAt'),
      ]}
      columns={[
        row.text('paper.title', { label: 'resources.ReviewPaper.fields.title' }),
        row.code('number', { sort: true }),
        row.link('call', 'Call'),
        ...(bureau ? [row.link('expert', 'Expert'), row.link('submission', 'Submission')] : []),
        row.count('total'),
        row.day('dueOn', { sort: true }),
        row.choice('reminder', 'ReviewReminder'),
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
    actions={record => (
      <>
        <MarkLink record={record} />
        <Reveal record={record} />
      </>
    )}
    whose={it.link('expert', 'Expert')}
    sections={[
      {
        title: 'standing',
        fields: [
          it.link('call', 'Call'),
          it.link('submission', 'Submission'),
          it.coded('paper.scenario', 'Scenario', { label: 'resources.ReviewPaper.fields.scenario' }),
          it.count('total'),
          it.day('dueOn'),
          it.moment('submittedAt'),
          it.moment('revealedAt'),
          it.own('vetoes', record => <VetoNames review={record} />),
          it.lines('comment'),
        ],
      },
      {
        title: 'substitutes',
        needs: 'substitutes',
        when: record => ['DECLINED', 'RECUSED'].includes(record.state!),
        children: record => <Substitutes record={record} />,
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
    drawNow: ['保存方案', 'Keep this plan'],
    wholePool: ['全库', 'the whole pool'],
    drawEffect: [
      '保存此方案（%{count} 份评审），代替尚未发布的旧方案；发布之前专家看不到。',
      'Keeps this plan of %{count} reviews in place of the last one; experts see nothing of it before it is released.',
    ],
    drawKept: ['方案已保存，%{count} 份评审待发布', 'The plan is kept; %{count} reviews wait to be released'],
    differences: [
      '与现方案相比：不变 %{kept}，新增 %{added}，取消 %{dropped}。',
      'Beside the plan that stands: %{kept} kept, %{added} added, %{dropped} dropped.',
    ],
    doubled: ['%{count} 项不得不由同一单位的两位专家评审。', '%{count} submissions cannot but have two experts of one employer.'],
    planned: ['试抽结果：将指派 %{count} 份评审，尚未写入。', 'This would assign %{count} reviews. Nothing is written yet.'],
    short: ['%{count} 项专家不足。', '%{count} submissions lack experts.'],
    results: ['评审结果', 'Results'],
    stillOpen: ['查看未完成的评审', 'See what is still open'],
    tally: [
      '共 %{total} 项，过线 %{passing} 项，极差超限 %{flagged} 项',
      '%{total} submissions, %{passing} pass, %{flagged} with too wide a spread',
    ],
    propose: ['按排序提请审定', 'Propose along the ranking'],
    proposeEffect: [
      '按所选截取方式，过线且尚未审定的申报提请入选；签发前对外不可见。',
      'What passes within the cut and is undecided is proposed; nobody outside sees it before it is signed.',
    ],
    proposed: ['已提请审定', 'Proposed'],
    cutBy: ['截取方式', 'Where to cut'],
    top: ['名次', 'How many of the ranking'],
    topHelp: ['仅按名次截取时填写', 'Only for a cut by rank'],
    others: ['其余申报', 'All others'],
    othersStay: ['暂不审定', 'stay undecided'],
    othersFall: ['提请不入选', 'are turned down'],
    othersReason: ['其余申报不入选的理由（申报单位可见）', 'Why others are turned down (applicants will read it)'],
    download: ['导出排序', 'Export the ranking'],
    cutLine: ['名额线', 'Cut line of the seats'],
    standsHere: ['%{number} 的排序依据', 'Why %{number} stands here'],
    byAgreement: ['按专家合议结果计分。', 'The total is what the experts have agreed on.'],
    byVeto: ['有专家提出一票否决。', 'An expert has found what ends it.'],
    byPass: ['总分 %{total} 未达到入选线 %{pass}。', 'The total of %{total} is below the pass mark of %{pass}.'],
    byMinimum: ['未达到单项最低要求：%{names}。', 'Below the minimum of: %{names}.'],
    bySeats: ['过线，但同类名额已满。', 'It passes, but the seats of its kind are taken.'],
    byTie: ['与 %{other} 同分，按“%{name}”排后。', 'Equal to %{other}; behind it by %{name}.'],
    byNumber: ['与 %{other} 同分且分项相同，按申报编号排后。', 'Equal to %{other} in every tie; behind it by its number.'],
    aside: [
      '有 %{count} 份评分不计入（评分标准版本不同，或专家须回避）。',
      '%{count} sheets are set aside: another rubric version, or an interest.',
    ],
    abstained: ['有 %{count} 位专家未评，不计入任何数字。', '%{count} experts have not marked it and count in no figure.'],
    someUnmarked: ['有 %{count} 项没有有效评分，不参与排序。', '%{count} submissions have no marks that count, and no rank.'],
    severityHint: [
      '平均偏差：与同一项目其他专家平均分之差的平均；负数偏严，正数偏宽。',
      'Mean of how far above the mean of the others; below nought is strict.',
    ],
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
    keys: [
      'Enter 下一项 · Alt+数字 到第几项 · Alt+←/→ 换材料 · Ctrl+S 保存 · Ctrl+Enter 提交',
      'Enter: next mark · Alt+number: that mark · Alt+←/→: other paper · Ctrl+S: save · Ctrl+Enter: submit',
    ],
    correct: ['更正评分', 'Correct it'],
    correctEffect: [
      '原评分保留，更正后的评分代替它计入结果。',
      'What was submitted stays on record; the corrected sheet counts in its place.',
    ],
    corrected: ['更正已提交。', 'The correction is submitted.'],
    files: ['材料文件', 'Files'],
    original: ['申报方：%{name}（%{product}）', 'Filed by %{name} (%{product})'],
    note: ['内部备注', 'Internal note'],
    noteHint: ['仅局内可见，申报方和专家看不到。', 'For the bureau only: neither applicants nor experts see it.'],
    addNote: ['添加', 'Add'],
    lend: ['向专家提供文件', 'Show a file to the experts'],
    lendEffect: [
      '专家将看到该文件的副本：文件名改为“材料01”，去除作者等信息。请先确认文件内容不显示申报方。',
      'The experts get a copy under a neutral name, without what it says of who made it. Make sure that its content does not show whose it is.',
    ],
    lent: ['已向专家提供。', 'The experts have it.'],
    file: ['文件', 'File'],
    reveal: ['向专家公开申报方', 'Tell the expert whose it is'],
    revealEffect: ['该专家将看到申报方名称，此操作记录在案。', 'The expert will see who filed it. This is written down.'],
    revealed: ['已公开。', 'The expert knows.'],
    revealWhy: ['理由', 'Why'],
    why: ['更正理由', 'Why it is corrected'],
    own: ['我的评分', 'Own marks'],
    peers: ['其他专家的评分', 'What the others have marked'],
    peer: ['专家', 'Expert'],
    substitutes: ['替补专家', 'Who can take the place'],
    substitute: ['替补', 'Put in'],
    substituted: ['已由 %{name} 替补', '%{name} has taken the place'],
    substituteDone: ['已指派替补专家。', 'The substitute is assigned.'],
    load: ['匹配 %{fit} · 已有 %{load} / %{most} 份', 'fit %{fit} · has %{load} of %{most}'],
    frozen: ['评分已提交，不能再改。', 'Submitted; it changes no more.'],
    goOn: ['评下一项', 'Mark the next one'],
    allDone: ['全部评完，返回列表', 'All done, back to the list'],
  },
});
