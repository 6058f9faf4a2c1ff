import Draw from '@mui/icons-material/DrawOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ReleaseFull, ReleaseRow } from './asks.ts';

const row = fieldsOf<ReleaseRow>();
const it = fieldsOf<ReleaseFull>();
const by = filtersOf<Input<'ReleaseFilter'>>();

const ReleaseList = () => (
  <RecordList
    sort={{ field: 'firstSignedAt', order: 'DESC' }}
    states
    filters={[by.reference('callId', 'Call')]}
    columns={[
      row.link('call', 'Call'),
      row.count('decisions'),
      row.count('selected'),
      row.text('firstSigner'),
      row.moment('firstSignedAt', { sort: true }),
      row.text('secondSigner'),
      row.moment('secondSignedAt'),
      row.state(),
    ]}
  />
);

const ReleaseShow = () => (
  <RecordShow
    sections={[
      {
        title: 'signatures',
        fields: [
          it.link('call', 'Call'),
          it.count('decisions'),
          it.count('selected'),
          it.text('firstSigner'),
          it.moment('firstSignedAt'),
          it.text('secondSigner'),
          it.moment('secondSignedAt'),
        ],
      },
    ]}
  />
);

export const releases = noun({
  type: 'Release',
  group: 'programme',
  icon: Draw,
  asks: { row: ReleaseRow, full: ReleaseFull },
  title: record => record.call?.title ?? record.firstSigner,
  list: ReleaseList,
  show: ReleaseShow,
  words: { signatures: ['签发', 'Signatures'] },
});
