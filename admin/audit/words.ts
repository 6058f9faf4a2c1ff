import type { Pair } from '../i18n/index.ts';
import { sayingOf } from '../kit/words.ts';

/** Words of the page that shows whether the audit trail is whole. */
export const auditWords = {
  title: ['审计链', 'Audit trail'],
  whole: ['完整：全部 %{count} 条事实与封印一致', 'Whole: all %{count} facts are what was sealed'],
  faulty: ['不完整：发现 %{count} 处异常', 'Not whole: %{count} faults found'],
  never: ['尚未校验', 'Not verified yet'],
  running: ['校验中：%{done} / %{total}', 'Verifying: %{done} of %{total}'],
  by: ['%{name} 于 %{at} 校验，至序号 %{seq}', 'Verified by %{name}, %{at}, up to number %{seq}'],
  since: ['此后新增 %{count} 条，尚未校验', '%{count} facts have been added since'],
  now: ['立即校验', 'Verify now'],
  head: ['链尾', 'Head of the chain'],
  anchors: ['数据库外的锚点', 'Anchors outside the database'],
  noAnchors: ['本服务器尚无锚点，每日自动写入一次。', 'This server has no anchor yet; it writes one every day.'],
  checks: ['历次校验', 'Verifications'],
  faults: ['异常所在', 'What is wrong, and where'],
  trail: ['查看事实', 'See the facts'],
  proof: [
    '此处由服务器自行校验；独立证明请在服务器上运行 npx shizhuan audit verify。',
    'Here the server verifies itself; for a proof of its own run npx shizhuan audit verify on the machine.',
  ],
} satisfies Record<string, Pair>;

export const useAuditWords = sayingOf('audit', auditWords);
