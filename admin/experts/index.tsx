import School from '@mui/icons-material/SchoolOutlined';
import { fieldsOf, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ExpertFull, ExpertRow } from './asks.ts';

const row = fieldsOf<ExpertRow>();
const it = fieldsOf<ExpertFull>();

const ExpertList = () => (
  <RecordList
    sort={{ field: 'number', order: 'ASC' }}
    search
    states
    bulk
    columns={[
      row.text('name'),
      row.code('number', { sort: true }),
      row.state(),
      row.texts('scenarios'),
      row.count('mostReviews'),
      row.code('employerUscc'),
    ]}
  />
);

const ExpertShow = () => (
  <RecordShow
    sections={[
      { title: 'identity', fields: [it.code('number'), it.code('employerUscc'), it.texts('scenarios'), it.count('mostReviews')] },
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
