import { Check, Column, Index } from 'typeorm';
import { staff } from '../../../schema/roles.ts';
import { Choice, CreatedAt, Flag, Id, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { roleEnum } from '../../kernel/journal.ts';
import { userLifecycle } from './lifecycle.ts';

const named = (values: readonly string[]) => values.map(value => `'${value}'`).join(', ');

/**
 * An account. It acts in one role, and for one organisation where the role has one.
 *
 * Behind it stands a person, known by a number: who administers holds no second account (trigger `account_one_duty`), and
 * two accounts of one person never count as two people. When an account falls idle is the database's to keep (`account_idle`).
 */
@Noun('An account: who may sign in, in which role and for whom', { table: 'account' })
@Check('PERSON_NUMBER_REQUIRED', `"state" in ('DISABLED', 'REJECTED') or "role" not in (${named(staff)}) or "person_number" is not null`)
@Check('PERSON_NUMBER_INVALID', `"person_number" ~ '^[0-9A-Z][0-9A-Z.:@_-]{0,79}$'`)
@Index('account_person_number_idx', ['personNumber'])
@Index('PERSON_ONE_ADMINISTRATOR', ['personNumber'], {
  unique: true,
  where: "state in ('PROPOSED', 'ACTIVE') and role in ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR')",
})
export class User {
  @Id() id!: string;
  @Text({ about: 'The name to sign in with, in lower case', max: 64, unique: 'USER_LOGIN_TAKEN' }) login!: string;
  @Text({ about: 'The name shown to colleagues', max: 60 }) name!: string;
  @Text({
    about: 'Number of the person behind the account; everybody of the bureau and the districts has one',
    optional: true,
    max: 80,
    personal: true,
  })
  personNumber?: string | null;
  @Choice(roleEnum, { about: 'What the account acts as', index: true }) role!: string;
  @Text({ about: 'Code of the district the account works for; only for district officers', optional: true, max: 6 }) district?:
    | string
    | null;
  @Ref('Provider', { about: 'The provider the account acts for', optional: true }) providerId?: string | null;
  @Ref('Enterprise', { about: 'The enterprise the account acts for', optional: true }) enterpriseId?: string | null;
  @Ref('Expert', { about: 'The expert whose account it is', optional: true }) expertId?: string | null;
  @Flag({ about: 'Whether the account manages the accounts of its organisation', start: false }) manager!: boolean;
  @Flag({ about: 'Whether the password must be changed at the next sign-in', start: false }) mustChangePassword!: boolean;
  @Column('text', { nullable: true }) passwordHash?: string | null;
  @Column('timestamptz', { default: () => 'domain_now()' }) passwordChangedAt!: Date;
  @Moment({ about: 'Since when nobody may sign in, for too many attempts have failed; an administrator unlocks it', optional: true })
  lockedAt?: Date | null;
  @Moment({ about: 'When somebody last said that the password is lost; empty once there is a new one', optional: true })
  recoveryAskedAt?: Date | null;
  @Moment({ about: 'When the account last signed in', optional: true }) lastSignInAt?: Date | null;
  @Moment({ about: 'When the account is disabled unless somebody signs in before', optional: true }) idleAt?: Date | null;
  @Column('uuid', { nullable: true }) proposedById?: string | null;
  @Text({ about: 'Who proposed it', optional: true, max: 60 }) proposedBy?: string | null;
  @State(userLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
