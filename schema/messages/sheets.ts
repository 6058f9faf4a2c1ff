import { words } from './words.ts';

/** Words of tables that come in and go out: why a file is turned away, what was exported. */
export const sheets = words({
  facts: { EXPORT: ['导出', 'exported'] },
  reasons: {
    FILE_EMPTY: ['文件是空的。', 'The file is empty.'],
    FILE_TOO_LARGE: ['文件超过 {max} 字节，请拆分后再上传。', 'The file has more than {max} bytes; split it.'],
    FILE_DAMAGED: ['文件已损坏或不完整，请重新导出后再上传。', 'The file is damaged or cut off; save it again.'],
    FILE_ENCRYPTED: ['文件有密码保护，请取消密码后再上传。', 'The file is protected by a password; take it off first.'],
    FILE_OLD_EXCEL: ['这是旧版 Excel 文件（.xls），请另存为 .xlsx 后再上传。', 'This is an old Excel file (.xls); save it as .xlsx.'],
    FILE_NOT_A_WORKBOOK: ['这不是 Excel 工作簿（.xlsx）。', 'This is no Excel workbook (.xlsx).'],
    FILE_NOT_A_CSV: [
      '文件名是 CSV，内容却是工作簿，请改用 .xlsx 作为扩展名。',
      'The name says CSV but the content is a workbook; call it .xlsx.',
    ],
    FILE_ENCODING: ['无法识别文字编码，请另存为 UTF-8 或 GB18030。', 'The encoding is unknown; save it as UTF-8 or GB18030.'],
    FILE_QUOTE_OPEN: ['从第 {line} 行开始的引号没有结束。', 'A quote that begins in line {line} never ends.'],
    FILE_EXPANDS: ['文件解压后过大，不能接收。', 'The file would unpack to far too much.'],
    FILE_DTD: ['文件内含有不允许的外部定义。', 'The file holds definitions that are not allowed.'],
    TOO_MANY_ROWS: ['超过 {max} 行，请拆分后再上传。', 'There are more than {max} rows; split the file.'],
    TOO_MANY_COLUMNS: ['第 {line} 行超过 {max} 列。', 'Line {line} has more than {max} columns.'],
    TOO_MANY_CELLS: ['单元格超过 {max} 个，请拆分后再上传。', 'There are more than {max} cells; split the file.'],
    CELL_OUT_OF_RANGE: ['有单元格超出工作表的范围。', 'A cell lies outside of the sheet.'],
    CELL_TOO_LONG: ['有单元格超过 {max} 个字。', 'A cell has more than {max} characters.'],
    TOO_MANY_FAULTS: [
      '错误超过 {max} 处，请先检查文件是否选对。',
      'There are more than {max} faults; check whether this is the right file.',
    ],
    COLUMN_UNKNOWN: ['没有可导出的列 {column}。', 'There is no column {column} to export.'],
    EXPORT_INVALID: ['{parameter} 填写有误。', '{parameter} is not right.'],
    EXPORTS_BUSY: ['正在进行的导出过多，请稍后再试。', 'Too many exports are under way; try again soon.'],
  },
});
