import { Choice, CreatedAt, enumOf, Id, Input, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { conflictLifecycle } from './lifecycle.ts';

export const conflictKind = enumOf('ConflictKind', ['DECLARED', 'COMPUTED', 'PINNED'], 'How a conflict of interest became known');
export const conflictBasis = enumOf(
  'ConflictBasis',
  ['EMPLOYER', 'EMAIL_DOMAIN', 'CASE_CUSTOMER', 'RECENT_TIE', 'RELATED_COMPANY', 'OTHER'],
  'What ties an expert to a provider',
);

/**
 * An expert who must not mark what a provider has filed. Computed ones are written down when a draw meets them, and are
 * computed again whenever it matters: lifting one does not make it go away.
 */
@Noun('An expert who must not mark what a provider has filed')
export class Conflict {
  @Id() id!: string;
  @Ref('Expert', { about: 'The expert' }) expertId!: string;
  @Ref('Provider', { about: 'The provider' }) providerId!: string;
  @Ref('Submission', { about: 'Only this submission; all of the provider when empty', optional: true }) submissionId?: string | null;
  @Choice(conflictKind, { about: 'How it became known', index: true }) kind!: string;
  @Choice(conflictBasis, { about: 'What ties the two', start: 'OTHER' }) basis!: string;
  @Text({ about: 'In words', max: 2000, optional: true }) reason?: string | null;
  @State(conflictLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('An expert who must not mark what a provider has filed')
export class ConflictInput {
  @Ref('Expert', { about: 'The expert' }) expertId!: string;
  @Ref('Provider', { about: 'The provider' }) providerId!: string;
  @Text({ about: 'In words', max: 2000 }) reason!: string;
}
