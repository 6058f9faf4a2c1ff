import { InputType } from 'type-graphql';
import { Check, Column, Index } from 'typeorm';
import {
  Choice,
  Count,
  CreatedAt,
  Day,
  enumOf,
  Id,
  inputOf,
  Json,
  Moment,
  Noun,
  partial,
  Quantity,
  Ref,
  Refs,
  State,
  Text,
  Texts,
  Value,
  Version,
} from '../../kernel/fields.ts';
import { assessmentLifecycle } from './lifecycle.ts';

export const assessmentKind = enumOf(
  'AssessmentKind',
  ['SELF', 'ONSITE', 'IMPORTED'],
  'Who judged: the enterprise itself, assessors on the spot, or a result taken over from elsewhere',
);
export const trialPhase = enumOf('TrialPhase', ['BEFORE', 'AFTER'], 'Whether it was made before a trial or after it');

@Value('What was answered to a question')
@InputType('AssessmentAnswerInput', { description: 'What was answered to a question' })
export class AssessmentAnswer {
  @Text({ about: 'Code of the question', max: 20 }) item!: string;
  @Texts({ about: 'Codes of the options that were chosen', max: 20, most: 30 }) options!: string[];
  @Quantity({ about: 'The first of the two figures behind it: the part, or before', optional: true }) first?: string | null;
  @Quantity({ about: 'The second: the whole, or after', optional: true }) second?: string | null;
}

@Value('The level of a scenario')
@InputType('ScenarioLevelInput', { description: 'The level of a scenario' })
export class ScenarioLevel {
  @Text({ about: 'Code, S01 to S16', max: 3 }) scenario!: string;
  @Count({ about: 'Level, 0 to 4: that of the highest statement that is met whole', max: 4 }) level!: number;
  @Text({ about: 'What was seen', max: 300, optional: true }) note?: string | null;
}

/**
 * How far an enterprise is, judged by one version of a scheme.
 *
 * Points, level and what the next level still asks for are computed when it is saved, and stay: a later version of the
 * scheme judges later assessments. `providerId` and `district` decide who may see the row.
 */
@Noun('How digital an enterprise is on a day, judged by one version of a scheme')
@Index('assessment_enterprise_idx', ['enterpriseId', 'asOf'])
@Check('SAME_PERSON', `verified_by_id is null or verified_by_id <> submitted_by_id`)
@Check('ASSESSMENT_TRIAL', `(trial_id is null) = (phase is null)`)
export class Assessment {
  @Id() id!: string;
  @Ref('Enterprise', { about: 'Whose level it is' }) enterpriseId!: string;
  @Text({ about: 'Name of the enterprise', max: 120 }) enterpriseName!: string;
  @Text({ about: 'Code of the district of the enterprise', max: 6, index: true }) district!: string;
  @Ref('AssessmentScheme', { about: 'The version of the scheme it was judged by' }) schemeId!: string;
  @Text({ about: 'Which scheme, such as SME2024', max: 20 }) schemeCode!: string;
  @Choice(assessmentKind, { about: 'Who judged', index: true }) kind!: string;
  @Day({ about: 'The day it speaks of', index: true }) asOf!: string;
  @Text({ about: 'Unit or person that assessed', optional: true, max: 120 }) assessor?: string | null;
  @Ref('Trial', { about: 'The trial before or after which it was made', optional: true }) trialId?: string | null;
  @Choice(trialPhase, { about: 'Before that trial or after it', optional: true }) phase?: string | null;
  @Ref('Provider', { about: 'Who supplied what was tried', optional: true }) providerId?: string | null;
  @Json(() => AssessmentAnswer, { about: 'What was answered', list: true }) answers!: AssessmentAnswer[];
  @Json(() => ScenarioLevel, { about: 'The levels of the scenarios', list: true }) scenarioLevels!: ScenarioLevel[];
  @Refs({ about: 'Files that prove it' }) fileIds!: string[];
  @Quantity({ about: 'Points of the digital basis, of 50', digits: 3, optional: true }) basisPoints?: string | null;
  @Quantity({ about: 'Points of digital management, of 30', digits: 3, optional: true }) managementPoints?: string | null;
  @Quantity({ about: 'Points of digital effect, of 20', digits: 3, optional: true }) effectPoints?: string | null;
  @Quantity({ about: 'All points, of 100', digits: 3 }) points!: string;
  @Count({ about: 'The level reached: the highest that is met in full, 0 when none is', max: 4 }) level!: number;
  @Count({ about: 'The next level; empty at the highest, and where only the result is known', optional: true, max: 4 }) nextLevel?:
    | number
    | null;
  @Quantity({ about: 'Points that the next level still asks for', digits: 3, optional: true }) missingPoints?: string | null;
  @Count({ about: 'Scenarios at that level that it still asks for', optional: true }) missingScenarios?: number | null;
  @Count({ about: 'Constraint scenarios at that level that it still asks for', optional: true }) missingConstraints?: number | null;
  @Ref('User', { about: 'Who submitted it', optional: true }) submittedById?: string | null;
  @Ref('User', { about: 'Who verified it; never the one who submitted it', optional: true }) verifiedById?: string | null;
  @Moment({ about: 'When it was verified', optional: true }) verifiedAt?: Date | null;
  @State(assessmentLifecycle) state!: string;
  /** The imports that brought it. */
  @Column('uuid', { array: true, default: '{}' }) factIds!: string[];
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const AssessmentInput = inputOf(
  Assessment,
  'AssessmentInput',
  'An assessment to begin; results from elsewhere are imported instead',
  ['kind', 'asOf'],
  ['enterpriseId', 'answers', 'scenarioLevels', 'schemeCode', 'assessor', 'trialId', 'phase', 'fileIds'],
);
export type AssessmentInput = InstanceType<typeof AssessmentInput>;
/** What may still be corrected while it is a draft; the day decides the version of the scheme. */
export const AssessmentPatch = partial(
  inputOf(Assessment, 'AssessmentContent', 'What is said in an assessment', ['asOf', 'answers', 'scenarioLevels'], ['assessor', 'fileIds']),
  'AssessmentPatch',
  'What is corrected; what is left out stays',
);
export type AssessmentPatch = InstanceType<typeof AssessmentPatch>;
