import VpnKey from '@mui/icons-material/VpnKeyOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ApiKeyFull, ApiKeyRow } from './asks.ts';
import { ApiKeyCreate } from './Create.tsx';
import { Scopes } from './scopes.tsx';

const row = fieldsOf<ApiKeyRow>();
const it = fieldsOf<ApiKeyFull>();
const by = filtersOf<Input<'ApiKeyFilter'>>();

const ApiKeyList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    search
    states
    filters={[by.moments('expiresAt')]}
    columns={[
      row.text('name', { sort: true }),
      row.text('platform', { sort: true }),
      row.code('prefix'),
      row.own('scopes', ({ scopes }) => <Scopes value={scopes} />),
      row.moment('lastUsedAt', { sort: true }),
      row.moment('expiresAt', { sort: true }),
      row.state(),
    ]}
  />
);

const ApiKeyShow = () => (
  <RecordShow
    whose={it.text('platform')}
    next={it.moment('expiresAt')}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.code('prefix'),
          it.own('scopes', ({ scopes }) => <Scopes value={scopes} />),
          it.moment('createdAt'),
          it.moment('lastUsedAt'),
        ],
      },
    ]}
  />
);

export const apiKeys = noun({
  type: 'ApiKey',
  group: 'system',
  icon: VpnKey,
  asks: { row: ApiKeyRow, full: ApiKeyFull },
  title: record => record.name,
  list: ApiKeyList,
  show: ApiKeyShow,
  create: ApiKeyCreate,
  words: {
    'catalogue:read': ['读取目录', 'read the catalogue'],
    'lists:read': ['读取清单', 'read the lists'],
    'trials:read': ['读取试用', 'read trials'],
    'trials:write': ['提交试用', 'apply for trials'],
    platformHelp: ['同一平台的密钥共享经它提交的试用', 'The keys of one platform share the trials that came through it'],
    expiresHelp: ['最长 400 天；不填为一年', 'At most 400 days ahead; a year when left out'],
    once: ['密钥只显示这一次，请立即妥善保存。', 'The key is shown this once. Keep it now.'],
    until: ['有效期至 %{when}', 'Good until %{when}'],
    copy: ['复制', 'Copy'],
    copied: ['已复制', 'Copied'],
  },
});
