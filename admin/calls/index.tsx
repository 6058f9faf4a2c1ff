import Campaign from '@mui/icons-material/CampaignOutlined';
import { Route } from 'react-router-dom';
import { decisionColumns } from '../decisions/columns.tsx';
import { extensionColumns } from '../extensions/columns.tsx';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { noticeColumns } from '../notices/columns.tsx';
import { submissionColumns } from '../submissions/columns.tsx';
import { CallActs } from './Acts.tsx';
import { CallFull, CallRow } from './asks.ts';
import { Faults } from './Faults.tsx';
import { FormTable } from './FormTable.tsx';
import { CallCreate, CallEdit } from './form.tsx';
import { Pipeline } from './Pipeline.tsx';
import { Preview } from './Preview.tsx';
import { Revise } from './Revise.tsx';
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
      {
        title: 'faults',
        needs: 'callFaults',
        when: ({ state, announcedFor }) => state === 'DRAFT' && !announcedFor,
        children: call => <Faults call={call} />,
      },
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
          it.count('objectionAcceptDays'),
          it.count('objectionDays'),
          it.choice('disclosure', 'ScoreDisclosure'),
          it.choice('peerMarks', 'PeerMarks'),
          it.count('rubricVersion'),
          it.moment('rubricFrozenAt'),
        ],
      },
      { title: 'form', children: call => <FormTable call={call} /> },
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
  routes: [<Route key="preview" path="preview/:id" element={<Preview />} />, <Route key="revise" path="revise/:id" element={<Revise />} />],
  words: {
    toSaid: ['各区市工信主管部门，各有关服务商：', 'To the district bureaus and all providers concerned'],
    all: ['全部', 'all'],
    whatSaid: ['征集内容', 'What is called for'],
    kindsSaid: ['面向工业企业的下列产品和解决方案：%{kinds}', 'For industrial enterprises: %{kinds}'],
    trialSaid: ['%{kind}的免费试用期不少于 %{days} 天', 'Free trial of %{kind}: at least %{days} days'],
    whoSaid: ['申报条件', 'Who may file'],
    seatsSaid: ['名额', 'Seats'],
    seatSaid: ['%{of}：%{min} 至 %{max} 项', '%{of}: %{min} to %{max}'],
    whenSaid: ['申报时间和方式', 'When and how'],
    windowSaid: [
      '申报时间：%{opens} 起，至 %{closes} 止（不含），以系统时间为准',
      'From %{opens} until %{closes} (exclusive), by the clock of this system',
    ],
    howSaid: ['在本平台网上申报，不收纸质材料；提交后即时给出受理回执', 'On this platform only, without paper; a receipt is given at once'],
    wantedSaid: ['填报内容和申报材料', 'What is to be filed'],
    judgedSaid: ['评审办法', 'How it is judged'],
    passSaid: [
      '总分不低于 %{pass} 分为过线，单项有最低比例的须同时达到',
      'A total of %{pass} or more passes, if every minimum is reached too',
    ],
    ruleMEAN: ['总分为各专家评分的平均分', 'The total is the mean of the experts’ totals'],
    ruleTRIMMED: [
      '%{count} 名以上专家时，去掉一个最高分和一个最低分后取平均分',
      'From %{count} experts on the highest and the lowest total are dropped, and the mean of the others counts',
    ],
    ruleMEDIAN: ['总分为各专家评分的中位数', 'The total is the median of the experts’ totals'],
    tiesSaid: ['同分时依次比较：%{ties}；仍相同的按申报先后', 'Ties are broken by %{ties}, in this order, and last by number'],
    vetoesSaid: ['一票否决：%{vetoes}', 'Whatever the marks, it ends with: %{vetoes}'],
    afterSaid: ['补正、公示和异议', 'Correction, notice and objections'],
    correctionSaid: ['形式审查退回的，%{days} 个工作日内补正', 'What is returned can be corrected within %{days} working days'],
    noticeSaid: ['评审结果公示 %{days} 个工作日', 'Results stand in public notice for %{days} working days'],
    objectionSaid: ['公示期内可实名提出异议，%{days} 个工作日内答复', 'Objections, by name, are answered within %{days} working days'],
    disclosureNONE: ['评分不对外公开', 'Marks are not disclosed'],
    disclosureOWN: ['结果发布后告知申报单位本单位得分', 'Once results are released, applicants learn their own marks'],
    disclosureOWN_AND_RANK: [
      '结果发布后告知申报单位本单位得分和名次',
      'Once results are released, applicants learn their own marks and rank',
    ],
    integritySaid: ['纪律与监督', 'Integrity'],
    freeSaid: [
      '申报不收取任何费用，未委托任何中介机构代办；材料须真实',
      'Filing is free of charge, nobody is charged to file for others, and material must be true',
    ],
    complaintsSaid: ['监督电话：%{number}', 'Complaints: %{number}'],
    revise: ['另立评分规则版本', 'New version of the rubric'],
    reviseHint: [
      '已有专家按现行规则评分。改动会另立一个版本：原评分保留，但不计入结果，专家须按新版本重新评分。',
      'Marks have been given by the present rubric. A change is a new version: they stay as they are and count in no result, and the experts mark anew.',
    ],
    reviseReason: ['改动理由', 'Why'],
    revised: ['已另立新版本', 'The new version is in force'],
    preview: ['预览', 'Preview'],
    copy: ['复制为新征集', 'Copy as a new call'],
    copyEffect: [
      '另起一份草稿：内容、申报表和评分规则照搬，不带文号；起止时间顺延到下一年度的工作日，请核对。',
      'A new draft with the same text, form and rubric, without its number; the window moves to working days a year later. Please check them.',
    ],
    copied: ['已复制，请核对日期和文号', 'Copied: check the dates and the number'],
    faults: ['公布前检查', 'Before it is announced'],
    noFaults: ['检查通过，可以公布。', 'Nothing is wrong: it can be announced.'],
    blocking: ['须改正（%{count}）', 'To be put right (%{count})'],
    advice: ['建议核对（%{count}）', 'Worth a second look (%{count})'],
    contact: ['咨询方式', 'Contact'],
    eligibility: ['申报条件', 'Conditions'],
    formFields: ['填报项', 'Fields of the form'],
    formFiles: ['申报材料', 'Wanted files'],
    solutionField: ['产品资料中的项目', 'Field of the solution'],
    keyHelp: [
      '可不填；以后的征集用同一标识，就能沿用上次的答案',
      'May be left blank; a later call that uses the same key finds the answer',
    ],
    kindsHelp: ['不选为全部', 'None chosen is all'],
    formatsHelp: ['如 pdf、jpg；不填为系统接受的全部格式', 'Such as pdf or jpg; none is whatever is taken'],
    asProvider: ['服务商看到的', 'As a provider'],
    asExpert: ['专家看到的', 'As an expert'],
    asPublic: ['公众看到的', 'As the public'],
    previewKind: ['产品类别', 'Kind of product'],
    previewHint: ['可以试填，不会保存。', 'It can be tried; nothing is kept.'],
    askedOf: ['仅 %{kinds}', 'only %{kinds}'],
    requiredOf: ['%{kinds}必填', 'required of %{kinds}'],
    required: ['必填', 'required'],
    optional: ['选填', 'optional'],
    checked: ['系统核对', 'checked by the system'],
    declared: ['申报时承诺', 'declared when filing'],
    formats: ['格式 %{formats}', '%{formats}'],
    eachUpTo: ['单个不超过 %{mb} MB', 'up to %{mb} MB each'],
    upTo: ['不多于 %{count} 份', 'at most %{count}'],
    from: ['不少于 %{min}', 'at least %{min}'],
    to: ['不多于 %{max}', 'at most %{max}'],
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
