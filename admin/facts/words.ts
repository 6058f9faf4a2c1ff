import type { Pair } from '../i18n/index.ts';
import { sayingOf } from '../kit/words.ts';

/** Words of the screens of the audit trail. */
export const factWords = {
  exactly: ['精确查找', 'Find exactly'],
  value: ['值（回车查找）', 'Value (press Enter)'],
  trace: ['来源', 'Where it came from'],
  chain: ['审计链', 'Audit trail'],
  ofActor: ['该操作人的全部事实', 'Everything this actor did'],
  ofSubject: ['该对象的全部事实', 'Everything on this record'],
  ofRequest: ['同一请求的事实', 'Everything of this request'],
} satisfies Record<string, Pair>;

export const useFactWords = sayingOf('fact', factWords);
