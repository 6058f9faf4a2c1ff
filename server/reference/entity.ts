import { Choice, Count, enumOf, Id, Noun, Text, Texts } from '../kernel/fields.ts';

export const scenarioKind = enumOf(
  'ScenarioKind',
  ['CONSTRAINT', 'GUIDANCE'],
  'Whether a scenario must be met for a level of maturity, or should be',
);

/** A district or county-level city. */
@Noun('A district or county-level city')
export class District {
  @Id() id!: string;
  @Text({ about: 'Code of GB/T 2260, six digits', max: 6, unique: 'DISTRICT_CODE_TAKEN' }) code!: string;
  @Text({ about: 'Name in Chinese', max: 40 }) nameZh!: string;
  @Text({ about: 'Name in English', max: 80 }) nameEn!: string;
  @Texts({ about: 'Other names people write for it' }) aliases!: string[];
  @Count({ about: 'Place in lists' }) position!: number;
}

/** An industrial division of GB/T 4754-2017. */
@Noun('An industrial division of GB/T 4754-2017')
export class Division {
  @Id() id!: string;
  @Text({ about: 'Code, two digits', max: 2, unique: 'DIVISION_CODE_TAKEN' }) code!: string;
  @Text({ about: 'Name in Chinese', max: 80 }) nameZh!: string;
  @Text({ about: 'Name in English', max: 160 }) nameEn!: string;
  @Text({ about: 'Section it belongs to, one letter', max: 1 }) section!: string;
  @Count({ about: 'Place in lists' }) position!: number;
}

/** One of the 16 scenarios of the transformation of small and medium enterprises. */
@Noun('One of the 16 scenarios of digital transformation')
export class Scenario {
  @Id() id!: string;
  @Text({ about: 'Code, S01 to S16', max: 3, unique: 'SCENARIO_CODE_TAKEN' }) code!: string;
  @Text({ about: 'Name in Chinese', max: 60 }) nameZh!: string;
  @Text({ about: 'Name in English', max: 100 }) nameEn!: string;
  @Text({ about: 'Field it belongs to, in Chinese', max: 60 }) domainZh!: string;
  @Text({ about: 'Field it belongs to, in English', max: 100 }) domainEn!: string;
  @Choice(scenarioKind, { about: 'Whether it must be met for a level, or should be' }) kind!: string;
  @Texts({ about: 'What an enterprise does at levels one to four, in Chinese', max: 500 }) levels!: string[];
  @Texts({ about: 'Products that are typical for it' }) typicalProducts!: string[];
  @Count({ about: 'Place in lists' }) position!: number;
}

/** An industrial chain of one of the schemes the city has used. */
@Noun('An industrial chain of one of the schemes of the city')
export class Chain {
  @Id() id!: string;
  @Text({ about: 'Code: a letter for the scheme and two digits', max: 3, unique: 'CHAIN_CODE_TAKEN' }) code!: string;
  @Text({ about: 'Scheme it belongs to', max: 60, index: true }) scheme!: string;
  @Text({ about: 'Group within the scheme, in Chinese', max: 60 }) groupZh!: string;
  @Text({ about: 'Name in Chinese', max: 60 }) nameZh!: string;
  @Text({ about: 'Name in English', max: 120 }) nameEn!: string;
  @Count({ about: 'Place in lists' }) position!: number;
}
