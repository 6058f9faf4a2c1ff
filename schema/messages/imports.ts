import { faults } from '../faults.ts';
import { words } from './words.ts';

export const imports = words({
  types: {
    Import: ['导入', 'Import'],
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
      rows: ['行数', 'Rows'],
      added: ['新增', 'New'],
      changed: ['变更', 'Changed'],
      gone: ['退出', 'Gone'],
      unchanged: ['未变', 'Unchanged'],
      fileId: ['文件', 'File'],
      dryRun: ['仅比对', 'Compare only'],
      importedById: ['导入人', 'Imported by'],
      undoneAt: ['撤销时间', 'Undone'],
      undoneNote: ['撤销理由', 'Why undone'],
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
    ImportKind: {
      REGISTER: ['规上工业名录', 'register'],
      EVIDENCE: ['转型依据', 'evidence'],
      REVOCATIONS: ['依据撤销', 'revocations'],
    },
    FaultCode: faults,
  },
  facts: { 'Import.CREATE': ['导入', 'imported'], 'Import.UNDO': ['撤销导入', 'import undone'] },
  reasons: {
    IMPORT_KIND_UNKNOWN: ['不支持导入 {kind}。', 'Tables of {kind} cannot be imported.'],
    IMPORT_UNDONE: ['该导入已撤销。', 'This import has been undone.'],
    IMPORT_STAYS: ['该类导入不能撤销。', 'Imports of this kind cannot be undone.'],
    IMPORT_DEPENDED_ON: [
      '该导入已被后续版本、核验、撤销或冻结的快照所依据,不能撤销。',
      'A later version, verification, revocation or frozen figure depends on this import; it cannot be undone.',
    ],
  },
});
