import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * How many trials took a step on a day, or in a month, in a district: what the funnel is summed from.
 *
 * Written by the database with every trial (`trial_counted()`), only ever added to; `trial_fold()` puts rows of one cell
 * together. `grain` is DAY or MONTH, `day` the day or the first of the month. `step` is APPLIED, ACCEPTED, STARTED, ENDED,
 * CONVERTED (beside ENDED), or RUNNING: a trial that the clock alone will have ended at `dueAt`, which is for the reader to see.
 */
@Entity()
@Index('trial_tally_day_idx', ['grain', 'day'])
export class TrialTally {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: number;
  @Column('text') grain!: string;
  @Column('date') day!: string;
  @Column('text') district!: string;
  @Column('text') step!: string;
  @Column('timestamptz', { nullable: true }) dueAt?: Date | null;
  @Column('int') trials!: number;
}
