import School from '@mui/icons-material/SchoolOutlined';
import { conflictColumns } from '../conflicts/index.tsx';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { Unmask } from '../kit/Unmask.tsx';
import { tieColumns } from '../ties/index.tsx';
import { ExpertFull, ExpertRow } from './asks.ts';

const row = fieldsOf<ExpertRow>();
const i = inputsOf<Input<'ExpertInput'>>();
const by = filtersOf<Input<'ExpertFilter'>>();
const it = fieldsOf<ExpertFull>();

const ExpertList = () => (
  <RecordList
    sort={{ field: 'number', order: 'ASC' }}
    search
    states
    bulk
    filters={[by.coded('scenarios', 'Scenario')]}
    columns={[
      row.text('name'),
      row.code('number', { sort: true }),
      row.state(),
      row.coded('scenarios', 'Scenario'),
      row.count('mostReviews'),
      row.code('employerUscc'),
    ]}
  />
);

const ExpertShow = () => (
  <RecordShow
    actions={() => <Unmask />}
    sections={[
      {
        title: 'identity',
        fields: [
          it.code('number'),
          it.code('employerUscc'),
          it.coded('scenarios', 'Scenario'),
          it.coded('divisions', 'Division'),
          it.count('mostReviews'),
        ],
      },
      { title: 'contact', fields: [it.mask('phone'), it.mask('email')] },
    ]}
    related={[
      { type: 'ExpertTie', target: 'expertId', columns: tieColumns },
      { type: 'Conflict', target: 'expertId', columns: conflictColumns },
    ]}
  />
);

const groups = [
  {
    title: 'identity',
    inputs: [
      i.text('name', { required: true, max: 60 }),
      i.text('number', { required: true, max: 20 }),
      i.text('employerUscc', { required: true, max: 40 }),
      i.codes('scenarios', 'Scenario'),
      i.codes('divisions', 'Division'),
      i.count('mostReviews', { min: 1, max: 500 }),
    ],
  },
  { title: 'contact', inputs: [i.text('phone', { max: 30 }), i.text('email', { max: 120, type: 'email' })] },
];

const ExpertCreate = () => <RecordCreate groups={groups} />;
const ExpertEdit = () => <RecordEdit groups={groups} />;

export const experts = noun({
  type: 'Expert',
  group: 'people',
  icon: School,
  asks: { row: ExpertRow, full: ExpertFull },
  title: record => record.name,
  list: ExpertList,
  show: ExpertShow,
  create: ExpertCreate,
  edit: ExpertEdit,
  words: { identity: ['专长', 'Expertise'], contact: ['联系方式', 'Contact'] },
});
