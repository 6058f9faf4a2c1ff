import type { Pair } from '../i18n/index.ts';
import { sayingOf } from '../kit/words.ts';

export const securityWords = {
  title: ['账号安全', 'My security'],
  factor: ['动态验证', 'Second factor'],
  factorOn: ['已启用，自 %{since} 起', 'In force since %{since}'],
  factorOff: ['未启用。启用后，仅凭密码不能登录。', 'None. With one, a password alone signs nobody in.'],
  set: ['启用动态验证', 'Set up'],
  again: ['更换手机', 'Another telephone'],
  codesLeft: ['剩余恢复码：%{count} 个', 'Recovery codes left: %{count}'],
  codesNew: ['重新生成恢复码', 'Make new recovery codes'],
  codesNewHint: ['此前的恢复码全部失效。', 'All earlier ones end.'],
  password: ['密码', 'Password'],
  passwordSince: ['设置于 %{since}', 'Set %{since}'],
  passwordUntil: ['须在 %{until} 前修改', 'To be changed before %{until}'],
  passwordNone: ['没有密码，通过单点登录进入。', 'None: you come by single sign-on.'],
  sessions: ['登录会话', 'Sessions'],
  sessionsHint: ['不认识的会话请立即结束，并修改密码。', 'End what you do not know, and change the password.'],
  current: ['当前会话', 'This one'],
  unknown: ['未知设备', 'Unknown device'],
  end: ['结束', 'End'],
  endOthers: ['退出其他会话', 'End all others'],
  ended: ['已退出 %{count} 个会话', '%{count} ended'],
  from: ['来自 %{ip}', 'from %{ip}'],
  seen: ['最近活动 %{when}', 'last seen %{when}'],
} satisfies Record<string, Pair>;

export const useSecurityWords = sayingOf('security', securityWords);
