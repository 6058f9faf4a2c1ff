import { createHash } from 'node:crypto';
import { Import } from '../imports/entity.ts';
import type { Person, Story } from './story.ts';

export type Counts = Pick<Import, 'rows' | 'added' | 'changed' | 'gone' | 'unchanged'>;

/** A file was imported: one record and one fact, whose id every row carries. */
export function tellImport(
  story: Story,
  {
    kind,
    fileName,
    month,
    at,
    by,
    factId,
    counts,
  }: { kind: string; fileName: string; month: string; at: Date; by: Person; factId: string; counts: Counts },
): string {
  const fileSha256 = createHash('sha256').update(`${fileName} of the made-up city`).digest('hex');
  const made = story.plant(
    Import,
    fileName,
    { kind, fileName, fileSha256, month, ...counts, importedById: by.id, factId, undoneAt: null, undoneNote: null },
    at,
  );
  story.tell('Import.CREATE', made, { at, by, details: { kind, fileName, sha256: fileSha256, month, ...counts } }, factId);
  return fileSha256;
}
