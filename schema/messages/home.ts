import { words } from './words.ts';

export const home = words({
  types: { Queue: ['待办', 'Queue'] },
  fields: {
    Queue: {
      key: ['待办事项', 'Queue'],
      type: ['对象类型', 'Kind of record'],
      filter: ['筛选', 'Filter'],
      count: ['数量', 'How many'],
      oldestAt: ['最早', 'Oldest since'],
    },
  },
  enums: {
    QueueKey: {
      SUBMISSIONS_TO_CHECK: ['待形式审查的申报', 'Submissions to check'],
      QUESTIONS_TO_ANSWER: ['待答复的征集问题', 'Questions to answer'],
      OBJECTIONS_TO_ANSWER: ['待处理的异议', 'Objections to answer'],
      OBJECTIONS_TO_CONFIRM: ['待第二人确认的异议', 'Objections to confirm'],
      DECISIONS_PENDING: ['待发布的审定结果', 'Decisions to release'],
      RELEASES_TO_SIGN: ['待第二人签发的审定', 'Releases waiting for a second signature'],
      LISTS_TO_SIGN: ['待签发的服务清单', 'Service lists waiting for a signature'],
      CHANGES_TO_APPROVE: ['待审批的服务变更', 'Changes of offerings waiting for approval'],
      REVERSALS_TO_CONFIRM: ['待第二人确认的撤销审定', 'Reversals waiting for a second person'],
      IMPORTS_TO_UNDO: ['待第二人确认的导入撤销', 'Imports to be undone by a second person'],
      NOTICES_TO_PUBLISH: ['待发布的公示', 'Notices to publish'],
      ACCOUNTS_TO_APPROVE: ['待批准的账号', 'Accounts to approve'],
      ROLE_CHANGES_TO_APPROVE: ['待批准的角色变更', 'Changes of role to approve'],
      ROLE_CHANGES_TO_COUNTERSIGN: ['待会签的角色变更', 'Changes of role to countersign'],
      SUBMISSIONS_TO_CORRECT: ['待补正的申报', 'Submissions to correct'],
      SUBMISSIONS_TO_FILE: ['未提交的申报', 'Submissions not yet filed'],
      ADDENDA_TO_READ: ['未读的补充通知', 'Addenda to read'],
      TRIALS_TO_ANSWER: ['待答复的试用申请', 'Trial applications to answer'],
      TRIALS_TO_START: ['待开通的试用', 'Trials to start'],
      SEATS_OFFERED: ['为您保留的名额', 'Seats held for you'],
      TRIALS_TO_DECIDE: ['已结束、待决定的试用', 'Ended trials to decide on'],
      REVIEWS_TO_ANSWER: ['待确认的评审', 'Reviews to accept'],
      REVIEWS_TO_WRITE: ['待打分的评审', 'Reviews to write'],
      CONVERSIONS_TO_VERIFY: ['待核验的转化', 'Conversions to verify'],
      EVIDENCE_TO_VERIFY: ['待核验的材料', 'Evidence to verify'],
      REJECTED_CONVERSIONS: ['被退回的转化', 'Conversions sent back'],
    },
  },
});
