import { Column } from 'typeorm';
import { Choice, CreatedAt, Flag, Id, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { roleEnum } from '../../kernel/journal.ts';
import { userLifecycle } from './lifecycle.ts';

/** An account. It acts in one role, and for one organisation where the role has one. */
@Noun('An account: who may sign in, in which role and for whom', { table: 'account' })
export class User {
  @Id() id!: string;
  @Text({ about: 'The name to sign in with, in lower case', max: 64, unique: 'USER_LOGIN_TAKEN', search: false }) login!: string;
  @Text({ about: 'The name shown to colleagues', max: 60, search: false }) name!: string;
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
  @Moment({ about: 'When the account last signed in', optional: true }) lastSignInAt?: Date | null;
  @State(userLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
