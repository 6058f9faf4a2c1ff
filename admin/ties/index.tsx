import Handshake from '@mui/icons-material/HandshakeOutlined';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { ExpertTieFull, ExpertTieRow } from './asks.ts';

const row = fieldsOf<ExpertTieRow>();
const it = fieldsOf<ExpertTieFull>();
const i = inputsOf<Input<'ExpertTieInput'>>();
const by = filtersOf<Input<'ExpertTieFilter'>>();

/** Ties as an expert's page shows them. */
export const tieColumns = [row.text('organisation'), row.choice('kind', 'TieKind'), row.day('since'), row.day('until')];

const TieList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    search
    filters={[by.reference('expertId', 'Expert'), by.choice('kind', 'TieKind')]}
    columns={[
      row.text('organisation'),
      row.link('expert', 'Expert'),
      row.choice('kind', 'TieKind'),
      row.code('uscc'),
      row.day('since', { sort: true }),
      row.day('until', { sort: true }),
    ]}
  />
);

const TieShow = () => (
  <RecordShow
    whose={it.link('expert', 'Expert')}
    sections={[
      {
        title: 'tie',
        fields: [
          it.text('organisation'),
          it.code('uscc'),
          it.choice('kind', 'TieKind'),
          it.day('since'),
          it.day('until'),
          it.lines('note'),
        ],
      },
    ]}
  />
);

const groups = [
  {
    title: 'tie',
    inputs: [
      i.reference('expertId', 'Expert', { required: true }),
      i.choice('kind', 'TieKind', { required: true }),
      i.text('organisation', { required: true, max: 120 }),
      i.text('uscc', { required: true, max: 18 }),
      i.day('since'),
      i.day('until'),
      i.lines('note', { max: 500 }),
    ],
  },
];

export const ties = noun({
  type: 'ExpertTie',
  group: 'people',
  icon: Handshake,
  asks: { row: ExpertTieRow, full: ExpertTieFull },
  title: record => record.organisation,
  named: 'organisation',
  list: TieList,
  show: TieShow,
  create: () => <RecordCreate groups={groups} />,
  edit: () => <RecordEdit groups={groups} />,
  words: { tie: ['关联单位', 'The tie'] },
});
