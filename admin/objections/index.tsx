import Feedback from '@mui/icons-material/FeedbackOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ObjectionFull, ObjectionRow } from './asks.ts';
import { Clock } from './Clock.tsx';
import { HandOver } from './HandOver.tsx';

const row = fieldsOf<ObjectionRow>();
const it = fieldsOf<ObjectionFull>();
const by = filtersOf<Input<'ObjectionFilter'>>();

const ObjectionList = () => (
  <RecordList
    sort={{ field: 'dueDay', order: 'ASC' }}
    states
    filters={[by.reference('noticeId', 'Notice'), by.days('acceptDueDay'), by.days('dueDay')]}
    columns={[
      row.text('entry.product', { label: 'resources.NoticeEntry.fields.product' }),
      row.text('entry.provider', { label: 'resources.NoticeEntry.fields.provider' }),
      row.code('receiptNumber'),
      row.link('notice', 'Notice'),
      row.moment('createdAt', { sort: true }),
      row.own('runsOut', record => <Clock {...(record as unknown as ObjectionRow)} />),
      row.day('dueDay', { sort: true }),
      row.text('handler'),
      row.state(),
    ]}
  />
);

const ObjectionShow = () => (
  <RecordShow
    whose={it.mask('name')}
    next={it.own('runsOut', record => <Clock {...(record as unknown as ObjectionRow)} />)}
    actions={() => <HandOver />}
    sections={[
      {
        title: 'against',
        fields: [
          it.link('notice', 'Notice'),
          it.text('entry.product', { label: 'resources.NoticeEntry.fields.product' }),
          it.text('entry.provider', { label: 'resources.NoticeEntry.fields.provider' }),
          it.link('submission', 'Submission'),
        ],
      },
      {
        title: 'objection',
        fields: [
          ...[it.code('receiptNumber'), it.moment('createdAt'), it.mask('organisation'), it.mask('contact'), it.files('file')],
          it.lines('grounds'),
        ],
      },
      {
        title: 'handling',
        fields: [it.day('acceptDueDay'), it.day('dueDay'), it.text('handler'), it.text('proposedBy'), it.text('confirmedBy')],
      },
      { title: 'answer', when: ({ answer }) => Boolean(answer), fields: [it.moment('answeredAt'), it.lines('answer')] },
    ]}
  />
);

export const objections = noun({
  type: 'Objection',
  group: 'programme',
  icon: Feedback,
  asks: { row: ObjectionRow, full: ObjectionFull },
  title: record => [record.receiptNumber, record.entry?.product].filter(Boolean).join(' ') || record.id,
  list: ObjectionList,
  show: ObjectionShow,
  words: {
    against: ['异议对象', 'Objected to'],
    objection: ['异议', 'The objection'],
    handling: ['办理', 'Handling'],
    left: ['剩 %{count} 个工作日', '%{count} working days left'],
    today: ['今天到期', 'due today'],
    overdue: ['逾期 %{count} 个工作日', '%{count} working days overdue'],
    handOver: ['转交', 'Hand over'],
    handOverEffect: ['由所选同事继续办理，期限不变。', 'The colleague deals with it from now on; its terms stay.'],
    handOverDone: ['已转交。', 'Handed over.'],
    why: ['原因', 'Why'],
    me: ['本人', 'me'],
  },
});
