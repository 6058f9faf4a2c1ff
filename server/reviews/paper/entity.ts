import { Index } from 'typeorm';
import { CreatedAt, Flag, Id, Json, Noun, Ref, Refs, Text, Value } from '../../kernel/fields.ts';

@Value('One part of what an expert reads')
export class PaperPart {
  @Text({ about: 'Which part of the submission it is', max: 60 }) code!: string;
  @Text({ about: 'What the submission says there, without anything that names the provider', max: 10_000 }) text!: string;
}

/**
 * What an expert reads of a submission: a copy made at assignment, from which everything that tells who the provider is has
 * been left out. It names neither provider nor submission to its reader, so there is nothing to follow.
 */
@Noun('What an expert reads of a submission: a copy that does not tell whose it is')
@Index('review_paper_expert_idx', ['expertId', 'callId'])
export class ReviewPaper {
  @Id() id!: string;
  @Text({ about: 'Number of the paper in this call; it tells nothing of the provider', max: 20, index: true }) number!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Ref('Expert', { about: 'Who reads it' }) expertId!: string;
  @Ref('Submission', { about: 'What it was copied from', internal: true }) submissionId!: string;
  @Text({ about: 'Name of the product', max: 200 }) title!: string;
  @Text({ about: 'Code of the main scenario', max: 3, index: true }) scenario!: string;
  @Json(() => PaperPart, { about: 'The parts, in the order to read them', list: true }) parts!: PaperPart[];
  @Refs({ about: 'Its files, of which nothing tells whose they are' }) fileIds!: string[];
  @Flag({ about: 'Whether the expert has given it back', start: false }) returned!: boolean;
  @Flag({ about: 'Whether a conflict of interest has come up, so that the expert reads it no more', start: false }) barred!: boolean;
  @CreatedAt() createdAt!: Date;
}
