import Mail from '@mui/icons-material/MarkEmailReadOutlined';
import PostAdd from '@mui/icons-material/PostAddOutlined';
import { useTranslate } from 'react-admin';
import { ActButton } from '../kit/ActButton.tsx';
import { useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import { Rows } from '../kit/Rows.tsx';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { AddendumFull, AddendumRow, ReadAsk, ReceiptRow } from './asks.ts';

const row = fieldsOf<AddendumRow>();
const it = fieldsOf<AddendumFull>();
const sent = fieldsOf<AddendumFull['receipts'][number]>();
const receipt = fieldsOf<ReceiptRow>();
const i = inputsOf<Input<'AddendumInput'>>();
const by = filtersOf<Input<'AddendumFilter'>>();
const ofReceipt = filtersOf<Input<'AddendumReceiptFilter'>>();

const AddendumList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    search
    filters={[by.reference('callId', 'Call'), by.days('createdAt')]}
    columns={[
      row.text('title'),
      row.link('call', 'Call'),
      row.count('number', { sort: true }),
      row.moment('createdAt', { sort: true }),
      row.count('sent'),
      row.count('read'),
    ]}
  />
);

/** For an applicant: to say that it was read. The receipt bears the time of the database. */
function Read({ record }: { record: Row }) {
  const may = useMay();
  const panel = usePanel();
  const translate = useTranslate();
  const unread = record.receipts?.some((each: { read: boolean }) => !each.read);
  if (!may('readAddendum') || !unread) return null;
  return (
    <ActButton
      variant="contained"
      icon={<Mail />}
      name={translate('screens.Addendum.read')}
      effect={translate('screens.Addendum.readEffect')}
      done={translate('screens.Addendum.readDone')}
      act={() => panel.ask(ReadAsk, { id: record.id })}
    />
  );
}

function Receipts({ record }: { record: Row }) {
  const name = useTypeName();
  return (
    <Rows
      type="AddendumReceipt"
      name={name('AddendumReceipt', 2)}
      rows={record.receipts}
      columns={[sent.link('provider', 'Provider'), sent.moment('createdAt'), sent.flag('read'), sent.moment('readAt'), sent.text('readBy')]}
    />
  );
}

const AddendumShow = () => (
  <RecordShow
    actions={record => <Read record={record} />}
    sections={[
      {
        title: 'what',
        fields: [
          it.link('call', 'Call'),
          it.count('number'),
          it.moment('createdAt'),
          it.text('publishedBy'),
          it.lines('text'),
          it.files('files'),
          it.count('sent'),
          it.count('read'),
        ],
      },
      { title: 'receipts', when: record => Boolean(record.receipts?.length), children: record => <Receipts record={record} /> },
    ]}
  />
);

const AddendumCreate = () => (
  <RecordCreate
    groups={[
      {
        title: 'what',
        inputs: [
          i.reference('callId', 'Call', { required: true, filter: { state: ['OPEN', 'CLOSED'] } }),
          i.text('title', { required: true, max: 200 }),
          i.lines('text', { required: true, max: 20_000 }),
          i.files('fileIds'),
        ],
      },
    ]}
  />
);

export const addenda = noun({
  type: 'Addendum',
  group: 'programme',
  icon: PostAdd,
  asks: { row: AddendumRow, full: AddendumFull },
  title: record => record.title,
  named: 'title',
  list: AddendumList,
  show: AddendumShow,
  create: AddendumCreate,
  words: {
    what: ['补充内容', 'What is added'],
    receipts: ['送达与阅读', 'Receipts'],
    read: ['我已阅读', 'I have read it'],
    readEffect: ['将记录阅读人和阅读时间。', 'Who read it and when is kept.'],
    readDone: ['已登记阅读。', 'Noted.'],
  },
});

const ReceiptList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    filters={[ofReceipt.reference('callId', 'Call'), ofReceipt.reference('addendumId', 'Addendum'), ofReceipt.flag('read')]}
    columns={[
      receipt.link('addendum', 'Addendum'),
      receipt.link('call', 'Call'),
      receipt.link('provider', 'Provider'),
      receipt.moment('createdAt', { sort: true }),
      receipt.flag('read'),
      receipt.moment('readAt', { sort: true }),
      receipt.text('readBy'),
    ]}
  />
);
const ReceiptShow = () => (
  <RecordShow
    whose={receipt.link('provider', 'Provider')}
    sections={[
      {
        title: 'addendum',
        fields: [
          receipt.link('addendum', 'Addendum'),
          receipt.link('call', 'Call'),
          receipt.moment('createdAt'),
          receipt.moment('readAt'),
          receipt.text('readBy'),
        ],
      },
    ]}
  />
);

/** Reached from the queue on the first screen and from the addendum; it has no place in the menu. */
export const addendumReceipts = noun({
  type: 'AddendumReceipt',
  asks: { row: ReceiptRow },
  title: record => [record.addendum?.title, record.provider?.name].filter(Boolean).join(' · '),
  list: ReceiptList,
  show: ReceiptShow,
});
