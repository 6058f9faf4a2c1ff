import { Field, Int, ObjectType } from 'type-graphql';
import { type FaultCode, type FaultParams, faults, faultText } from '../../schema/faults.ts';
import { enumOf, Value } from '../kernel/fields.ts';
import type { Fault } from '../kernel/sheets/readTable.ts';
import { Import } from './entity.ts';

export const faultCode = enumOf('FaultCode', Object.keys(faults) as FaultCode[], 'What is wrong with a cell');

@ObjectType({ description: 'One cell of a file that cannot be taken' })
export class ImportFault {
  @Field(() => Int, { description: 'Line of the file; the heading is line 1' }) line!: number;
  @Field(() => String, { description: 'Heading of the column' }) column!: string;
  @Field(() => String, { description: 'What the cell says, shortened' }) value!: string;
  @Field(() => faultCode.type, { description: 'What is wrong' }) code!: string;
  @Field(() => String, { description: 'What is wrong, as a sentence' }) message!: string;
}

@Value('One record of which the file says something else than is known')
export class ImportSample {
  @Field(() => String, { description: 'USCC or number of the record' }) key!: string;
  @Field(() => String, { description: 'Its name' }) name!: string;
  @Field(() => String, { nullable: true, description: 'What is known' }) before?: string | null;
  @Field(() => String, { nullable: true, description: 'What the file says' }) after?: string | null;
}

@Value('Some records of one sort of difference, and how many there are')
export class ImportDifference {
  @Field(() => Int, { description: 'How many' }) count!: number;
  @Field(() => [ImportSample], { description: 'The first of them' }) samples!: ImportSample[];
}

@Value('What a file holds, compared with what is known, and whether it was taken')
export class ImportReport {
  @Field(() => Int, { description: 'Rows that were taken; 0 for a preview, for faults, and for a file that says nothing new' })
  imported!: number;
  @Field(() => Int, { description: 'Rows of the file' }) rows!: number;
  @Field(() => Int, { description: 'Rows that say nothing new' }) unchanged!: number;
  @Field(() => [ImportFault], { description: 'Every fault; with one alone nothing is taken' }) faults!: ImportFault[];
  @Field(() => ImportDifference, { description: 'Not known before' }) added!: ImportDifference;
  @Field(() => ImportDifference, { description: 'Known, and not in the file' }) gone!: ImportDifference;
  @Field(() => ImportDifference, { description: 'Known, and different in the file' }) changed!: ImportDifference;
  @Field(() => ImportDifference, { description: 'Of these: gone to another district' }) moved!: ImportDifference;
  @Field(() => ImportDifference, { description: 'Of these: with another name' }) renamed!: ImportDifference;
  @Field(() => Import, { nullable: true, description: 'The import, once it was made' }) import?: Import | null;
}

export type Differences = Pick<ImportReport, 'added' | 'gone' | 'changed' | 'moved' | 'renamed'>;
export const none = (): ImportDifference => ({ count: 0, samples: [] });
export const noDifferences = (): Differences => ({ added: none(), gone: none(), changed: none(), moved: none(), renamed: none() });

/** A fault that only a look at the whole row or at the database finds. */
export function faultAt(line: number, column: string, value: string, code: FaultCode, params?: FaultParams, lang?: 'zh-CN' | 'en'): Fault {
  const shown = [...value].length > 40 ? `${[...value].slice(0, 39).join('')}…` : value;
  return { line, column, value: shown, code, ...(params && { params }), message: faultText(code, params, lang) };
}
