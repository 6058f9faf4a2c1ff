import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The second factor of an account: the secret it shares with an app on a telephone, sealed with a key that is not in the database. */
@Entity()
export class Factor {
  @PrimaryColumn('uuid') userId!: string;
  /** In force; empty until the first code was right. */
  @Column('text', { nullable: true }) sealed?: string | null;
  /** Shown, and not yet confirmed by a code. */
  @Column('text', { nullable: true }) pending?: string | null;
  /** The last time step of which a code was taken: neither it nor an earlier one is taken again. */
  @Column('int', { default: 0 }) lastStep!: number;
  @Column('timestamptz', { nullable: true }) confirmedAt?: Date | null;
}

/** A code that signs in once in place of the telephone. Only its hash is kept; what was used is gone. */
@Entity()
export class RecoveryCode {
  @PrimaryColumn('text') codeHash!: string;
  @Index() @Column('uuid') userId!: string;
}
