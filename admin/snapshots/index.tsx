import AcUnit from '@mui/icons-material/AcUnitOutlined';
import { Freeze } from '../coverage/Freeze.tsx';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { Rate } from '../kit/values.tsx';
import { CoverageSnapshotFull, CoverageSnapshotRow } from './asks.ts';

const row = fieldsOf<CoverageSnapshotRow>();
const it = fieldsOf<CoverageSnapshotFull>();
const by = filtersOf<Input<'CoverageSnapshotFilter'>>();

const rate = ({ n, d }: Row) => <Rate n={n} d={d} />;

const SnapshotList = () => (
  <RecordList
    sort={{ field: 'month', order: 'DESC' }}
    filters={[by.reference('registerId', 'Register')]}
    actions={<Freeze />}
    columns={[
      row.text('month', { sort: true }),
      row.count('edition'),
      row.own('id', rate, { label: 'screens.CoverageSnapshot.rate', exported: [] }),
      row.count('d'),
      row.count('n'),
      row.link('register', 'Register', { exported: ['register.month', 'register.version'] }),
      row.link('rule', 'CoverageRule', { exported: ['rule.ruleVersion'] }),
      row.moment('createdAt', { sort: true }),
    ]}
  />
);

const SnapshotShow = () => (
  <RecordShow
    sections={[
      {
        title: 'record.main',
        fields: [
          it.own('id', rate, { label: 'screens.CoverageSnapshot.rate' }),
          it.count('edition'),
          it.count('d'),
          it.count('n'),
          it.link('register', 'Register'),
          it.link('rule', 'CoverageRule'),
          it.moment('createdAt'),
          it.lines('reason'),
          it.code('sha256'),
        ],
      },
    ]}
  />
);

export const snapshots = noun({
  type: 'CoverageSnapshot',
  group: 'coverage',
  icon: AcUnit,
  asks: { row: CoverageSnapshotRow, full: CoverageSnapshotFull },
  title: ({ month, edition }) => (month ? `${month} (${edition})` : ''),
  list: SnapshotList,
  show: SnapshotShow,
  words: { rate: ['覆盖率', 'Rate'] },
});
