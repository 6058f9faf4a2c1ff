import { Column } from 'typeorm';
import { CreatedAt, Flag, Id, Moment, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import type { Mark } from '../review/entity.ts';
import { consensusLifecycle } from './lifecycle.ts';

/**
 * What the experts of a submission have agreed on, written by one of them, its chair. What each has marked stays as it is.
 *
 * As in a review, marks, total and comment are plain columns, and reach the wire only through resolvers that ask who reads.
 */
@Noun('What the experts of a submission have agreed on, where the call asks for it; their own marks stay as they are')
export class ConsensusSheet {
  @Id() id!: string;
  @Text({ about: 'Number of the paper in this call; it tells nothing of the provider', max: 20 }) number!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Submission', { about: 'What is marked', internal: true, unique: 'CONSENSUS_EXISTS' }) submissionId!: string;
  @Ref('Expert', { about: 'The expert who writes down what was agreed' }) chairId!: string;
  @Column('jsonb', { default: '[]' }) marks!: Mark[];
  @Column('text', { array: true, default: '{}' }) vetoes!: string[];
  @Column('numeric', { precision: 19, scale: 4, nullable: true }) total?: string | null;
  @Column('text', { nullable: true }) comment?: string | null;
  @Flag({ about: 'Whether the chair has a conflict of interest, and so reads it no more', start: false }) barred!: boolean;
  @State(consensusLifecycle) state!: string;
  @Moment({ about: 'When it was settled', optional: true }) settledAt?: Date | null;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
