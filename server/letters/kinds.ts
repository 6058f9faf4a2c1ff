/** A kind of letter: what causes it, what it may speak of, and what it says until staff say it otherwise. */
export interface Kind {
  /** The facts that cause such a letter. */
  on: RegExp;
  /** The names a template of this kind may use between double braces; the question answers each. */
  variables: readonly string[];
  /** Whether it goes at once; else an officer looks at it first. */
  automatic: boolean;
  subject: string;
  text: string;
  /** Asks of the record `$1` that the fact happened to: to whom, about what, and each variable. No row is no letter. */
  asks: string;
}

const day = (sql: string) => `to_char(${sql}, 'YYYY"年"FMMM"月"FMDD"日"')`;
const wall = (sql: string) => `to_char(${sql} at time zone 'Asia/Shanghai', 'YYYY"年"FMMM"月"FMDD"日 "HH24:MI:SS')`;
const about = `s.provider_id, p.name as to_name, s.id as submission_id, s.call_id,
  p.name as "服务商", s.name as "产品名称", s.number as "申报编号", c.title as "征集名称"`;
const ofSubmission = 'join provider p on p.id = s.provider_id join call c on c.id = s.call_id';
const common = ['服务商', '产品名称', '申报编号', '征集名称'];

const decided = (outcome: string) => `select ${about}, d.minutes_number as "会议纪要编号", coalesce(d.reason, '') as "理由"
  from decision d join submission s on s.id = d.submission_id ${ofSubmission} where d.id = $1 and d.state = 'RELEASED' and d.outcome = '${outcome}'`;
const objected = `select ${about}, n.title as "公示标题", e.place::text as "公示序号", ${day('o.due_day')} as "答复期限", coalesce(o.answer, '') as "答复"
  from objection o join submission s on s.id = o.submission_id ${ofSubmission}
  join notice n on n.id = o.notice_id join notice_entry e on e.id = o.entry_id where o.id = $1`;

export const kinds = {
  SELECTED: {
    on: /^Decision\.RELEASE$/,
    variables: [...common, '会议纪要编号'],
    automatic: false,
    subject: '关于“{{产品名称}}”拟入选的通知',
    text: `{{服务商}}：

你单位申报的“{{产品名称}}”（申报编号 {{申报编号}}）经形式审查、专家评审和会议审定（{{会议纪要编号}}），拟入选{{征集名称}}。审定结果将按规定公示，公示期满无异议后列入服务清单。

请做好试用准备，并保持联系方式畅通。`,
    asks: decided('SELECTED'),
  },
  NOT_SELECTED: {
    on: /^Decision\.RELEASE$/,
    variables: [...common, '会议纪要编号', '理由'],
    automatic: false,
    subject: '关于“{{产品名称}}”审定结果的通知',
    text: `{{服务商}}：

你单位申报的“{{产品名称}}”（申报编号 {{申报编号}}）经评审和会议审定（{{会议纪要编号}}），本次未入选{{征集名称}}。

理由：{{理由}}

感谢你单位的参与，欢迎继续申报下一批次。`,
    asks: decided('NOT_SELECTED'),
  },
  CORRECTION_ASKED: {
    on: /^Submission\.RETURN$/,
    variables: [...common, '补正期限'],
    automatic: true,
    subject: '关于补正“{{产品名称}}”申报材料的通知',
    text: `{{服务商}}：

你单位申报的“{{产品名称}}”（申报编号 {{申报编号}}）需要补正，请在 {{补正期限}} 前登录平台，按所标明的字段修改后重新提交。逾期未补正的，视为撤回申报。`,
    asks: `select ${about}, ${wall('s.correction_due_at')} as "补正期限" from submission s ${ofSubmission} where s.id = $1 and s.state = 'RETURNED'`,
  },
  NOTICE_BEGINS: {
    on: /^Submission\.NOTICE$/,
    variables: [...common, '公示标题', '公示开始', '公示结束', '公示截止时刻'],
    automatic: false,
    subject: '关于“{{产品名称}}”公示的通知',
    text: `{{服务商}}：

你单位申报的“{{产品名称}}”（申报编号 {{申报编号}}）列入《{{公示标题}}》，公示期为{{公示开始}}至{{公示结束}}（至 {{公示截止时刻}} 止）。公示期内收到异议的，将另行通知。`,
    asks: `select ${about}, n.title as "公示标题", ${day('n.first_day')} as "公示开始", ${day('n.last_day')} as "公示结束", ${wall('n.ends_at')} as "公示截止时刻"
      from submission s ${ofSubmission} join notice_entry e on e.submission_id = s.id join notice n on n.id = e.notice_id
      where s.id = $1 and n.state in ('PUBLISHED', 'ENDED') order by n.id desc limit 1`,
  },
  OBJECTION_RECEIVED: {
    on: /^Objection\.ACCEPT$/,
    variables: [...common, '公示标题', '公示序号', '答复期限'],
    automatic: true,
    subject: '关于受理对“{{产品名称}}”异议的通知',
    text: `{{服务商}}：

《{{公示标题}}》第 {{公示序号}} 项“{{产品名称}}”（申报编号 {{申报编号}}）收到异议并已受理，该项目暂停列入清单，其他项目不受影响。异议将在{{答复期限}}前办结，请配合核实。`,
    asks: `${objected} and o.state in ('ACCEPTED', 'PROPOSED')`,
  },
  OBJECTION_DECIDED: {
    on: /^Objection\.(CONFIRM|DISMISS)$/,
    variables: [...common, '公示标题', '公示序号', '异议结论', '答复'],
    automatic: true,
    subject: '关于“{{产品名称}}”异议办理结果的通知',
    text: `{{服务商}}：

《{{公示标题}}》第 {{公示序号}} 项“{{产品名称}}”（申报编号 {{申报编号}}）的异议已办结，结论：{{异议结论}}。

{{答复}}`,
    asks: `select decided.*, case (select state from objection where id = $1) when 'UPHELD' then '异议成立，不再入选' else '异议不成立' end as "异议结论"
      from (${objected} and o.state in ('UPHELD', 'DISMISSED')) decided`,
  },
} as const satisfies Record<string, Kind>;

export type LetterKind = keyof typeof kinds;
export const kindOf = (name: string): Kind => kinds[name as LetterKind];
