import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What makes a fact a link of the chain: its number, and a hash over itself and the link before it.
 *
 * Made by the database at the end of the transaction that writes the fact (`seal_waiting()`); nobody else may write here.
 */
@Entity()
export class Seal {
  @PrimaryColumn('bigint') seq!: number;
  @Index('seal_fact_id_idx', { unique: true }) @Column('uuid') factId!: string;
  @Column('text') algorithm!: string;
  /** How a fact is put into text, see `forms`: later columns of a fact get a form of their own. */
  @Column('smallint') form!: number;
  @Column('text') hash!: string;
  @Column('timestamptz') at!: Date;
}

/** Where the chain ends: one row, locked while it grows, so that it never forks. */
@Entity()
@Check('ONE_HEAD', 'id = 1')
export class AuditHead {
  @PrimaryColumn('smallint') id!: number;
  /** With what the next fact is sealed. */
  @Column('text') algorithm!: string;
  @Column('bigint') seq!: number;
  @Column('text') hash!: string;
  @Column('timestamptz') at!: Date;
}

/** One verification of the whole chain, asked for in the panel and worked off in the background. */
@Entity()
export class AuditCheck {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') startedById!: string;
  @Column('text') startedBy!: string;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) startedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt?: Date | null;
  /** The head when it began: the end of what is verified. */
  @Column('bigint') upTo!: number;
  /** How far it is, as `verify.ts` keeps it. */
  @Column('jsonb') progress!: unknown;
}
