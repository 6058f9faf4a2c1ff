import { words } from './words.ts';

export const letters = words({
  types: {
    Letter: ['通知函', 'Letter'],
    LetterTemplate: ['通知函模板', 'Template of letters'],
    LetterAttempt: ['投递记录', 'Attempt to deliver'],
  },
  fields: {
    LetterTemplate: {
      kind: ['事由', 'About'],
      subject: ['标题', 'Subject'],
      text: ['正文', 'Text'],
      variables: ['可用变量', 'Names that may be used'],
      active: ['启用', 'In use'],
      automatic: ['自动发送', 'Goes at once'],
    },
    Letter: {
      kind: ['事由', 'About'],
      providerId: ['收件单位', 'To'],
      provider: ['收件单位', 'To'],
      toName: ['收件单位', 'To'],
      submissionId: ['申报', 'Submission'],
      submission: ['申报', 'Submission'],
      callId: ['征集', 'Call'],
      call: ['征集', 'Call'],
      subject: ['标题', 'Subject'],
      text: ['正文', 'Text'],
      tries: ['投递次数', 'Attempts'],
      retryAt: ['下次投递', 'Tried again at'],
      sentAt: ['送达时间', 'Delivered at'],
      readAt: ['阅读时间', 'Opened at'],
      readBy: ['阅读人', 'Opened by'],
      attempts: ['投递记录', 'Attempts to deliver'],
    },
    LetterAttempt: {
      letterId: ['通知函', 'Letter'],
      ordinal: ['次序', 'No.'],
      channel: ['方式', 'How'],
      at: ['时间', 'When'],
      error: ['未送达原因', 'Why not'],
    },
  },
  enums: {
    LetterKind: {
      SELECTED: ['拟入选', 'selected'],
      NOT_SELECTED: ['未入选', 'not selected'],
      CORRECTION_ASKED: ['要求补正', 'correction asked'],
      NOTICE_BEGINS: ['公示开始', 'notice begins'],
      OBJECTION_RECEIVED: ['受理异议', 'objection received'],
      OBJECTION_DECIDED: ['异议办结', 'objection decided'],
    },
    LetterChannel: { INBOX: ['平台站内', 'in the panel'] },
    LetterState: {
      DRAFT: ['待审看', 'draft'],
      QUEUED: ['待投递', 'in the outbox'],
      SENT: ['已送达', 'delivered'],
      FAILED: ['未送达', 'not delivered'],
      DROPPED: ['已作废', 'dropped'],
    },
  },
  moves: {
    Letter: {
      SEND: {
        name: ['发送', 'Send'],
        effect: [
          '收件单位将在平台内收到此函，发出后不能修改。',
          'The organisation finds it in its panel; a letter that is sent does not change.',
        ],
        done: ['已进入发件箱。', 'It is in the outbox.'],
      },
      DROP: { name: ['作废', 'Drop'], effect: ['此函不再发送。', 'It is not sent.'], done: ['已作废。', 'Dropped.'] },
      DELIVER: { name: ['送达', 'Deliver'], effect: ['此函已送达。', 'It is delivered.'], done: ['已送达。', 'Delivered.'] },
      FAIL: { name: ['未送达', 'Fail'], effect: ['此函未能送达。', 'It could not be delivered.'], done: ['未送达。', 'Not delivered.'] },
      RETRY: {
        name: ['重新投递', 'Try again'],
        effect: ['立即再投递一次。', 'Its delivery is tried once more, now.'],
        done: ['已进入发件箱。', 'It is in the outbox.'],
      },
      AGAIN: {
        name: ['再次投递', 'Try again by itself'],
        effect: ['按时再次投递。', 'Its delivery is tried again when it is time.'],
        done: ['已进入发件箱。', 'It is in the outbox.'],
      },
    },
  },
  facts: { 'Letter.READ': ['已阅读', 'opened'] },
  reasons: {
    VARIABLE_UNKNOWN: ['没有名为“{name}”的变量；可用：{known}。', 'There is nothing named “{name}”; there are: {known}.'],
    VARIABLE_OPEN: ['变量的花括号没有成对。', 'A brace is open: names stand between {{ and }}.'],
    LETTERS_EMPTY: ['没有待发送的通知函。', 'There is no letter to send.'],
    LETTER_ONCE: ['此函已写过。', 'This letter is written already.'],
    LETTER_ATTEMPT_ONCE: ['此次投递已记录。', 'This attempt is noted already.'],
    LETTER_TEMPLATE_TAKEN: ['该事由已有模板。', 'There is a template for this already.'],
    LETTER_SENT: ['已发出的通知函不能修改。', 'A letter that is sent does not change.'],
  },
  constraints: {
    LETTER_ONCE: 'ILLEGAL_STATE',
    LETTER_ATTEMPT_ONCE: 'ILLEGAL_STATE',
    LETTER_TEMPLATE_TAKEN: 'ILLEGAL_STATE',
    LETTER_SENT: 'ILLEGAL_STATE',
  },
});
