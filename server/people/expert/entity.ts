import { Column } from 'typeorm';
import { Count, CreatedAt, Id, Noun, State, Text, Texts, Version } from '../../kernel/fields.ts';
import { expertLifecycle } from './lifecycle.ts';

/** A reviewer of the pool. The employer's USCC decides conflicts of interest. */
@Noun('An expert of the review pool')
export class Expert {
  @Id() id!: string;
  @Text({ about: 'Number in the pool', max: 20, unique: 'EXPERT_NUMBER_TAKEN' }) number!: string;
  @Text({ about: 'Name', max: 60, personal: true }) name!: string;
  @Text({ about: 'USCC of the employer', max: 18, internal: true }) employerUscc!: string;
  @Text({ about: 'Telephone', optional: true, max: 30, personal: true }) phone?: string | null;
  @Text({ about: 'E-mail', optional: true, max: 120, personal: true }) email?: string | null;
  @Texts({ about: 'Codes of the scenarios the expert knows, S01 to S16' }) scenarios!: string[];
  @Texts({ about: 'GB/T 4754 divisions the expert knows, two digits' }) divisions!: string[];
  @Count({ about: 'Most reviews in one call', start: 20, min: 1, max: 500 }) mostReviews!: number;
  /** The imports that made or changed it. */
  @Column('uuid', { array: true, default: '{}' }) factIds!: string[];
  @State(expertLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
