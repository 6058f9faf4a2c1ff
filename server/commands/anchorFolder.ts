import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../postgres/open.ts';

/** Where the daily anchors of the audit trail are kept. */
export const anchorFolderOf = ({ auditAnchors }: Pick<Config, 'auditAnchors'>, { dataFolder }: Pick<Database, 'dataFolder'>): string =>
  auditAnchors ?? join(dataFolder, 'audit');
