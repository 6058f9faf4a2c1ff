import { Check, Column, Index } from 'typeorm';
import { Choice, CreatedAt, Day, enumOf, Id, Input, Moment, Noun, Ref, Refs, State, Text, Version } from '../../kernel/fields.ts';
import { evidenceLifecycle } from './lifecycle.ts';

/** What can show that an enterprise has transformed, strongest first. What of it counts, the coverage rule says. */
export const evidenceKind = enumOf(
  'EvidenceKind',
  ['ONSITE_LEVEL2', 'PROVINCIAL', 'TITLE', 'CONTRACT', 'SELF'],
  'What a piece of evidence is, strongest first',
);

/**
 * A paper that shows that an enterprise has transformed.
 *
 * The state is for people; figures read the days alone, so that they can be asked for any day. The USCC is the key: evidence
 * may be older than the enterprise's record, and it counts from the month the statistics bureau lists the enterprise.
 * `district` follows the enterprise, since it decides who may see and verify the row.
 */
@Noun('Evidence that an enterprise has transformed; counted while verified, valid and not revoked')
@Check('SAME_PERSON', `verified_by_id is null or verified_by_id <> uploaded_by_id`)
@Check('EVIDENCE_DAYS', `(verified_on is null) = (verified_by_unit is null) and (revoked_on is null) = (revoked_reason is null)`)
@Index('EVIDENCE_NUMBER_TAKEN', ['number'], { unique: true, where: 'undone_at is null' })
export class Evidence {
  @Id() id!: string;
  @Text({ about: 'Number of the evidence (材料编号)', max: 40 }) number!: string;
  @Ref('Enterprise', { about: 'The enterprise; empty while nothing is known of it but its USCC', optional: true }) enterpriseId?:
    | string
    | null;
  @Text({ about: 'USCC of the enterprise', max: 18, index: true }) uscc!: string;
  @Text({ about: 'Code of the district the enterprise lies in today; empty while it is unknown', optional: true, max: 6, index: true })
  district?: string | null;
  @Choice(evidenceKind, { about: 'What the evidence is', index: true }) kind!: string;
  @Day({ about: 'Day it is dated; validity runs from it' }) datedOn!: string;
  @Text({ about: 'Number or name of the document', max: 300 }) document!: string;
  @Refs({ about: 'The files that prove it' }) fileIds!: string[];
  @Ref('Conversion', { about: 'The purchase it comes from, when it comes from one', optional: true, unique: 'CONVERSION_IS_EVIDENCE' })
  conversionId?: string | null;
  @Ref('Assessment', {
    about: 'The on-site judgement it comes from, when it comes from one',
    optional: true,
    unique: 'ASSESSMENT_IS_EVIDENCE',
  })
  assessmentId?: string | null;
  @Ref('User', { about: 'Who brought it; never the one who verifies it', optional: true }) uploadedById?: string | null;
  @Ref('User', { about: 'Who verified it here; empty when a unit did so before it was imported', optional: true }) verifiedById?:
    | string
    | null;
  @Text({ about: 'The unit that verified it', optional: true, max: 120 }) verifiedByUnit?: string | null;
  @Day({ about: 'Day of verification; it counts from then on', optional: true }) verifiedOn?: string | null;
  @Day({ about: 'Day from which it counts no longer, because it was revoked', optional: true }) revokedOn?: string | null;
  @Text({ about: 'Why it was revoked', optional: true, max: 500 }) revokedReason?: string | null;
  @Moment({ about: 'From when on it is no longer valid: the months of the rule after its date, at midnight in Shanghai' })
  expiresAt!: Date;
  @State(evidenceLifecycle) state!: string;
  /** The imports that brought or revoked it. */
  @Column('uuid', { array: true, default: '{}' }) factIds!: string[];
  /** Set when the import it came with was undone: it then never was. */
  @Moment({ about: 'When the import it came with was undone; it then counts nowhere', optional: true }) undoneAt?: Date | null;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('Evidence to bring')
export class EvidenceInput {
  @Ref('Enterprise', { about: 'The enterprise' }) enterpriseId!: string;
  @Choice(evidenceKind, { about: 'What the evidence is' }) kind!: string;
  @Day({ about: 'Day it is dated; validity runs from it' }) datedOn!: string;
  @Text({ about: 'Number or name of the document', max: 300 }) document!: string;
  @Refs({ about: 'The files that prove it', optional: true }) fileIds?: string[] | null;
}
