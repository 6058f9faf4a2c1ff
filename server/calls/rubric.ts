import { InputType } from 'type-graphql';
import { Choice, Count, enumOf, Flag, Json, Quantity, Text, Texts, Value } from '../kernel/fields.ts';

export const scoreDisclosure = enumOf(
  'ScoreDisclosure',
  ['NONE', 'OWN', 'OWN_AND_RANK'],
  'What applicants learn of their marks once the result is released',
);
export const peerMarks = enumOf('PeerMarks', ['NEVER', 'AFTER_OWN', 'ALWAYS'], "When an expert sees the other experts' marks");

export const scoreRule = enumOf(
  'ScoreRule',
  ['MEAN', 'TRIMMED', 'MEDIAN'],
  "How experts' totals become one: their mean, their mean without the highest and the lowest, or their median",
);

@Value('What a mark of a criterion stands for')
@InputType('AnchorInput', { description: 'What a mark of a criterion stands for' })
export class Anchor {
  @Quantity({ about: 'The mark, or the lowest of a range', digits: 2, min: 0 }) mark!: string;
  @Quantity({ about: 'The highest mark of the range; the mark alone when left out', digits: 2, min: 0, optional: true }) upTo?:
    | string
    | null;
  @Text({ about: 'What deserves it, in Chinese', max: 500 }) text!: string;
  @Text({ about: 'What deserves it, in English', max: 500, optional: true }) textEn?: string | null;
}

@Value('One thing that experts mark')
@InputType('CriterionInput', { description: 'One thing that experts mark' })
export class Criterion {
  @Text({ about: 'Code, unique in the rubric, such as PRECISE', max: 30 }) code!: string;
  @Text({ about: 'Name in Chinese', max: 60 }) name!: string;
  @Text({ about: 'Name in English', max: 100 }) nameEn!: string;
  @Count({ about: 'Highest mark, points', min: 1, max: 1000 }) max!: number;
  @Quantity({ about: 'What a point counts for in the total; 1 when left out', digits: 4, min: 0, optional: true }) weight?: string | null;
  @Count({ about: 'Lowest mean mark that passes, percent of the highest mark', min: 0, max: 100, optional: true }) minPercent?:
    | number
    | null;
  @Json(() => Anchor, { about: 'What marks stand for', list: true, optional: true }) anchors?: Anchor[] | null;
}

@Value('A finding that ends a submission whatever its marks')
@InputType('VetoInput', { description: 'A finding that ends a submission whatever its marks' })
export class Veto {
  @Text({ about: 'Code, unique in the rubric', max: 30 }) code!: string;
  @Text({ about: 'Name in Chinese', max: 60 }) name!: string;
  @Text({ about: 'Name in English', max: 100 }) nameEn!: string;
}

@Value('How submissions of a call are marked and how marks become a result')
@InputType('RubricInput', { description: 'How submissions of a call are marked and how marks become a result' })
export class Rubric {
  @Json(() => Criterion, { about: 'What is marked, in the order of the score sheet', list: true }) criteria!: Criterion[];
  @Quantity({ about: 'Lowest total that passes, points', digits: 2, min: 0 }) pass!: string;
  @Choice(scoreRule, { about: 'How totals become one; when left out TRIMMED where dropFrom says so, else MEAN', optional: true }) rule?:
    | string
    | null;
  @Count({ about: 'From how many experts on the highest and the lowest total are dropped; 0 is never', max: 100 }) dropFrom!: number;
  @Texts({ about: 'Codes of the criteria whose means break a tie, in order; the number decides last', max: 30, most: 30 }) ties!: string[];
  @Quantity({ about: 'A spread of totals above this is flagged, points', digits: 2, min: 0 }) spreadAbove!: string;
  @Flag({ about: 'Whether an expert must say why when a mark is below 60 % or above 95 % of the highest' }) noteAtExtremes!: boolean;
  @Flag({
    about: 'Whether the experts of a submission agree on one sheet after each has marked; they do not when left out',
    optional: true,
  })
  consensus?: boolean | null;
  @Count({ about: 'For how many years a tie that has ended keeps an expert away; 3 when left out', max: 50, optional: true }) tieYears?:
    | number
    | null;
  @Json(() => Veto, { about: 'Findings that end a submission', list: true, optional: true }) vetoes?: Veto[] | null;
}
