import { Column, Index } from 'typeorm';
import { Choice, CreatedAt, Flag, Id, inputOf, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { roleEnum } from '../../kernel/journal.ts';
import { roleChangeLifecycle } from './lifecycle.ts';

/** What an account in use is to act as from now on: role, duty and person as they would be, not as they differ. */
@Noun('A change of what an account acts as, proposed by one administrator and approved by the other')
@Index('ROLE_CHANGE_ALREADY_PROPOSED', ['userId'], { unique: true, where: "state = 'PROPOSED'" })
export class RoleChange {
  @Id() id!: string;
  @Ref('User', { about: 'The account' }) userId!: string;
  @Choice(roleEnum, { about: 'What it is to act as' }) role!: string;
  @Text({ about: 'Code of the district it is to work for', optional: true, max: 6 }) district?: string | null;
  @Ref('Provider', { about: 'The provider it is to act for', optional: true }) providerId?: string | null;
  @Ref('Enterprise', { about: 'The enterprise it is to act for', optional: true }) enterpriseId?: string | null;
  @Ref('Expert', { about: 'The expert whose account it is to be', optional: true }) expertId?: string | null;
  @Flag({ about: 'Whether it is to manage the accounts of its organisation', start: false }) manager!: boolean;
  @Text({ about: 'Number of the person behind the account; as it is when left out', optional: true, max: 80, personal: true })
  personNumber?: string | null;
  @Text({ about: 'Why', max: 500 }) reason!: string;
  @Column('uuid') proposedById!: string;
  @Text({ about: 'Who proposed it', max: 60 }) proposedBy!: string;
  @Choice(roleEnum, { about: 'As what the proposer acted' }) proposerRole!: string;
  @State(roleChangeLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const RoleChangeInput = inputOf(
  RoleChange,
  'RoleChangeInput',
  'What an account is to act as',
  ['userId', 'role', 'reason'],
  ['district', 'providerId', 'enterpriseId', 'expertId', 'manager', 'personNumber'],
);
export type RoleChangeInput = InstanceType<typeof RoleChangeInput>;
