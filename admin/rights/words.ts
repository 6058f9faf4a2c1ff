import type { Pair } from '../i18n/index.ts';
import { sayingOf } from '../kit/words.ts';

export const rightsWords = {
  title: ['权限一览', 'Who may do what'],
  hint: ['以下内容由系统正在执行的权限规则直接生成。', 'This is printed from the rules that are in force.'],
  all: ['全部', 'all'],
  or: ['或', 'or'],
  and: ['且', 'and'],
  managers: ['仅单位管理员', 'managers only'],
  operations: ['其他操作', 'Other operations'],
  print: ['打印', 'Print'],
} as const satisfies Record<string, Pair>;

export const useRightsWords = sayingOf('rights', rightsWords);
