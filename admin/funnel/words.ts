import type { Pair } from '../i18n/index.ts';
import { sayingOf } from '../kit/words.ts';

/** Words of the trial funnel. */
export const funnelWords = {
  title: ['试用漏斗', 'Trial funnel'],
  from: ['从', 'From'],
  to: ['到', 'To'],
  name: ['试用各环节数量（按月）', 'Trials by step and month'],
  total: ['合计', 'Total'],
  note: [
    '各环节按其发生的月份计数；试转率 = 转化 ÷ 当月结束，截断到一位小数。',
    'Each step counts in the month in which it happened; the rate is converted ÷ ended in the month, cut to one decimal.',
  ],
} satisfies Record<string, Pair>;

export const useFunnelWords = sayingOf('funnel', funnelWords);
