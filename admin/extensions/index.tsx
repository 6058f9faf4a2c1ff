import MoreTime from '@mui/icons-material/MoreTimeOutlined';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow } from '../kit/resource.tsx';
import { ExtensionFull, ExtensionRow } from './asks.ts';

const row = fieldsOf<ExtensionRow>();
const it = fieldsOf<ExtensionFull>();
const i = inputsOf<Input<'ExtensionInput'>>();
const by = filtersOf<Input<'ExtensionFilter'>>();

const ExtensionList = () => (
  <RecordList
    sort={{ field: 'until', order: 'DESC' }}
    filters={[by.reference('callId', 'Call'), by.reference('providerId', 'Provider'), by.days('until')]}
    columns={[
      row.link('provider', 'Provider'),
      row.link('call', 'Call'),
      row.moment('until', { sort: true }),
      row.text('reason'),
      row.text('grantedBy'),
    ]}
  />
);

const ExtensionShow = () => (
  <RecordShow
    whose={it.link('provider', 'Provider')}
    next={it.moment('until')}
    sections={[{ title: 'what', fields: [it.link('call', 'Call'), it.text('grantedBy'), it.moment('createdAt'), it.lines('reason')] }]}
  />
);

const ExtensionCreate = () => (
  <RecordCreate
    groups={[
      {
        title: 'what',
        inputs: [
          i.reference('callId', 'Call', { required: true, filter: { state: ['OPEN', 'CLOSED'] } }),
          i.reference('providerId', 'Provider', { required: true }),
          i.moment('until', { required: true }),
          i.lines('reason', { required: true, max: 1000 }),
        ],
      },
    ]}
  />
);

export const extensions = noun({
  type: 'Extension',
  group: 'programme',
  icon: MoreTime,
  asks: { row: ExtensionRow, full: ExtensionFull },
  title: record => [record.call?.title, record.provider?.name].filter(Boolean).join(' · '),
  list: ExtensionList,
  show: ExtensionShow,
  create: ExtensionCreate,
  words: { what: ['延期说明', 'The extension'] },
});
