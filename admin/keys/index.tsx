import VpnKey from '@mui/icons-material/VpnKeyOutlined';
import { useFormat } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { Text } from '../kit/values.tsx';
import { ApiKeyFull, ApiKeyRow } from './asks.ts';
import { ApiKeyCreate } from './Create.tsx';
import { Rotate } from './Rotate.tsx';
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

function Usage({ spent, limit }: { spent: number; limit: number | null }) {
  const { number } = useFormat();
  return <Text value={limit === null ? number(spent) : `${number(spent)} / ${number(limit)}`} />;
}

const ApiKeyShow = () => (
  <RecordShow
    actions={() => <Rotate />}
    whose={it.text('platform')}
    next={it.moment('expiresAt')}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.code('prefix'),
          it.own('scopes', ({ scopes }) => <Scopes value={scopes} />),
          it.texts('networks'),
          it.moment('createdAt'),
          it.moment('approvedAt'),
          it.link('replaces', 'ApiKey'),
          it.count('overlapDays'),
        ],
      },
      {
        title: 'use',
        fields: [
          it.own('usage', ({ usage }) => <Usage {...usage} />),
          it.moment('lastUsedAt'),
          it.code('lastUsedFrom'),
          it.count('costPerMinute'),
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
    use: ['使用情况', 'Use'],
    networksHelp: ['如 203.0.113.0/24；不填则不限', 'Such as 203.0.113.0/24; from everywhere when empty'],
    costHelp: ['不填则按系统设置', 'As the server is set when empty'],
    proposed: ['该密钥带写权限，须由另一人批准后才能使用。', 'This key may write: it is good once another person has approved it.'],
    rotate: ['轮换', 'Rotate'],
    rotateEffect: [
      '生成权限相同的新密钥，只显示一次。旧密钥在保留期满后失效；带写权限的新密钥须先由另一人批准。',
      'Makes a new key with the same scopes, shown this once. The old one ends after the overlap; one that may write is approved by another person first.',
    ],
    overlap: ['旧密钥保留天数（默认 7）', 'Days the old key stays good (7 when empty)'],
    why: ['原因', 'Why'],
    copied: ['已复制', 'Copied'],
  },
});
