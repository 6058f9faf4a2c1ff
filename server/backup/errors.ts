export type Refusal = 'BACKUP_DAMAGED' | 'BACKUP_NEWER' | 'TARGET_NOT_EMPTY' | 'DATABASE_IN_USE' | 'FILE_EXISTS' | 'FILE_MISSING';

/** A backup or restore that is not done, before anything was changed. */
export class BackupRefused extends Error {
  readonly exitCode = 1;
  constructor(
    readonly reason: Refusal,
    message: string,
  ) {
    super(message);
    this.name = 'BackupRefused';
  }
}

export const damaged = (what: string) => new BackupRefused('BACKUP_DAMAGED', `The backup is damaged: ${what}. Nothing was changed.`);
