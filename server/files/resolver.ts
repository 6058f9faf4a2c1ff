import type { ClassType } from 'type-graphql';
import { Edges, listed } from '../kernel/edges.ts';
import { Attachment } from './entity.ts';

/** Puts `files` on a record that keeps `fileIds`: names and sizes of those its reader may read, in one query for all records. */
export const HavingFiles = <T extends { fileIds: string[] }>(entity: ClassType<T>): Function =>
  Edges(entity, { files: listed(() => Attachment, 'Its files, as far as you may see them', 'fileIds') });
