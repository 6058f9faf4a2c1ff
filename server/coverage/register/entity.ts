import { Column, Index } from 'typeorm';
import { Choice, Count, CreatedAt, Day, Id, Moment, Noun, Quantity, Ref, Text } from '../../kernel/fields.ts';
import { enterpriseSize } from '../../people/enterprise/entity.ts';

/**
 * The statistics bureau's list of a month.
 *
 * It is in force from the last day of its month until the next month's is. A list that comes again is a new version, and the
 * old one stays with the day it was replaced, so that frozen figures keep what they were made of.
 */
@Noun("The statistics bureau's list of industrial enterprises above designated size, as of the end of a month")
@Index('REGISTER_VERSION_TAKEN', ['month', 'version'], { unique: true })
@Index('REGISTER_MONTH_TAKEN', ['month'], { unique: true, where: 'replaced_at is null and undone_at is null' })
export class Register {
  @Id() id!: string;
  @Text({ about: 'The month it describes, such as 2024-06', max: 7 }) month!: string;
  @Count({ about: 'Which version of the list of this month; the highest is in force', min: 1 }) version!: number;
  @Day({ about: 'The day it comes into force: the last of its month', index: true }) inForceFrom!: string;
  @Count({ about: 'Enterprises in it' }) entries!: number;
  @Count({ about: 'Enterprises that the list before did not have' }) added!: number;
  @Count({ about: 'Enterprises of the list before that it no longer has' }) gone!: number;
  @Count({ about: 'Enterprises of which something is different from the list before' }) changed!: number;
  @Text({ about: 'SHA-256 of the imported file, in hexadecimal', optional: true, max: 64 }) fileSha256?: string | null;
  @Ref('Register', { about: 'The version it replaces', optional: true }) replacesId?: string | null;
  @Moment({ about: 'When another version took its place', optional: true }) replacedAt?: Date | null;
  @Moment({ about: 'When its import was undone', optional: true }) undoneAt?: Date | null;
  /** The import it came with. */
  @Column('uuid', { array: true, default: '{}' }) factIds!: string[];
  @CreatedAt() createdAt!: Date;
}

/** One enterprise in one version of the register, as the statistics bureau had it then: figures use this, never the present. */
@Noun("One enterprise in one version of the register, as the statistics bureau's list had it")
@Index('REGISTER_USCC_TWICE', ['registerId', 'uscc'], { unique: true })
@Index('register_entry_cell_idx', ['registerId', 'district', 'division', 'size'])
export class RegisterEntry {
  @Id() id!: string;
  @Ref('Register', { about: 'The version of the register', index: false }) registerId!: string;
  @Ref('Enterprise', { about: 'The enterprise' }) enterpriseId!: string;
  @Text({ about: 'USCC of the enterprise', max: 18 }) uscc!: string;
  @Text({ about: 'Name at that time', max: 120 }) name!: string;
  @Text({ about: 'Code of the district at that time', max: 6 }) district!: string;
  @Text({ about: 'GB/T 4754-2017 division at that time, two digits', max: 2 }) division!: string;
  @Choice(enterpriseSize, { about: 'Size class at that time' }) size!: string;
  @Count({ about: 'Persons employed at the end of the period', optional: true }) employees?: number | null;
  @Quantity({ about: 'Main-business revenue, in 10,000 CNY', optional: true, digits: 2 }) revenue?: string | null;
  @Text({ about: 'Month in which it entered the register, such as 2019-01', optional: true, max: 7 }) enteredMonth?: string | null;
}
