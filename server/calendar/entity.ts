import { Count, Day, Flag, Id, Noun, Text, Version } from '../kernel/fields.ts';

/**
 * A day of the calendar. Its ordinal counts the working days up to and including it, so that an interval of working
 * days is a subtraction and a term one look-up.
 */
@Noun('A day of the calendar: worked or free')
export class WorkingDay {
  @Id() id!: string;
  @Day({ about: 'The day', unique: 'WORKING_DAY_TAKEN' }) day!: string;
  @Count({ about: 'Working days from the start of the calendar up to and including it', index: true }) ordinal!: number;
  @Flag({ about: 'Whether it is worked' }) working!: boolean;
  @Text({ about: 'The holiday that makes it free, or that it is worked for', optional: true, max: 60 }) name?: string | null;
  @Flag({ about: 'Whether the State Council has not yet said, so that weekends alone decide', start: false }) provisional!: boolean;
  @Flag({ about: 'Whether staff have corrected it; then later versions of the product leave it as it is', start: false })
  corrected!: boolean;
  @Version() version!: number;
}
