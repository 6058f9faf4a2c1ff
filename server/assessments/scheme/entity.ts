import { Check, Index } from 'typeorm';
import { Count, CreatedAt, Day, Id, Input, Json, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { assessmentSchemeLifecycle } from './lifecycle.ts';
import { AssessmentItem, LevelRow, SchemeScenario } from './values.ts';

/** How a level is decided. It is data: each assessment names the version it was judged by, and keeps what came of it. */
@Noun('How the digital level of an enterprise is decided: questions, scenarios and what each level asks for. Never changed, only followed.')
@Index('SCHEME_VERSION_TAKEN', ['code', 'schemeVersion'], { unique: true })
@Check('SAME_PERSON', `approved_by_id is null or approved_by_id <> proposed_by_id`)
export class AssessmentScheme {
  @Id() id!: string;
  @Text({ about: 'Which scheme, such as SME2024', max: 20 }) code!: string;
  @Count({ about: 'Version of the scheme', min: 1 }) schemeVersion!: number;
  @Text({ about: 'Name', max: 120 }) name!: string;
  @Day({ about: 'Day from which assessments are judged by it' }) appliesFrom!: string;
  @Json(() => AssessmentItem, { about: 'The questions with their points; without any, results alone are taken over', list: true })
  items!: AssessmentItem[];
  @Json(() => SchemeScenario, { about: 'The scenarios it counts', list: true }) scenarios!: SchemeScenario[];
  @Json(() => LevelRow, { about: 'What each level asks for', list: true }) levels!: LevelRow[];
  @Text({ about: 'Where it comes from, and what is unsettled', max: 1000 }) basis!: string;
  @Ref('User', { about: 'Who proposed it; empty for those that came with the product', optional: true }) proposedById?: string | null;
  @Ref('User', { about: 'Who approved it; never the one who proposed it', optional: true }) approvedById?: string | null;
  @Moment({ about: 'When it was approved', optional: true }) approvedAt?: Date | null;
  @State(assessmentSchemeLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('A version of a scheme to propose')
export class AssessmentSchemeInput {
  @Text({ about: 'Which scheme, such as SME2024', max: 20 }) code!: string;
  @Text({ about: 'Name', max: 120 }) name!: string;
  @Day({ about: 'Day from which assessments are judged by it' }) appliesFrom!: string;
  @Json(() => AssessmentItem, { about: 'The questions with their points', list: true }) items!: AssessmentItem[];
  @Json(() => SchemeScenario, { about: 'The scenarios it counts', list: true }) scenarios!: SchemeScenario[];
  @Json(() => LevelRow, { about: 'What each level asks for', list: true }) levels!: LevelRow[];
  @Text({ about: 'Where it comes from, and what is unsettled', max: 1000 }) basis!: string;
}
