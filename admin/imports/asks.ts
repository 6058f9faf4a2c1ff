import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ImportRow = graphql(`
  fragment ImportRow on Import { id kind fileName month rows added changed gone unchanged createdAt undoneAt state moves { action to via note } }
`);
export const ImportFull = graphql(`
  fragment ImportFull on Import {
    id kind fileName fileId fileSha256 month rows added changed gone unchanged createdAt state undoAskedBy undoneAt undoneNote
    moves { action to via note }
    call { id title }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ImportRow = ResultOf<typeof ImportRow>;
export type ImportFull = ResultOf<typeof ImportFull>;

/** Reads a file and compares it; writes nothing. */
export const PreviewAsk = graphql(`
  query ImportPreview($input: ImportInput!) {
    importPreview(input: $input) {
      rows unchanged
      faults { line column value code message }
      added { count samples { key name before after } }
      gone { count samples { key name before after } }
      changed { count samples { key name before after } }
      moved { count samples { key name before after } }
      renamed { count samples { key name before after } }
    }
  }
`);
export type Preview = ResultOf<typeof PreviewAsk>['importPreview'];

export const CreateImportAsk = graphql(`
  mutation CreateImport($input: ImportInput!) { createImport(input: $input) { imported import { id kind } } }
`);
export type Imported = ResultOf<typeof CreateImportAsk>['createImport'];
