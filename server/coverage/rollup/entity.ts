import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Count, CreatedAt, Id, Noun } from '../../kernel/fields.ts';

/**
 * Days, from `since` up to but not including `until`, on which figures are made of one register by one rule.
 *
 * Kept by the database (`coverage_rebase()`) whenever a register or a rule changes; today begins one of its own, so that
 * the figure most asked for has nothing to add up. The last one is open: it ends at infinity.
 */
@Entity()
@Index('coverage_segment_since_idx', ['since'], { unique: true })
export class CoverageSegment {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' }) id!: number;
  @Column('date') since!: string;
  @Column('date') until!: string;
  @Column('uuid') registerId!: string;
  @Column('uuid') ruleId!: string;
}

/**
 * What changed a figure on a day of a segment; the figure of a day is the sum of what stands up to it.
 *
 * Rows of the first day say how many there are (`n`, enterprises of the register; `d`, those that count), later ones by how
 * many `d` rises or falls. Only ever added to by those who write evidence, so that nobody waits for anybody; `coverage_fold()`
 * puts rows of one cell together. `part` is that of `CoverageBy`; the code of a district stands in both columns.
 */
@Entity()
@Index('coverage_tally_cell_idx', ['segmentId', 'part', 'day'])
export class CoverageTally {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: number;
  @Column('int') segmentId!: number;
  @Column('text') part!: string;
  @Column('date') day!: string;
  @Column('text') district!: string;
  @Column('text') code!: string;
  @Column('int') n!: number;
  @Column('int') d!: number;
}

/** One comparison of the roll-ups with what they are made of. Never changed. */
@Noun('A comparison of kept figures with the rows behind them; what differed was counted anew')
@Index('figure_check_created_at_idx', ['createdAt'])
export class FigureCheck {
  @Id() id!: string;
  @Count({ about: 'Cells of coverage that were not what entries and evidence say' }) coverageDifferences!: number;
  @Count({ about: 'Cells of the funnel that were not what the trials say' }) funnelDifferences!: number;
  @CreatedAt() createdAt!: Date;
}
