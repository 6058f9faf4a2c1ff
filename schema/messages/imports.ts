import { faults } from '../faults.ts';
import { words } from './words.ts';

export const imports = words({
  types: {
    Import: ['导入', 'Import'],
    ImportInput: ['导入内容', 'What to import'],
    ImportReport: ['导入报告', 'Report of an import'],
    ImportFault: ['单元格错误', 'Fault of a cell'],
    ImportDifference: ['差异', 'Difference'],
    ImportSample: ['差异示例', 'Example'],
  },
  fields: {
    Import: {
      kind: ['类型', 'Kind'],
      fileName: ['文件名', 'File'],
      fileSha256: ['文件校验值', 'SHA-256 of the file'],
      month: ['月份', 'Month'],
      callId: ['征集', 'Call'],
      call: ['征集', 'Call'],
      rows: ['行数', 'Rows'],
      added: ['新增', 'New'],
      changed: ['变更', 'Changed'],
      gone: ['退出', 'Gone'],
      unchanged: ['未变', 'Unchanged'],
      fileId: ['文件', 'File'],
      dryRun: ['仅比对', 'Compare only'],
      importedById: ['导入人', 'Imported by'],
      undoAskedBy: ['申请撤销人', 'Undo asked by'],
      undoneAt: ['撤销时间', 'Undone'],
      undoneNote: ['撤销理由', 'Why undone'],
    },
    ImportInput: {
      fileId: ['文件', 'File'],
      dryRun: ['仅预览', 'Preview only'],
      lang: ['语言', 'Language'],
    },
    ImportReport: {
      imported: ['已导入', 'Imported'],
      rows: ['行数', 'Rows'],
      unchanged: ['未变', 'Unchanged'],
      faults: ['错误', 'Faults'],
      added: ['新增', 'New'],
      gone: ['退出', 'Gone'],
      changed: ['变更', 'Changed'],
      moved: ['跨区市', 'Moved'],
      renamed: ['更名', 'Renamed'],
      import: ['导入记录', 'Import'],
    },
    ImportFault: {
      line: ['行', 'Line'],
      column: ['列', 'Column'],
      value: ['内容', 'Value'],
      code: ['错误代码', 'Code'],
      message: ['说明', 'Message'],
    },
    ImportDifference: { count: ['数量', 'Count'], samples: ['示例', 'Examples'] },
    ImportSample: { key: ['代码', 'Key'], name: ['名称', 'Name'], before: ['原值', 'Before'], after: ['新值', 'After'] },
  },
  enums: {
    ImportState: {
      IN_FORCE: ['有效', 'in force'],
      UNDO_ASKED: ['待确认撤销', 'to be undone'],
      UNDONE: ['已撤销', 'undone'],
    },
    ImportKind: {
      REGISTER: ['规上工业名录', 'register'],
      EVIDENCE: ['转型依据', 'evidence'],
      REVOCATIONS: ['依据撤销', 'revocations'],
      PROVIDERS: ['服务商', 'providers'],
      EXPERTS: ['评审专家', 'experts'],
      SUBMISSIONS: ['往期申报', 'submissions of a past call'],
      SCORES: ['往期评分', 'marks of a past call'],
    },
    FaultCode: faults,
  },
  moves: {
    Import: {
      ASK_UNDO: {
        name: ['申请撤销导入', 'Ask to undo'],
        effect: [
          '现在不改变任何数据;另一人确认后,该导入带来的全部记录一并撤销。',
          'Nothing changes now. Once another person confirms, all that this import brought goes.',
        ],
        done: ['已申请,待另一人确认。', 'Asked; another person confirms.'],
      },
      UNDO: {
        name: ['确认撤销导入', 'Undo the import'],
        effect: ['该导入带来的全部记录撤销,不能恢复。', 'All that this import brought goes, and does not come back.'],
        done: ['导入已撤销。', 'The import is undone.'],
      },
      KEEP: {
        name: ['保留导入', 'Let it stand'],
        effect: ['撤销申请作废,导入保持有效。', 'The import stands; nobody undoes it.'],
        done: ['导入保持有效。', 'The import stands.'],
      },
    },
  },
  facts: { 'Import.CREATE': ['导入', 'imported'] },
  reasons: {
    FILE_UNREADABLE: ['无法读取文件 {file}。', 'The file {file} cannot be read.'],
    CALL_NEEDED: ['请指明所属征集的编号。', 'Name the call they belong to.'],
    CALL_UNKNOWN: ['没有编号为 {code} 的征集。', 'There is no call {code}.'],
    CALL_DECIDED: [
      '征集 {code} 的评审结果已经确定，不能再补充导入。',
      'The result of the call {code} has been decided; nothing can be added to it.',
    ],
    IMPORT_KIND_UNKNOWN: ['不支持导入 {kind}。', 'Tables of {kind} cannot be imported.'],
    IMPORT_UNDONE: ['该导入已撤销。', 'This import has been undone.'],
    IMPORT_STAYS: ['该类导入不能撤销。', 'Imports of this kind cannot be undone.'],
    IMPORT_DEPENDED_ON: [
      '该导入已被后续版本、核验、撤销或冻结的快照所依据,不能撤销。',
      'A later version, verification, revocation or frozen figure depends on this import; it cannot be undone.',
    ],
  },
});
