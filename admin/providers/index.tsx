import Storefront from '@mui/icons-material/StorefrontOutlined';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { Unmask } from '../kit/Unmask.tsx';
import { ProviderFull, ProviderRow } from './asks.ts';

const row = fieldsOf<ProviderRow>();
const it = fieldsOf<ProviderFull>();
const i = inputsOf<Input<'ProviderInput'>>();
const by = filtersOf<Input<'ProviderFilter'>>();

const ProviderList = () => (
  <RecordList
    sort={{ field: 'name', order: 'ASC' }}
    search
    filters={[by.choice('kind', 'ProviderKind'), by.coded('district', 'District')]}
    columns={[
      row.text('name', { sort: true }),
      row.choice('kind', 'ProviderKind'),
      row.coded('district', 'District'),
      row.code('uscc'),
      row.count('staff'),
      row.moment('createdAt', { sort: true }),
    ]}
  />
);

const ProviderShow = () => (
  <RecordShow
    actions={() => <Unmask />}
    sections={[
      {
        title: 'identity',
        fields: [
          it.code('uscc'),
          it.choice('kind', 'ProviderKind'),
          it.coded('district', 'District'),
          it.day('foundedOn'),
          it.count('staff'),
          it.texts('certificates'),
          it.lines('profile'),
        ],
      },
      { title: 'contact', fields: [it.mask('contactName'), it.mask('contactPhone'), it.mask('contactEmail')] },
    ]}
  />
);

const groups = [
  {
    title: 'identity',
    inputs: [
      i.text('name', { required: true, max: 120 }),
      i.text('uscc', { required: true, max: 40 }),
      i.file('licenceId', { accept: 'image/png,image/jpeg', help: 'screens.Provider.licence' }),
      i.choice('kind', 'ProviderKind', { required: true }),
      i.coded('district', 'District', { required: true }),
    ],
  },
  {
    title: 'business',
    inputs: [i.day('foundedOn'), i.count('staff', { min: 0 }), i.texts('certificates'), i.lines('profile', { max: 1000 })],
  },
  {
    title: 'contact',
    inputs: [i.text('contactName', { max: 60 }), i.text('contactPhone', { max: 30 }), i.text('contactEmail', { max: 120, type: 'email' })],
  },
];

const ProviderCreate = () => <RecordCreate groups={groups} />;
const ProviderEdit = () => <RecordEdit groups={groups} />;

export const providers = noun({
  type: 'Provider',
  group: 'people',
  icon: Storefront,
  asks: { row: ProviderRow, full: ProviderFull },
  title: record => record.name,
  list: ProviderList,
  show: ProviderShow,
  create: ProviderCreate,
  edit: ProviderEdit,
  words: {
    identity: ['单位', 'Organisation'],
    business: ['业务', 'Business'],
    contact: ['联系方式', 'Contact'],
    licence: [
      '代码校验不通过时，经办人可凭营业执照图片放行',
      'With a picture of the licence an officer may let a code pass that fails its check',
    ],
  },
});
