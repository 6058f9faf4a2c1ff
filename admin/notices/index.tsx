import Announcement from '@mui/icons-material/AnnouncementOutlined';
import { useTypeName } from '../kit/hooks.ts';
import { Rows } from '../kit/Rows.tsx';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { objectionColumns } from '../objections/columns.tsx';
import { NoticeFull, NoticeRow } from './asks.ts';

const row = fieldsOf<NoticeRow>();
const it = fieldsOf<NoticeFull>();
const entry = fieldsOf<NoticeFull['entries'][number]>();
const i = inputsOf<Input<'NoticeInput'>>();
const by = filtersOf<Input<'NoticeFilter'>>();

const NoticeList = () => (
  <RecordList
    sort={{ field: 'firstDay', order: 'DESC' }}
    search
    states
    filters={[by.reference('callId', 'Call'), by.days('firstDay'), by.days('lastDay')]}
    columns={[
      row.text('title'),
      row.code('number'),
      row.link('call', 'Call'),
      row.day('firstDay', { sort: true }),
      row.day('lastDay'),
      row.count('workingDays'),
      row.state(),
    ]}
  />
);

function Entries({ rows }: { rows: readonly object[] }) {
  const name = useTypeName();
  return (
    <Rows
      type="NoticeEntry"
      name={name('NoticeEntry', 2)}
      rows={rows}
      columns={[
        entry.count('place'),
        entry.text('product'),
        entry.text('provider'),
        entry.choice('kind', 'ProviderKind'),
        entry.coded('scenario', 'Scenario'),
        entry.choice('standing', 'NoticeStanding'),
        entry.link('submission', 'Submission'),
      ]}
    />
  );
}

const NoticeShow = () => (
  <RecordShow
    whose={it.link('call', 'Call')}
    next={it.moment('endsAt')}
    sections={[
      {
        title: 'what',
        fields: [
          it.code('number'),
          it.day('firstDay'),
          it.day('lastDay'),
          it.count('workingDays'),
          it.moment('visibleFrom'),
          it.files('file'),
          it.code('file.sha256', { label: 'screens.Notice.hash' }),
          it.lines('basis'),
          it.lines('howToObject'),
        ],
      },
      { title: 'entries', when: ({ entries }) => entries.length > 0, children: ({ entries }) => <Entries rows={entries} /> },
    ]}
    related={[{ type: 'Objection', target: 'noticeId', columns: objectionColumns }]}
  />
);

const inputs = [
  i.text('number', { required: true, max: 60 }),
  i.text('title', { required: true, max: 200 }),
  i.day('firstDay', { required: true, help: 'screens.Notice.firstDay' }),
  i.lines('basis', { required: true, max: 2000 }),
  i.lines('howToObject', { required: true, max: 2000 }),
];
const callInput = i.reference('callId', 'Call', { required: true, filter: { state: ['REVIEWING'] } });

const NoticeCreate = () => <RecordCreate groups={[{ title: 'what', inputs: [callInput, ...inputs] }]} />;
const NoticeEdit = () => <RecordEdit groups={[{ title: 'what', inputs }]} />;

export const notices = noun({
  type: 'Notice',
  group: 'programme',
  icon: Announcement,
  asks: { row: NoticeRow, full: NoticeFull },
  title: record => record.title,
  named: 'title',
  list: NoticeList,
  show: NoticeShow,
  create: NoticeCreate,
  edit: NoticeEdit,
  editable: ({ state }) => state === 'DRAFT',
  words: {
    what: ['公示内容', 'The notice'],
    hash: ['校验值（SHA-256）', 'Hash (SHA-256)'],
    firstDay: [
      '末日按工作日历自动计算；发布时列入全部拟入选项目',
      'The last day follows from the calendar; publishing puts in all that is selected',
    ],
  },
});
