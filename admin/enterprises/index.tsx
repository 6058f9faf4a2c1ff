import Factory from '@mui/icons-material/FactoryOutlined';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { Unmask } from '../kit/Unmask.tsx';
import { EnterpriseFull, EnterpriseRow } from './asks.ts';
import { ViewAs } from './ViewAs.tsx';

const row = fieldsOf<EnterpriseRow>();
const it = fieldsOf<EnterpriseFull>();
const i = inputsOf<Input<'EnterpriseInput'>>();
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
    actions={({ accounts = [] }) => (
      <>
        <Unmask />
        <ViewAs accounts={accounts} />
      </>
    )}
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

const groups = [
  {
    title: 'identity',
    inputs: [
      i.text('name', { required: true, max: 120 }),
      i.text('uscc', { required: true, max: 40 }),
      i.file('licenceId', { accept: 'image/png,image/jpeg', help: 'screens.Enterprise.licence' }),
      i.coded('district', 'District', { required: true }),
      i.coded('division', 'Division', { required: true }),
      i.choice('size', 'EnterpriseSize', { required: true }),
    ],
  },
  { title: 'figures', inputs: [i.count('employees', { min: 0 }), i.money('revenue')] },
  { title: 'contact', inputs: [i.text('contactName', { max: 60 }), i.text('contactPhone', { max: 30 })] },
];

const EnterpriseCreate = () => <RecordCreate groups={groups} />;
const EnterpriseEdit = () => <RecordEdit groups={groups} />;

export const enterprises = noun({
  type: 'Enterprise',
  group: 'people',
  icon: Factory,
  asks: { row: EnterpriseRow, full: EnterpriseFull },
  title: record => record.name,
  list: EnterpriseList,
  show: EnterpriseShow,
  create: EnterpriseCreate,
  edit: EnterpriseEdit,
  words: {
    identity: ['单位', 'Organisation'],
    figures: ['规模', 'Size'],
    contact: ['联系方式', 'Contact'],
    licence: [
      '代码校验不通过时，经办人可凭营业执照图片放行',
      'With a picture of the licence an officer may let a code pass that fails its check',
    ],
  },
});
