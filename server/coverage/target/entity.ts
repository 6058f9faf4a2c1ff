import { Check, Index } from 'typeorm';
import { Choice, Count, CreatedAt, enumOf, Id, Input, Noun, partial, Quantity, Text, Version } from '../../kernel/fields.ts';

export const targetScope = enumOf('TargetScope', ['CITY', 'DISTRICT', 'DIVISION'], 'Of what a target speaks');
export const targetKind = enumOf(
  'TargetKind',
  ['RATE', 'COUNT', 'ALL'],
  'How a target is stated: a rate in percent, a number, all that can',
);

/** What is to be reached. A year without one of its own goes on with that of the year before. */
@Noun('What coverage is to be reached in a year')
@Index('TARGET_TAKEN', ['year', 'scope', 'scopeCode'], { unique: true })
@Check('TARGET_VALUE', `case kind when 'RATE' then value between 0 and 100 when 'COUNT' then value = trunc(value) else true end`)
export class Target {
  @Id() id!: string;
  @Count({ about: 'Year', min: 2000, max: 2100 }) year!: number;
  @Choice(targetScope, { about: 'Of what it speaks' }) scope!: string;
  @Text({ about: 'Code of the city, district or division', max: 6 }) scopeCode!: string;
  @Choice(targetKind, { about: 'How it is stated' }) kind!: string;
  @Quantity({ about: 'Percent for a rate, enterprises for a number; 100 for all', digits: 1, min: 0 }) value!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

@Input('A target to set')
export class TargetInput {
  @Count({ about: 'Year', min: 2000, max: 2100 }) year!: number;
  @Choice(targetScope, { about: 'Of what it speaks' }) scope!: string;
  @Text({ about: 'Code of the city, district or division', max: 6 }) scopeCode!: string;
  @Choice(targetKind, { about: 'How it is stated' }) kind!: string;
  @Quantity({ about: 'Percent for a rate, enterprises for a number; 100 for all', digits: 1, min: 0 }) value!: string;
}
export const TargetPatch = partial(TargetInput, 'TargetPatch', 'What changes in a target');
export type TargetPatch = InstanceType<typeof TargetPatch>;
