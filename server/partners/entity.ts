import { Check, Column } from 'typeorm';
import { Count, CreatedAt, Id, Moment, Noun, Ref, State, Text, Texts, Version } from '../kernel/fields.ts';
import { apiKeyLifecycle } from './lifecycle.ts';

/**
 * A key with which a partner platform asks. It is shown once, when it is made; only the hash of its secret is kept.
 *
 * What a platform has written belongs to the platform, not to the key: keys are rotated, platforms stay.
 */
@Check('SAME_PERSON', `approved_by_id is null or approved_by_id <> created_by_id`)
@Noun('A key with which the systems of a partner platform ask')
export class ApiKey {
  @Id() id!: string;
  @Text({ about: 'What the key is for', max: 60 }) name!: string;
  @Text({ about: 'The partner platform it belongs to; its keys share what came through it', max: 60, index: true }) platform!: string;
  @Text({ about: 'The public part by which the key is recognised, 12 characters', max: 12, unique: 'API_KEY_PREFIX_TAKEN' })
  prefix!: string;
  @Texts({ about: 'What it is good for: catalogue:read, lists:read, trials:read, trials:write', most: 10 }) scopes!: string[];
  @Texts({ about: 'The networks it may be used from, such as 203.0.113.0/24; from everywhere when there are none', max: 50, most: 20 })
  networks!: string[];
  @Count({ about: 'What its queries may cost in a minute; as the server is set when empty', optional: true, min: 100, max: 10_000_000 })
  costPerMinute?: number | null;
  @Moment({ about: 'When it ends by itself' }) expiresAt!: Date;
  @Moment({ about: 'When it was last used, to the minute', optional: true }) lastUsedAt?: Date | null;
  @Text({ about: 'The address it was last used from', optional: true, max: 50 }) lastUsedFrom?: string | null;
  @Ref('User', { about: 'Who made it; empty for the command line', optional: true }) createdById?: string | null;
  @Ref('User', { about: 'Who approved it; empty for one that only reads, and until then', optional: true, index: false })
  approvedById?: string | null;
  @Moment({ about: 'When it was approved', optional: true }) approvedAt?: Date | null;
  @Ref('ApiKey', { about: 'The key it takes over from', optional: true, index: false }) replacesId?: string | null;
  @Count({ about: 'How long the key it takes over from stays good beside it, in days', optional: true, max: 90 }) overlapDays?:
    | number
    | null;
  @State(apiKeyLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
  /** SHA-256 of the secret part; it has 190 bits of chance, so that a slow hash would add nothing. */
  @Column('text') secretHash!: string;
}
