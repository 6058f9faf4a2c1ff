import { Check, Column, Index } from 'typeorm';
import { solutionKind } from '../../calls/entity.ts';
import {
  Choice,
  Count,
  CreatedAt,
  Day,
  Id,
  inputOf,
  Json,
  Moment,
  Noun,
  Ref,
  State,
  Text,
  Texts,
  Value,
  Version,
} from '../../kernel/fields.ts';
import { snapshotType } from '../../kernel/snapshot.ts';
import { Provider } from '../../people/provider/entity.ts';
import { Solution } from '../solution/entity.ts';
import { submissionLifecycle } from './lifecycle.ts';

export const SolutionSnapshot = snapshotType(Solution, 'SolutionSnapshot', 'A solution as it was when it was filed', [
  'unsealsAt',
  'typedById',
]);
export const ProviderSnapshot = snapshotType(Provider, 'ProviderSnapshot', 'A provider as it was when it filed');

@Value('A file as it was filed')
export class FiledFile {
  @Text({ about: 'The attachment', max: 36 }) id!: string;
  @Text({ about: 'Its name' }) name!: string;
  @Text({ about: 'SHA-256 of its content, hex', max: 64 }) sha256!: string;
  @Count({ about: 'Its size, bytes' }) size!: number;
}

@Value('An answer to the form of the call, as it was filed')
export class FiledAnswer {
  @Text({ about: 'Key of the field or the condition', max: 40 }) key!: string;
  @Text({ about: 'What was asked', max: 500 }) label!: string;
  @Texts({ about: 'The answer', max: 20_000 }) values!: string[];
}

@Value('A file that the call asks for, as it was filed')
export class FiledPaper {
  @Text({ about: 'Key of the field or the wanted file', max: 40 }) key!: string;
  @Text({ about: 'What was asked for', max: 100 }) label!: string;
  @Text({ about: 'The attachment', max: 36 }) fileId!: string;
  @Day({ about: 'Last day on which it is valid; empty where it does not run out', optional: true }) validUntil?: string | null;
}

@Value('What was filed, frozen; it holds no contacts')
export class SubmissionSnapshot {
  @Json(() => SolutionSnapshot, { about: 'The solution' }) solution!: InstanceType<typeof SolutionSnapshot>;
  @Json(() => ProviderSnapshot, { about: 'Its provider' }) provider!: InstanceType<typeof ProviderSnapshot>;
  @Json(() => FiledFile, { about: 'The files that belong to it', list: true }) files!: FiledFile[];
  @Json(() => FiledAnswer, { about: 'Answers to what only this call asks', list: true, optional: true }) answers?: FiledAnswer[] | null;
  @Json(() => FiledPaper, { about: 'Files that this call asks for', list: true, optional: true }) papers?: FiledPaper[] | null;
}

@Value('A field that a filing has changed against the one before')
export class FiledChange {
  @Text({ about: 'The field, such as solution.painPoint', max: 60 }) field!: string;
  @Text({ about: 'What it said before, as text or JSON', max: 20_000, optional: true }) before?: string | null;
  @Text({ about: 'What it says now, as text or JSON', max: 20_000, optional: true }) after?: string | null;
}

/** One filing of a submission. Every receipt that was ever given stays good: what it stands for is kept whole. */
@Noun('One filing of a submission, kept for good: what its receipt stands for')
@Index('filing_submission_idx', ['submissionId', 'ordinal'], { unique: true })
export class Filing {
  @Id() id!: string;
  @Ref('Submission', { about: 'The submission', index: false }) submissionId!: string;
  @Count({ about: 'Which filing of it, from 1' }) ordinal!: number;
  @Text({ about: 'Its receipt', max: 60, unique: 'FILING_RECEIPT_TAKEN' }) receipt!: string;
  @Text({ about: 'SHA-256 of what was filed, hex', max: 64 }) contentHash!: string;
  @Moment({ about: 'When, by the clock of the database' }) filedAt!: Date;
  @Text({ about: 'For whom it was filed: the applicant, and who signed', max: 300 }) author!: string;
  @Text({ about: 'Who pressed the button', max: 60 }) typist!: string;
  @Json(() => FiledChange, { about: 'What differs from the filing before', list: true }) changes!: FiledChange[];
  /** What was filed, as it is hashed. */
  @Column('jsonb') snapshot!: SubmissionSnapshot;
}

/**
 * A solution in a call. What is judged is the snapshot, never the solution as it is now.
 *
 * `name`, `kind`, `mainScenario`, `divisions` and `district` are copied when it is filed, for lists and the policy.
 */
@Noun('A solution filed in a call, with the frozen copy that is judged')
@Index('SUBMISSION_EXISTS', ['callId', 'solutionId'], { unique: true, where: `state <> 'WITHDRAWN'` })
@Index('SUBMISSION_NUMBER_TAKEN', ['callId', 'number'], { unique: true })
@Check('submission_filed_check', `"state" = 'DRAFT' or "snapshot" is not null or "state" = 'WITHDRAWN'`)
export class Submission {
  @Id() id!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Solution', { about: 'The solution' }) solutionId!: string;
  @Ref('Provider', { about: 'Who filed it' }) providerId!: string;
  @Text({ about: 'Number in the call, without gaps, such as C2024A-001; given when it is first filed', max: 40, optional: true }) number?:
    | string
    | null;
  @State(submissionLifecycle) state!: string;
  @Text({ about: 'Name of the solution as filed', max: 120 }) name!: string;
  @Choice(solutionKind, { about: 'What is offered, as filed', index: true }) kind!: string;
  @Text({ about: 'Main scenario as filed, S01 to S16', max: 3 }) mainScenario!: string;
  @Texts({ about: 'GB/T 4754 divisions as filed', max: 2 }) divisions!: string[];
  @Text({ about: 'Code of the district where the provider is registered, as filed', max: 6, index: true }) district!: string;
  @Text({
    about: 'Receipt of the latest filing: number, which filing, and the first eight digits of its hash',
    max: 60,
    unique: 'SUBMISSION_RECEIPT_TAKEN',
    optional: true,
  })
  receipt?: string | null;
  @Moment({ about: 'When it was filed last, by the clock of the database', optional: true, index: true }) filedAt?: Date | null;
  @Count({ about: 'How often it was filed: once, and once more after each correction', start: 0 }) filings!: number;
  @Json(() => SubmissionSnapshot, { about: 'What was filed', optional: true }) snapshot?: SubmissionSnapshot | null;
  @Text({ about: 'SHA-256 of the frozen copy, hex', max: 64, optional: true }) contentHash?: string | null;
  @Moment({ about: 'Until then the bureau sees counts only', optional: true }) unsealsAt?: Date | null;
  @Texts({ about: 'Fields that are open for correction', max: 60 }) flaggedFields!: string[];
  @Moment({ about: 'Until when a returned one can be corrected, exclusive; afterwards it counts as withdrawn', optional: true })
  correctionDueAt?: Date | null;
  @Text({ about: 'Why it was returned, refused, not selected, held or withdrawn', max: 2000, optional: true }) reason?: string | null;
  @Ref('User', { about: 'The officer who typed it for the applicant; empty where the applicant did', optional: true })
  typedById?: string | null;
  @Text({ about: 'Who signed what an officer typed, and how it was handed in', max: 200, optional: true }) author?: string | null;
  /** The imports that made or changed it. */
  @Column('uuid', { array: true, default: '{}' }) factIds!: string[];
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const SubmissionInput = inputOf(Submission, 'SubmissionInput', 'Which solution takes part in which call', ['callId', 'solutionId']);
export type SubmissionInput = InstanceType<typeof SubmissionInput>;

/** A submission is returned for correction. Each round is a record of its own. */
@Noun('A return for correction: which fields are open again, why, and until when')
export class Correction {
  @Id() id!: string;
  @Ref('Submission', { about: 'The submission' }) submissionId!: string;
  @Ref('Provider', { about: 'Who has to correct it' }) providerId!: string;
  @Texts({ about: 'Fields that are open again, such as solution.painPoint or provider.profile', max: 60 }) fields!: string[];
  @Text({ about: 'What is to be corrected', max: 2000 }) reason!: string;
  @Moment({ about: 'Until when, exclusive' }) dueAt!: Date;
  @CreatedAt() createdAt!: Date;
}

export const CorrectionInput = inputOf(Correction, 'CorrectionInput', 'What a submission is returned for', [
  'submissionId',
  'fields',
  'reason',
]);
export type CorrectionInput = InstanceType<typeof CorrectionInput>;
