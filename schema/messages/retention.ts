import { words } from './words.ts';

const erased = ['个人信息已删除', 'personal data were erased'] as const;

export const retention = words({
  types: {
    RetentionRule: ['保存期限', 'Retention rule'],
    RetentionRun: ['到期清除', 'Retention run'],
    RetentionCount: ['清除数量', 'What was erased'],
    Erased: ['已删除的信息', 'What was erased'],
  },
  fields: {
    RetentionRule: {
      key: ['内容', 'What'],
      keep: ['保存', 'Kept for'],
      unit: ['单位', 'Unit'],
      type: ['记录种类', 'Kind of record'],
      fields: ['清空的字段', 'Fields that are emptied'],
      least: ['最短', 'At least'],
      most: ['最长', 'At most'],
      due: ['现已到期', 'Due now'],
    },
    RetentionRun: {
      erased: ['清除条数', 'Erased'],
      counts: ['分类', 'By kind'],
      more: ['尚有剩余', 'More to come'],
      startedById: ['启动人', 'Started by'],
      createdAt: ['时间', 'When'],
    },
    RetentionCount: { key: ['内容', 'What'], erased: ['清除条数', 'Erased'] },
    Erased: { fields: ['字段', 'Fields'] },
  },
  enums: {
    RetentionKey: {
      TRIAL_CONTACTS: ['试用结束后双方联系人', 'contacts of a trial, after it has closed'],
      EXPERT_DETAILS: ['停用专家的个人信息', 'details of an expert, after leaving the pool'],
      CASE_CONTACTS: ['退出产品的案例联系人', 'contacts of cases, after the product was retired'],
      OBJECTIONS: ['异议人信息,自答复起', 'who objected, after the answer'],
      INVITATIONS: ['受邀人姓名,自邀请到期起', 'whom an invitation was meant for, after it has run out'],
      PERSONAL_VALUES: ['历史记录中的个人信息', 'personal values in histories'],
      SIGN_IN_FAILURES: ['登录失败记录', 'failed sign-ins'],
      SESSIONS: ['已结束的会话', 'sessions that have ended'],
      SET_UP_LINKS: ['过期的设置链接', 'set-up links that have expired'],
      REPEATED_ANSWERS: ['幂等请求的答复', 'answers kept for repeated requests'],
    },
    RetentionUnit: { DAYS: ['天', 'days'], MONTHS: ['个月', 'months'] },
    Erasable: {
      PROVIDER: ['服务商', 'provider'],
      ENTERPRISE: ['企业', 'enterprise'],
      EXPERT: ['专家', 'expert'],
      TRIAL: ['试用', 'trial'],
      SOLUTION: ['产品', 'solution'],
      OBJECTION: ['异议', 'objection'],
    },
  },
  facts: {
    'RetentionRun.CREATE': ['到期清除', 'what is kept no longer was erased'],
    'Provider.ERASE': erased,
    'Enterprise.ERASE': erased,
    'Expert.ERASE': erased,
    'Trial.ERASE': erased,
    'Solution.ERASE': erased,
    'Objection.ERASE': erased,
  },
  reasons: { RETENTION_BOUNDS: ['保存期限须在 {least} 至 {most} 之间。', 'It is kept for {least} to {most}.'] },
});
