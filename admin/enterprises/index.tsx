import Factory from '@mui/icons-material/FactoryOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { EnterpriseFull, EnterpriseRow } from './asks.ts';

const row = fieldsOf<EnterpriseRow>();
const it = fieldsOf<EnterpriseFull>();
const by = filtersOf<Input<'EnterpriseFilter'>>();

const EnterpriseList = () => (
  <RecordList
    sort={{ field: 'name', order: 'ASC' }}
    search
    filters={[by.choice('size', 'EnterpriseSize'), by.coded('district', 'District'), by.coded('division', 'Division')]}
    columns={[
      row.text('name', { sort: true }),
      row.coded('district', 'District'),
      row.coded('division', 'Division'),
      row.choice('size', 'EnterpriseSize'),
      row.count('employees', { sort: true }),
      row.code('uscc'),
    ]}
  />
);

const EnterpriseShow = () => (
  <RecordShow
    sections={[
      {
        title: 'identity',
        fields: [
          it.code('uscc'),
          it.coded('district', 'District'),
          it.coded('division', 'Division'),
          it.choice('size', 'EnterpriseSize'),
          it.count('employees'),
          it.count('revenue'),
        ],
      },
      { title: 'contact', fields: [it.mask('contactName'), it.mask('contactPhone')] },
    ]}
  />
);

export const enterprises = noun({
  type: 'Enterprise',
  group: 'people',
  icon: Factory,
  asks: { row: EnterpriseRow, full: EnterpriseFull },
  title: record => record.name,
  list: EnterpriseList,
  show: EnterpriseShow,
  words: { identity: ['单位', 'Organisation'], contact: ['联系方式', 'Contact'] },
});
