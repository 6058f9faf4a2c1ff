import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A signed-in browser. Only the hash of its token is kept, so a copy of the table opens nothing. */
@Entity()
export class Session {
  @PrimaryColumn('text') tokenHash!: string;
  @Index() @Column('uuid') userId!: string;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) seenAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('text', { nullable: true }) ip?: string | null;
  @Column('text', { nullable: true }) userAgent?: string | null;
}

/** A one-time link with which the owner of an account sets a password. Only the hash of its token is kept. */
@Entity()
export class SetUpToken {
  @PrimaryColumn('text') tokenHash!: string;
  @Index() @Column('uuid') userId!: string;
  @Column('timestamptz') expiresAt!: Date;
}

/** Sign-ins that failed, by name and address; counted whether or not there is such an account. */
@Entity()
export class SignInFailure {
  @PrimaryColumn('text') login!: string;
  @PrimaryColumn('text') ip!: string;
  @Column('int') failures!: number;
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { nullable: true }) lockedUntil?: Date | null;
}
