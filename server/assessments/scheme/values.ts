import { InputType } from 'type-graphql';
import { Choice, Count, enumOf, Flag, Json, Quantity, Text, Value } from '../../kernel/fields.ts';

export const assessmentDimension = enumOf('AssessmentDimension', ['BASIS', 'MANAGEMENT', 'EFFECT'], 'Part of the scored points');
export const assessmentItemKind = enumOf(
  'AssessmentItemKind',
  ['ANY', 'ONE', 'COUNTED', 'SHARE', 'CHANGE'],
  'How an item is answered: any of its options, each with points; one of them; by how many of them; by the share of two figures; by the change from one figure to another',
);

@Value('What may be answered to an item, and what it is worth')
@InputType('AssessmentOptionInput', { description: 'What may be answered to an item, and what it is worth' })
export class AssessmentOption {
  @Text({ about: 'Code, unique within the item; NONE excludes all others', max: 20 }) code!: string;
  @Text({ about: 'Words in Chinese', max: 200 }) name!: string;
  @Text({ about: 'Words in English', max: 300 }) nameEn!: string;
  @Quantity({ about: 'Points', digits: 3, min: 0 }) points!: string;
  @Quantity({ about: 'For SHARE: up to and with this percentage; for COUNTED: from this many on', digits: 2, min: 0, optional: true })
  bound?: string | null;
}

@Value('A question of a scheme')
@InputType('AssessmentItemInput', { description: 'A question of a scheme' })
export class AssessmentItem {
  @Text({ about: 'Code, unique within the scheme', max: 20 }) code!: string;
  @Text({ about: 'Words in Chinese', max: 200 }) name!: string;
  @Text({ about: 'Words in English', max: 300 }) nameEn!: string;
  @Choice(assessmentDimension, { about: 'Where its points are counted' }) dimension!: string;
  @Choice(assessmentItemKind, { about: 'How it is answered' }) kind!: string;
  @Json(() => AssessmentOption, {
    about: 'What may be answered, or into what the figures fall; a change has UP, FLAT and DOWN',
    list: true,
  })
  options!: AssessmentOption[];
  @Text({ about: 'For SHARE the part, for CHANGE the figure before: what it is and its unit', max: 200, optional: true }) firstFigure?:
    | string
    | null;
  @Text({ about: 'For SHARE the whole, for CHANGE the figure after: what it is and its unit', max: 200, optional: true }) secondFigure?:
    | string
    | null;
}

@Value('A scenario as a scheme counts it')
@InputType('SchemeScenarioInput', { description: 'A scenario as a scheme counts it' })
export class SchemeScenario {
  @Text({ about: 'Code, S01 to S16', max: 3 }) scenario!: string;
  @Flag({ about: 'Whether it is a constraint scenario' }) constraint!: boolean;
}

@Value('What a level asks for; the level reached is the highest that is met in full')
@InputType('LevelRowInput', { description: 'What a level asks for; the level reached is the highest that is met in full' })
export class LevelRow {
  @Count({ about: 'The level, 1 to 4', min: 1, max: 4 }) level!: number;
  @Quantity({ about: 'Points at least', digits: 3, min: 0 }) points!: string;
  @Count({ about: 'Scenarios at this level or above, at least', max: 16 }) scenarios!: number;
  @Count({ about: 'Constraint scenarios at this level or above, at least', max: 16 }) constraints!: number;
  @Flag({ about: 'Whether the bureau has confirmed it against the official text' }) confirmed!: boolean;
}
