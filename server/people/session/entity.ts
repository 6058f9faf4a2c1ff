import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const now = () => 'domain_now()';

/** A signed-in browser. Only the hash of its token is kept, so a copy of the table opens nothing. */
@Entity()
export class Session {
  @PrimaryColumn('text') tokenHash!: string;
  /** What it is called in lists: knowing it opens nothing. */
  @Index({ unique: true })
  @Column('uuid', { default: () => 'uuid_v7()' })
  id!: string;
  @Index() @Column('uuid') userId!: string;
  @Column('timestamptz', { default: now }) createdAt!: Date;
  @Column('timestamptz', { default: now }) seenAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  /** When it ends by itself unless something is asked before. */
  @Column('timestamptz') idleAt!: Date;
  /** Until when what the policy calls fresh is open to it. */
  @Column('timestamptz', { nullable: true }) freshUntil?: Date | null;
  /** Whether an identity provider has vouched for two factors: none of ours is asked for then. */
  @Column('boolean', { default: false }) vouched!: boolean;
  /** Whether a provider has vouched for one factor only and ours is still to come: nothing is open to it before. */
  @Column('boolean', { default: false }) unproved!: boolean;
  /** The link by which it was opened, when that was by single sign-on. */
  @Column('uuid', { nullable: true }) identityId?: string | null;
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

/**
 * Attempts to sign in since the last success, whether or not there is such an account: of a login from a network, of a login from
 * anywhere (network `*`), of anybody from an address (login `*`). Each is counted before its password is looked at.
 */
@Entity()
export class SignInAttempt {
  @PrimaryColumn('text') login!: string;
  @PrimaryColumn('text') network!: string;
  @Column('int') count!: number;
  @Index() @Column('timestamptz') since!: Date;
  @Column('timestamptz', { nullable: true }) lockedUntil?: Date | null;
}

/** A password that an account had before: the last five are not taken again. */
@Entity()
@Index('former_password_user_id_at_idx', ['userId', 'at'])
export class FormerPassword {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('uuid') userId!: string;
  @Column('text') hash!: string;
  @Column('timestamptz', { default: now }) at!: Date;
}
