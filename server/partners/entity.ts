import { Column } from 'typeorm';
import { CreatedAt, Id, Moment, Noun, Ref, State, Text, Texts, Version } from '../kernel/fields.ts';
import { apiKeyLifecycle } from './lifecycle.ts';

/**
 * A key with which a partner platform asks. It is shown once, when it is made; only the hash of its secret is kept.
 *
 * What a platform has written belongs to the platform, not to the key: keys are rotated, platforms stay.
 */
@Noun('A key with which the systems of a partner platform ask')
export class ApiKey {
  @Id() id!: string;
  @Text({ about: 'What the key is for', max: 60 }) name!: string;
  @Text({ about: 'The partner platform it belongs to; its keys share what came through it', max: 60, index: true }) platform!: string;
  @Text({ about: 'The public part by which the key is recognised, 12 characters', max: 12, unique: 'API_KEY_PREFIX_TAKEN' })
  prefix!: string;
  @Texts({ about: 'What it is good for: catalogue:read, lists:read, trials:read, trials:write', most: 10 }) scopes!: string[];
  @Moment({ about: 'When it ends by itself' }) expiresAt!: Date;
  @Moment({ about: 'When it was last used, to the minute', optional: true }) lastUsedAt?: Date | null;
  @Ref('User', { about: 'Who made it; empty for the command line', optional: true }) createdById?: string | null;
  @State(apiKeyLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
  /** SHA-256 of the secret part; it has 190 bits of chance, so that a slow hash would add nothing. */
  @Column('text') secretHash!: string;
}
