import { words } from './words.ts';

export const signOn = words({
  types: { LinkedIdentity: ['统一身份关联', 'Linked identity'], SignInWay: ['统一身份认证', 'Way to sign in'] },
  fields: {
    LinkedIdentity: {
      userId: ['账号', 'Account'],
      user: ['账号', 'Account'],
      provider: ['认证平台', 'Identity provider'],
      subject: ['平台用户标识', 'Name at the provider'],
      lastUsedAt: ['最近登录', 'Last sign-in'],
      provedAt: ['本人确认时间', 'Proved by its owner'],
    },
    SignInWay: {
      id: ['平台标识', 'Id'],
      name: ['中文名称', 'Chinese name'],
      englishName: ['英文名称', 'English name'],
      path: ['登录地址', 'Path'],
    },
  },
  enums: { LinkedIdentityState: { ACTIVE: ['有效', 'Active'], ENDED: ['已解除', 'Ended'] } },
  moves: {
    LinkedIdentity: {
      END: {
        name: ['解除关联', 'End'],
        effect: [
          '该身份不能再登录此账号,已登录的会话立即结束。',
          'This identity signs in no more, and the sessions of the account end at once.',
        ],
        done: ['关联已解除。', 'The link is ended.'],
      },
    },
  },
  facts: { 'SignOn.REFUSED': ['统一身份认证被拒绝', 'a single sign-on was refused'] },
  reasons: {
    SSO_PROVIDER_UNKNOWN: ['没有这个认证平台。可选:{known}。', 'There is no such identity provider. There are: {known}.'],
    SSO_ATTEMPT: [
      '登录已超时或不是从本浏览器发起的,请重新登录。',
      'The sign-in took too long or was not begun in this browser; begin again.',
    ],
    SSO_REFUSED: ['认证平台的答复未通过验证,请重新登录。', 'What the identity provider answered could not be verified; begin again.'],
    SSO_NOT_LINKED: [
      '该身份({subject})尚未关联账号,请把此标识告知安全管理员。',
      'This identity ({subject}) is linked to no account; give it to the security administrator.',
    ],
    IDENTITY_TAKEN: ['该身份已关联其他账号。', 'This identity is linked to another account.'],
    SSO_UNREACHABLE: ['认证平台暂时无法访问,请稍后再试。', 'The identity provider cannot be reached at present; try again later.'],
  },
  constraints: { IDENTITY_TAKEN: 'BAD_USER_INPUT' },
});
