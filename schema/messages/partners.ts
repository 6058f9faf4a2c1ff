import { words } from './words.ts';

export const partners = words({
  types: { ApiKey: ['接口密钥', 'API key'], NewApiKey: ['新密钥', 'New key'] },
  fields: {
    ApiKey: {
      name: ['用途', 'Name'],
      platform: ['合作平台', 'Platform'],
      prefix: ['密钥标识', 'Prefix'],
      scopes: ['权限范围', 'Scopes'],
      expiresAt: ['有效期至', 'Ends'],
      lastUsedAt: ['最近使用', 'Last used'],
      createdById: ['创建人', 'Made by'],
    },
    NewApiKey: { key: ['密钥', 'Key'], apiKey: ['密钥信息', 'What is kept'] },
  },
  enums: { ApiKeyState: { ACTIVE: ['有效', 'active'], REVOKED: ['已吊销', 'revoked'], EXPIRED: ['已过期', 'expired'] } },
  moves: {
    ApiKey: {
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
  reasons: {
    KEY_UNKNOWN: ['没有前缀为 {prefix} 的密钥。', 'There is no key {prefix}.'],
    SCOPE_UNKNOWN: ['权限范围有误:{scopes}。可选:{known}。', 'These are no scopes: {scopes}. There are {known}.'],
    KEY_EXPIRY: ['有效期须在今后 {max} 天之内。', 'A key ends within {max} days from now.'],
  },
});
