import Feedback from '@mui/icons-material/FeedbackOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ObjectionFull, ObjectionRow } from './asks.ts';

const row = fieldsOf<ObjectionRow>();
const it = fieldsOf<ObjectionFull>();
const by = filtersOf<Input<'ObjectionFilter'>>();

const ObjectionList = () => (
  <RecordList
    sort={{ field: 'dueDay', order: 'ASC' }}
    states
    filters={[by.reference('noticeId', 'Notice'), by.days('dueDay')]}
    columns={[
      row.text('entry.product', { label: 'resources.NoticeEntry.fields.product' }),
      row.text('entry.provider', { label: 'resources.NoticeEntry.fields.provider' }),
      row.code('receiptNumber'),
      row.link('notice', 'Notice'),
      row.moment('createdAt', { sort: true }),
      row.day('dueDay', { sort: true }),
      row.state(),
    ]}
  />
);

const ObjectionShow = () => (
  <RecordShow
    whose={it.mask('name')}
    next={it.day('dueDay')}
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
        fields: [it.code('receiptNumber'), it.moment('createdAt'), it.mask('contact'), it.files('file'), it.lines('grounds')],
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
  words: { against: ['异议对象', 'Objected to'], objection: ['异议', 'The objection'] },
});
