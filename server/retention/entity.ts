import { Index } from 'typeorm';
import { Choice, Count, CreatedAt, enumOf, Flag, Id, Input, Json, Noun, partial, Ref, Value, Version } from '../kernel/fields.ts';
import { keepings } from './rules.ts';

export const retentionKey = enumOf('RetentionKey', Object.keys(keepings), 'What is kept no longer than needed');
export const retentionUnit = enumOf('RetentionUnit', ['DAYS', 'MONTHS'], 'What a time to keep is counted in');

/** How long one kind of personal data is kept. What it is and when its time begins is in `rules.ts`; how long is the bureau's to set. */
@Noun('How long one kind of personal data is kept')
@Index('retention_rule_key_idx', ['key'], { unique: true })
export class RetentionRule {
  @Id() id!: string;
  @Choice(retentionKey, { about: 'What it is about' }) key!: string;
  @Count({ about: 'How long it is kept, in units', min: 1, max: 1200 }) keep!: number;
  @Choice(retentionUnit, { about: 'Unit of that time' }) unit!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('How long something is kept')
class RetentionRuleInput {
  @Count({ about: 'How long it is kept, in the unit of the rule', min: 1, max: 1200 }) keep!: number;
}
export const RetentionRulePatch = partial(RetentionRuleInput, 'RetentionRulePatch', 'What may be changed of a rule');

@Value('How much of one kind was erased')
export class RetentionCount {
  @Choice(retentionKey, { about: 'What it is about' }) key!: string;
  @Count({ about: 'Records that were erased, or whose personal fields were emptied' }) erased!: number;
}

/** One run over all rules. Runs are never changed. */
@Noun('A run that erased what is kept no longer')
export class RetentionRun {
  @Id() id!: string;
  @Count({ about: 'Records that were erased or emptied, of all kinds' }) erased!: number;
  @Json(() => RetentionCount, { about: 'How many of each kind', list: true }) counts!: RetentionCount[];
  @Flag({ about: 'Whether there was more than one run takes; the next one goes on' }) more!: boolean;
  @Ref('User', { about: 'Who started it; empty for the clock', optional: true, index: false }) startedById?: string | null;
  @CreatedAt() createdAt!: Date;
}
