import { Column } from 'typeorm';
import { Choice, CreatedAt, Flag, Id, inputOf, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { roleEnum } from '../../kernel/journal.ts';
import { invitationLifecycle } from './lifecycle.ts';

/** What the invited person will be is fixed here; the person adds login and password. Only the hash of the token is kept. */
@Noun('An invitation to have an account, good once and for seven days')
export class Invitation {
  @Id() id!: string;
  @Text({ about: 'Whom it is meant for', max: 60, personal: true }) name!: string;
  @Choice(roleEnum, { about: 'What the account will act as', index: true }) role!: string;
  @Ref('Provider', { about: 'The provider it will act for', optional: true }) providerId?: string | null;
  @Ref('Enterprise', { about: 'The enterprise it will act for', optional: true }) enterpriseId?: string | null;
  @Ref('Expert', { about: 'The expert whose account it will be', optional: true }) expertId?: string | null;
  @Flag({ about: 'Whether it will manage the accounts of its organisation', start: false }) manager!: boolean;
  @Column('text', { unique: true }) tokenHash!: string;
  @Column('uuid', { nullable: true }) invitedById?: string | null;
  @Text({ about: 'Who invites; empty for the first administrators', optional: true, max: 60 }) invitedBy?: string | null;
  @Ref('User', { about: 'The account it became', optional: true }) acceptedById?: string | null;
  @Moment({ about: 'Until when it can be accepted' }) expiresAt!: Date;
  @State(invitationLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const InvitationInput = inputOf(
  Invitation,
  'InvitationInput',
  'Who is invited, to be what',
  ['name', 'role'],
  ['providerId', 'enterpriseId', 'expertId', 'manager'],
);
export type InvitationInput = InstanceType<typeof InvitationInput>;
