import Block from '@mui/icons-material/BlockOutlined';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow } from '../kit/resource.tsx';
import { ConflictFull, ConflictRow } from './asks.ts';

const row = fieldsOf<ConflictRow>();
const it = fieldsOf<ConflictFull>();
const i = inputsOf<Input<'ConflictInput'>>();
const by = filtersOf<Input<'ConflictFilter'>>();

/** Conflicts as the page of an expert shows them. */
export const conflictColumns = [
  row.link('provider', 'Provider'),
  row.choice('kind', 'ConflictKind'),
  row.choice('basis', 'ConflictBasis'),
  row.state(),
];

const ConflictList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    states
    filters={[
      by.reference('expertId', 'Expert'),
      by.reference('providerId', 'Provider'),
      by.choice('kind', 'ConflictKind'),
      by.choice('basis', 'ConflictBasis'),
    ]}
    columns={[
      row.link('expert', 'Expert'),
      row.link('provider', 'Provider'),
      row.choice('kind', 'ConflictKind'),
      row.choice('basis', 'ConflictBasis'),
      row.moment('createdAt', { sort: true }),
      row.state(),
    ]}
  />
);

const ConflictShow = () => (
  <RecordShow
    whose={it.link('expert', 'Expert')}
    sections={[
      {
        title: 'ground',
        fields: [
          it.link('provider', 'Provider'),
          it.choice('kind', 'ConflictKind'),
          it.choice('basis', 'ConflictBasis'),
          it.moment('createdAt'),
          it.lines('reason'),
        ],
      },
    ]}
  />
);

const ConflictCreate = () => (
  <RecordCreate
    groups={[
      {
        title: 'ground',
        inputs: [
          i.reference('expertId', 'Expert', { required: true }),
          i.reference('providerId', 'Provider', { required: true }),
          i.lines('reason', { required: true, max: 500 }),
        ],
      },
    ]}
  />
);

export const conflicts = noun({
  type: 'Conflict',
  group: 'programme',
  icon: Block,
  asks: { row: ConflictRow, full: ConflictFull },
  title: record => [record.expert?.name, record.provider?.name].filter(Boolean).join(' · '),
  list: ConflictList,
  show: ConflictShow,
  create: ConflictCreate,
  words: { ground: ['回避理由', 'Why'] },
});
