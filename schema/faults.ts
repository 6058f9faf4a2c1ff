/**
 * Every way a cell or a heading of an imported table can be wrong, with its sentence in Chinese and English.
 *
 * The list is published: partners and scripts may rely on the codes, so a code is added, never renamed.
 */
export const faults = {
  COLUMN_MISSING: ['缺少“{column}”这一列', 'the column “{column}” is missing'],
  COLUMN_TWICE: ['“{column}”这一列出现了两次', 'the column “{column}” appears twice'],
  EMPTY: ['不能为空', 'must not be empty'],
  TOO_LONG: ['共 {length} 个字，最多 {max} 个字', 'has {length} characters, at most {max} are allowed'],
  CONTROL_CHARACTER: ['含有不可见的控制字符', 'contains an invisible control character'],
  FORMULA: ['这里是公式，请改为填写数值', 'is a formula: enter the value itself'],
  ERROR_CELL: ['这里是表格的错误值 {error}', 'is the spreadsheet error {error}'],
  MERGED_CELLS: ['{range} 是合并单元格，请取消合并并逐格填写', '{range} is merged: unmerge it and fill in every cell'],
  NOT_A_NUMBER: ['不是数字', 'is not a number'],
  NOT_AN_INTEGER: ['不是整数', 'is not a whole number'],
  NEGATIVE: ['不能是负数', 'must not be negative'],
  TOO_SMALL: ['不能小于 {min}', 'must be at least {min}'],
  TOO_LARGE: ['不能大于 {max}', 'must be at most {max}'],
  TOO_PRECISE: ['最多 {digits} 位小数', 'has more than {digits} decimal places'],
  NOT_A_DATE: ['不是有效日期，应写作 2024-06-30', 'is not a date, which is written 2024-06-30'],
  NOT_A_MONTH: ['不是有效年月，应写作 2024-06', 'is not a month, which is written 2024-06'],
  UNKNOWN_CODE: ['不在{list}之内', 'is not in the list of {list}'],
  UNKNOWN_RECORD: ['系统中没有这个{noun}', 'no such {noun} is known'],
  USCC_LENGTH: ['统一社会信用代码应为 18 位，这里有 {length} 位', 'a credit code has 18 characters, this one has {length}'],
  USCC_CHARACTERS: ['统一社会信用代码中不会出现“{characters}”', 'a credit code never contains “{characters}”'],
  USCC_CHECK: [
    '统一社会信用代码的校验位应为 {expected}，请核对',
    'the check character should be {expected}: please compare with the licence',
  ],
  USCC_ORGANISATION_CHECK: [
    '第 17 位（组织机构代码校验位）应为 {expected}，请核对',
    'the 17th character should be {expected}: please compare with the licence',
  ],
  USCC_SPREADSHEET: [
    '代码已被电子表格当作数字改坏，请把该列设为文本后重新填写',
    'the code was spoiled by a spreadsheet: format the column as text and enter it again',
  ],
  USCC_PERSONAL_ID: ['这像是个人身份证号，不能填写在这里', 'this looks like a personal identity number, which must not be entered here'],
  DIFFERS: [
    '系统中已有同一编号，内容不同（{known}）；导入只增不改，请核对',
    'is already known and says otherwise ({known}): an import adds and never replaces',
  ],
  CONFLICT: [
    '该专家与申报单位有利害关系（任职、邮箱域名、案例客户或已登记的回避），不能评审',
    'this expert has an interest in the provider and cannot have marked its submission',
  ],
  DUPLICATE_IN_FILE: ['与第 {line} 行重复', 'is the same as in line {line}'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type FaultCode = keyof typeof faults;
export type FaultParams = Record<string, string | number>;

/** The sentence of a fault in the language asked for; a parameter that is not given stays visible as `{name}`. */
export function faultText(code: FaultCode, params: FaultParams = {}, lang: 'zh-CN' | 'en' = 'zh-CN'): string {
  const sentence = faults[code][lang === 'en' ? 1 : 0];
  return sentence.replace(/\{(\w+)\}/g, (slot, name: string) => (name in params ? String(params[name]) : slot));
}
