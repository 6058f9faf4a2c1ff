import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { CreatedAt, Id, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { linkedIdentityLifecycle } from './lifecycle.ts';

/**
 * Who a person is at an identity provider. Only what was linked here beforehand signs in: a provider says who somebody is,
 * never what they may do here. Nor does whoever makes the link get in by it alone: until a code or the password of the account
 * was shown to a sign-on by it (`provedAt`), that is asked for.
 */
@Noun('Who the owner of an account is at an identity provider; only what is linked here signs in by single sign-on')
@Index('IDENTITY_TAKEN', ['provider', 'subject'], { unique: true, where: `state = 'ACTIVE'` })
export class LinkedIdentity {
  @Id() id!: string;
  @Ref('User', { about: 'The account it signs in to' }) userId!: string;
  @Text({ about: 'Id of the provider, as in the settings of the installation', max: 30, index: true }) provider!: string;
  @Text({ about: 'The fixed name of the person at the provider: `sub` of OpenID, or what the portal has in its place', max: 255 })
  subject!: string;
  @Moment({ about: 'When it last signed in', optional: true }) lastUsedAt?: Date | null;
  @Moment({ about: 'When the owner of the account first proved, beside signing on, to be its owner', optional: true })
  provedAt?: Date | null;
  @State(linkedIdentityLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

/** A sign-on that has begun and may end once, within ten minutes, in the browser that began it. */
@Entity()
export class SignOnAttempt {
  @PrimaryColumn('uuid') id!: string;
  /** SHA-256 of what the browser carries; what it carries is kept nowhere. */
  @Column('text', { unique: true }) carriedHash!: string;
  @Column('text') provider!: string;
  @Index() @Column('timestamptz') expiresAt!: Date;
}
