import Storefront from '@mui/icons-material/StorefrontOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ProviderFull, ProviderRow } from './asks.ts';

const row = fieldsOf<ProviderRow>();
const it = fieldsOf<ProviderFull>();
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

export const providers = noun({
  type: 'Provider',
  group: 'people',
  icon: Storefront,
  asks: { row: ProviderRow, full: ProviderFull },
  title: record => record.name,
  list: ProviderList,
  show: ProviderShow,
  words: { identity: ['单位', 'Organisation'], contact: ['联系方式', 'Contact'] },
});
