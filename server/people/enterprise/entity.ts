import { Column } from 'typeorm';
import { Choice, Count, CreatedAt, enumOf, Id, Noun, Quantity, Ref, Text, Version } from '../../kernel/fields.ts';

export const enterpriseSize = enumOf('EnterpriseSize', ['LARGE', 'MEDIUM', 'SMALL', 'MICRO'], 'Size class of the statistics bureau');

/** A manufacturer. Its key is its USCC; what the statistics register says of it in a month is a `RegisterEntry` of coverage. */
@Noun('A manufacturing enterprise, above designated size or not')
export class Enterprise {
  @Id() id!: string;
  @Text({ about: 'Unified social credit code, 18 characters, normalised', max: 18, unique: 'ENTERPRISE_USCC_TAKEN' }) uscc!: string;
  @Text({ about: 'Registered name', max: 120 }) name!: string;
  @Text({ about: 'Code of the district it lies in today', max: 6, index: true }) district!: string;
  @Text({ about: 'GB/T 4754-2017 division, two digits', max: 2, index: true }) division!: string;
  @Choice(enterpriseSize, { about: 'Size class', index: true }) size!: string;
  @Count({ about: 'Persons employed at the end of the period', optional: true }) employees?: number | null;
  @Quantity({ about: 'Main-business revenue of a year, in 10,000 CNY', optional: true, digits: 2 }) revenue?: string | null;
  @Text({ about: 'Person to talk to', optional: true, max: 60, personal: true }) contactName?: string | null;
  @Text({ about: 'Telephone of that person', optional: true, max: 30, personal: true }) contactPhone?: string | null;
  @Ref('Attachment', {
    about: 'Picture of the licence with which an officer overruled the check of the code',
    optional: true,
    index: false,
  })
  licenceId?: string | null;
  /** The imports that made or changed it. */
  @Column('uuid', { array: true, default: '{}' }) factIds!: string[];
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
