import Mail from '@mui/icons-material/MailOutlined';
import { useEffect } from 'react';
import { useRefresh } from 'react-admin';
import { useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import { Rows } from '../kit/Rows.tsx';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordEdit, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { LetterFull, LetterRow, OpenLetterAsk } from './asks.ts';

const row = fieldsOf<LetterRow>();
const it = fieldsOf<LetterFull>();
const attempt = fieldsOf<LetterFull['attempts'][number]>();
const i = inputsOf<Input<'LetterPatch'>>();
const by = filtersOf<Input<'LetterFilter'>>();

const LetterList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    search
    states
    filters={[by.reference('callId', 'Call'), by.choice('kind', 'LetterKind'), by.days('sentAt')]}
    columns={[
      row.text('subject'),
      row.text('toName'),
      row.choice('kind', 'LetterKind'),
      row.link('call', 'Call'),
      row.moment('createdAt', { sort: true }),
      row.moment('sentAt', { sort: true }),
      row.moment('readAt'),
      row.state(),
    ]}
  />
);

function Attempts({ rows }: { rows: readonly object[] }) {
  const name = useTypeName();
  return (
    <Rows
      type="LetterAttempt"
      name={name('LetterAttempt', 2)}
      rows={rows}
      columns={[attempt.count('ordinal'), attempt.moment('at'), attempt.choice('channel', 'LetterChannel'), attempt.text('error')]}
    />
  );
}

/** Whoever it is to has opened it: that is the receipt. */
function Opened({ letter }: { letter: Row }) {
  const may = useMay();
  const panel = usePanel();
  const refresh = useRefresh();
  const opens = may('openLetter') && letter.state === 'SENT' && !letter['readAt'];
  const { id } = letter;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a letter
  useEffect(() => {
    if (opens) panel.ask(OpenLetterAsk, { id }).then(refresh, () => undefined);
  }, [opens, id]);
  return null;
}

const LetterShow = () => (
  <RecordShow
    whose={it.link('provider', 'Provider')}
    actions={letter => <Opened letter={letter} />}
    sections={[
      {
        title: 'letter',
        fields: [it.text('toName'), it.choice('kind', 'LetterKind'), it.link('submission', 'Submission'), it.lines('text')],
      },
      { title: 'delivery', fields: [it.moment('sentAt'), it.moment('readAt'), it.text('readBy'), it.moment('retryAt')] },
      {
        title: 'attempts',
        when: ({ attempts }) => Boolean(attempts?.length),
        children: ({ attempts }) => <Attempts rows={attempts} />,
      },
    ]}
  />
);

const LetterEdit = () => (
  <RecordEdit
    groups={[
      { title: 'letter', inputs: [i.text('subject', { required: true, max: 200 }), i.lines('text', { required: true, max: 5000 })] },
    ]}
  />
);

export const letters = noun({
  type: 'Letter',
  group: 'programme',
  icon: Mail,
  asks: { row: LetterRow, full: LetterFull },
  title: record => record.subject,
  named: 'subject',
  list: LetterList,
  show: LetterShow,
  edit: LetterEdit,
  editable: ({ state }) => state === 'DRAFT',
  words: { letter: ['通知函', 'The letter'], delivery: ['送达', 'Delivery'] },
});
