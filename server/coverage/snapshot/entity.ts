import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Count, CreatedAt, Id, Noun, Ref, Text } from '../../kernel/fields.ts';

/** A month's figure, frozen with every member. A later one of the same month restates it; both stay. */
@Noun("A month's coverage, frozen: register, rule, every member and a hash over all of it. Never changed.")
@Index('SNAPSHOT_VERSION_TAKEN', ['month', 'edition'], { unique: true })
export class CoverageSnapshot {
  @Id() id!: string;
  @Text({ about: 'The month, such as 2024-06; the figure is that of its last day', max: 7 }) month!: string;
  @Count({ about: 'Which statement of this month: the first, or a restatement', min: 1 }) edition!: number;
  @Ref('Register', { about: 'The version of the register it was made of' }) registerId!: string;
  @Ref('CoverageRule', { about: 'The version of the rule it was made by' }) ruleId!: string;
  @Count({ about: 'Enterprises in the register' }) n!: number;
  @Count({ about: 'Enterprises of these that count as transformed' }) d!: number;
  @Text({ about: 'SHA-256 over the month, register, rule and every member, in hexadecimal', max: 64 }) sha256!: string;
  @Text({ about: 'Why the month was stated again', optional: true, max: 500 }) reason?: string | null;
  @Ref('User', { about: 'Who froze it', optional: true }) frozenById?: string | null;
  @CreatedAt() createdAt!: Date;
}

/** One enterprise of a frozen month: where it stood, and by which evidence it counted. */
@Entity()
export class CoverageMember {
  @PrimaryColumn('uuid') snapshotId!: string;
  @PrimaryColumn('text') uscc!: string;
  @Column('uuid') entryId!: string;
  @Column('boolean') counted!: boolean;
  @Index() @Column('uuid', { nullable: true }) evidenceId?: string | null;
}
