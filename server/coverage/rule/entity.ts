import { Check } from 'typeorm';
import { Choices, Count, CreatedAt, Day, Id, Input, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { evidenceKind } from '../evidence/entity.ts';
import { coverageRuleLifecycle } from './lifecycle.ts';

/** What counts as transformed. The official rule may change: it is data, every figure names the version it was made by. */
@Noun('What counts as transformed: which evidence, and for how long. Every figure names its version.')
@Check('SELF_NEVER_COUNTS', `not ('SELF' = any(kinds)) and cardinality(kinds) > 0`)
@Check('SAME_PERSON', `approved_by_id is null or approved_by_id <> proposed_by_id`)
export class CoverageRule {
  @Id() id!: string;
  @Count({ about: 'Version of the rule', min: 1, unique: 'COVERAGE_RULE_VERSION_TAKEN' }) ruleVersion!: number;
  @Day({ about: 'Day from which figures are made by it' }) appliesFrom!: string;
  @Choices(evidenceKind, { about: 'The kinds of evidence that count' }) kinds!: string[];
  @Count({ about: 'Months for which evidence is valid from its date', min: 1, max: 600 }) months!: number;
  @Text({ about: 'What the rule is and where it comes from', max: 1000 }) basis!: string;
  @Ref('User', { about: 'Who proposed it; empty for the one that came with the product', optional: true }) proposedById?: string | null;
  @Ref('User', { about: 'Who approved it; never the one who proposed it', optional: true }) approvedById?: string | null;
  @Moment({ about: 'When it was approved', optional: true }) approvedAt?: Date | null;
  @State(coverageRuleLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('A rule to propose')
export class CoverageRuleInput {
  @Day({ about: 'Day from which figures are made by it' }) appliesFrom!: string;
  @Choices(evidenceKind, { about: 'The kinds of evidence that count' }) kinds!: string[];
  @Count({ about: 'Months for which evidence is valid from its date', min: 1, max: 600 }) months!: number;
  @Text({ about: 'What the rule is and where it comes from', max: 1000 }) basis!: string;
}
