import type { Pair } from '../i18n/index.ts';
import { sayingOf } from '../kit/words.ts';

/** Words of the page on which an invitation is accepted. */
export const acceptWords = {
  title: ['接受邀请', 'Accept the invitation'],
  hint: [
    '设置登录名和密码,即可得到账号。链接只能使用一次。',
    'Choose a login and a password, and the account is yours. The link works once.',
  ],
  as: ['您将作为“%{role}”使用本系统', 'You will act as %{role}'],
  of: ['代表 %{organisation}', 'for %{organisation}'],
  by: ['由 %{who} 邀请', 'invited by %{who}'],
  until: ['%{when} 前有效', 'good until %{when}'],
  login: ['登录名', 'Login'],
  loginHelp: ['2 到 64 个小写字母、数字和 . _ @ -', '2 to 64 letters a–z, figures and . _ @ -'],
  name: ['姓名', 'Name'],
  person: ['人员编号', 'Person number'],
  personHelp: ['例如工号;同一人不能兼任两类管理员', 'Such as your staff number; nobody holds two administrator roles'],
  accept: ['接受邀请', 'Accept'],
  accepted: ['账号已建立,请登录', 'The account is there; sign in'],
  waits: [
    '账号已建立,待安全管理员批准后即可登录。',
    'The account is there. You can sign in once the security administrator has approved it.',
  ],
  over: ['邀请已失效', 'This invitation is over'],
  overHint: ['链接已使用、已过期或已被撤销,请向邀请人索取新的链接。', 'It was used, has run out or was taken back. Ask for a new one.'],
} as const satisfies Record<string, Pair>;

export const useAcceptWords = sayingOf('accept', acceptWords);
