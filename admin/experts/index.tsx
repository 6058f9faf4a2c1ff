import School from '@mui/icons-material/SchoolOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ExpertFull, ExpertRow } from './asks.ts';

const row = fieldsOf<ExpertRow>();
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
    sections={[
      {
        title: 'identity',
        fields: [it.code('number'), it.code('employerUscc'), it.coded('scenarios', 'Scenario'), it.count('mostReviews')],
      },
      { title: 'contact', fields: [it.mask('phone'), it.mask('email')] },
    ]}
  />
);

export const experts = noun({
  type: 'Expert',
  group: 'people',
  icon: School,
  asks: { row: ExpertRow, full: ExpertFull },
  title: record => record.name,
  list: ExpertList,
  show: ExpertShow,
  words: { identity: ['专长', 'Expertise'], contact: ['联系方式', 'Contact'] },
});
