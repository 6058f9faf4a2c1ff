import { Column, Index } from 'typeorm';
import { Choice, Count, CreatedAt, enumOf, Flag, Id, Input, Moment, Noun, Ref, State, Text } from '../kernel/fields.ts';
import { importLifecycle } from './lifecycle.ts';

export const importKind = enumOf(
  'ImportKind',
  ['REGISTER', 'EVIDENCE', 'REVOCATIONS', 'PROVIDERS', 'EXPERTS', 'SUBMISSIONS', 'SCORES'],
  'What a table that is imported holds',
);

/** One file that was taken in, whole. It is one fact, and every row it wrote carries that fact's id. */
@Noun('A table that was imported: whole or not at all, one fact')
@Index('import_file_idx', ['fileSha256'])
export class Import {
  @Id() id!: string;
  @Choice(importKind, { about: 'What it held', index: true }) kind!: string;
  @Text({ about: 'Name of the file', max: 200 }) fileName!: string;
  @Text({ about: 'SHA-256 of the file, in hexadecimal', max: 64 }) fileSha256!: string;
  @Text({ about: 'The month a register describes, such as 2024-06', optional: true, max: 7 }) month?: string | null;
  @Ref('Call', { about: 'The past call its rows belong to; taking them is a historical act', optional: true }) callId?: string | null;
  @Count({ about: 'Rows of the file' }) rows!: number;
  @Count({ about: 'Records it brought that were not there before' }) added!: number;
  @Count({ about: 'Records of which it changed something' }) changed!: number;
  @Count({ about: 'Records that were there before and are not in the file' }) gone!: number;
  @Count({ about: 'Rows that said nothing new' }) unchanged!: number;
  @Ref('User', { about: 'Who imported it; empty when the command line did', optional: true }) importedById?: string | null;
  @Ref('Attachment', { about: 'The file itself; empty when the command line read it', optional: true }) fileId?: string | null;
  @Column('uuid') factId!: string;
  @Column('uuid', { nullable: true }) undoAskedById?: string | null;
  @Text({ about: 'Who asked for it to be undone', optional: true, max: 60 }) undoAskedBy?: string | null;
  @Column('uuid', { nullable: true }) undoneById?: string | null;
  @Moment({ about: 'When it was undone', optional: true }) undoneAt?: Date | null;
  @Text({ about: 'Why it is to be undone, or was', optional: true, max: 500 }) undoneNote?: string | null;
  @State(importLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
}

@Input('A file to import')
export class ImportInput {
  @Choice(importKind, { about: 'What it holds' }) kind!: string;
  @Ref('Attachment', { about: 'The file, as it was sent to /files' }) fileId!: string;
  @Text({ about: 'The month a register describes, such as 2024-06', optional: true, max: 7 }) month?: string | null;
  @Text({ about: 'Code of the past call, for its submissions and marks', optional: true, max: 20 }) call?: string | null;
  @Flag({ about: 'Whether to compare only, and write nothing', optional: true }) dryRun?: boolean | null;
  @Text({ about: 'Language of the sentences of faults: zh-CN, which it is when left out, or en', optional: true, max: 5 }) lang?:
    | string
    | null;
}
