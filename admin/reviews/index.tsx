import RateReview from '@mui/icons-material/RateReviewOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ReviewFull, ReviewRow } from './asks.ts';
import { MarksTable, VetoNames } from './Marks.tsx';
import { PaperParts } from './Paper.tsx';

const row = fieldsOf<ReviewRow>();
const it = fieldsOf<ReviewFull>();
const by = filtersOf<Input<'ReviewFilter'>>();

const ReviewList = () => (
  <RecordList
    sort={{ field: 'number', order: 'ASC' }}
    states
    filters={[
      by.reference('callId', 'Call'),
      by.reference('expertId', 'Expert'),
      by.reference('submissionId', 'Submission'),
      by.days('submittedAt'),
    ]}
    columns={[
      row.text('paper.title', { label: 'resources.ReviewPaper.fields.title' }),
      row.code('number', { sort: true }),
      row.link('call', 'Call'),
      row.link('expert', 'Expert'),
      row.link('submission', 'Submission'),
      row.count('total'),
      row.moment('submittedAt', { sort: true }),
      row.state(),
    ]}
  />
);

const ReviewShow = () => (
  <RecordShow
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

export const reviews = noun({
  type: 'Review',
  group: 'programme',
  icon: RateReview,
  asks: { row: ReviewRow, full: ReviewFull },
  title: record => [record.number, record.paper?.title].filter(Boolean).join(' '),
  list: ReviewList,
  show: ReviewShow,
  words: { standing: ['评审情况', 'The review'] },
});
