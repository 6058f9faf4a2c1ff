import { Count, CreatedAt, Id, Moment, Noun, Ref, Refs, Text, Version } from '../../kernel/fields.ts';

/** The most characters that are kept of what is being typed. */
export const mostDrafted = 200_000;

/**
 * What is being typed for a submission, as far as it has come: half a number or half a code among it, so it is kept as text.
 *
 * It is taken over when the submission is filed, and empty from then on. `version` tells two tabs apart.
 */
@Noun('What is being typed for a submission; nothing of it is filed yet')
export class Draft {
  @Id() id!: string;
  @Ref('Submission', { about: 'The submission', unique: 'DRAFT_EXISTS' }) submissionId!: string;
  @Ref('Provider', { about: 'For whom it is typed' }) providerId!: string;
  @Ref('User', { about: 'The officer who types it for the applicant; empty where the applicant does', optional: true, index: false })
  typedById?: string | null;
  @Text({ about: 'What is typed so far, a JSON object; empty once it is filed', max: mostDrafted, optional: true, internal: true })
  content?: string | null;
  @Refs({ about: 'Files that it names; they are sealed with the call', most: 200 }) fileIds!: string[];
  @Count({ about: 'Fields that were filled in from earlier filings and the profile when it was begun', start: 0 }) prefilled!: number;
  @Text({ about: 'Name of the account that saved it last', max: 60, optional: true }) savedBy?: string | null;
  @Moment({ about: 'When it was saved last, by the clock of the database', start: 'now' }) savedAt!: Date;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
