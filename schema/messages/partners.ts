import { words } from './words.ts';

export const partners = words({
  types: {
    ApiKey: ['接口密钥', 'API key'],
    NewApiKey: ['新密钥', 'New key'],
    ApiKeyRotation: ['密钥轮换', 'Rotation'],
    KeyUsage: ['用量', 'Usage'],
  },
  fields: {
    ApiKey: {
      name: ['用途', 'Name'],
      platform: ['合作平台', 'Platform'],
      prefix: ['密钥标识', 'Prefix'],
      scopes: ['权限范围', 'Scopes'],
      expiresAt: ['有效期至', 'Ends'],
      lastUsedAt: ['最近使用', 'Last used'],
      lastUsedFrom: ['最近使用地址', 'Last used from'],
      networks: ['允许的网络', 'Allowed networks'],
      costPerMinute: ['每分钟查询开销上限', 'Cost per minute'],
      createdById: ['创建人', 'Made by'],
      approvedById: ['批准人', 'Approved by'],
      approvedAt: ['批准时间', 'Approved at'],
      replaces: ['接替的密钥', 'Takes over from'],
      usage: ['本分钟用量', 'Spent this minute'],
      replacesId: ['接替的密钥', 'Takes over from'],
      overlapDays: ['并行天数', 'Overlap in days'],
    },
    ApiKeyRotation: {
      overlapDays: ['旧密钥保留天数', 'Days the old key stays good'],
      networks: ['允许的网络', 'Allowed networks'],
      expiresAt: ['有效期至', 'Ends'],
    },
    KeyUsage: { spent: ['已用', 'Spent'], limit: ['上限', 'Limit'] },
    NewApiKey: { key: ['密钥', 'Key'], apiKey: ['密钥信息', 'What is kept'] },
  },
  enums: {
    ApiKeyState: {
      PROPOSED: ['待批准', 'awaits approval'],
      ACTIVE: ['有效', 'active'],
      REVOKED: ['已吊销', 'revoked'],
      EXPIRED: ['已过期', 'expired'],
    },
  },
  moves: {
    ApiKey: {
      APPROVE: {
        name: ['批准', 'Approve'],
        effect: ['密钥立即生效;须由创建人以外的人批准。', 'The key is good at once; another person than its maker approves it.'],
        done: ['密钥已批准。', 'The key is approved.'],
      },
      REVOKE: {
        name: ['吊销', 'Revoke'],
        effect: [
          '使用该密钥的系统将立即无法访问,且不能恢复。',
          'Systems that use the key are shut out at once; this cannot be taken back.',
        ],
        done: ['密钥已吊销。', 'The key is revoked.'],
      },
      EXPIRE: {
        name: ['到期', 'Expire'],
        effect: ['密钥到期失效。', 'The key ends by itself.'],
        done: ['密钥已到期。', 'The key has ended.'],
      },
    },
  },
  facts: { 'ApiKey.ROTATE': ['密钥轮换', 'key rotated'] },
  reasons: {
    KEYS_TWO_LIVE: ['该平台已有两个有效或待批准的密钥,请先吊销一个。', 'The platform has two live keys; revoke one of them first.'],
    KEY_NEEDS_TWO: ['带写权限的密钥须由另一人批准后才能使用。', 'A key that may write is good once another person has approved it.'],
    SCOPE_NOT_YOURS: ['您无权授予或批准这些权限范围:{scopes}。', 'These scopes are not yours to give: {scopes}.'],
    NETWORK_INVALID: ['网络写法有误:{network}。应类似 203.0.113.0/24。', '{network} is no network. One is written like 203.0.113.0/24.'],
    KEY_UNKNOWN: ['没有前缀为 {prefix} 的密钥。', 'There is no key {prefix}.'],
    SCOPE_UNKNOWN: ['权限范围有误:{scopes}。可选:{known}。', 'These are no scopes: {scopes}. There are {known}.'],
    KEY_EXPIRY: ['有效期须在今后 {max} 天之内。', 'A key ends within {max} days from now.'],
  },
  constraints: { KEYS_TWO_LIVE: 'ILLEGAL_STATE', KEY_NEEDS_TWO: 'FORBIDDEN' },
});
