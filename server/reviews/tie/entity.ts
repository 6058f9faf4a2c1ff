import { Choice, CreatedAt, Day, enumOf, Id, inputOf, Noun, partial, Ref, Text, Version } from '../../kernel/fields.ts';

export const tieKind = enumOf(
  'TieKind',
  ['EMPLOYMENT', 'CONSULTANCY', 'SHAREHOLDING', 'KINSHIP', 'OTHER'],
  'What ties an expert to a company',
);

/**
 * A company that an expert has worked for, advised, owns a part of, or is near to for another reason. It keeps the expert
 * from what that company has filed while it lasts, and for some years after.
 */
@Noun('A company an expert is or was tied to: an employer, a client, a holding, a relative')
export class ExpertTie {
  @Id() id!: string;
  @Ref('Expert', { about: 'The expert' }) expertId!: string;
  @Choice(tieKind, { about: 'What the tie is' }) kind!: string;
  @Text({ about: 'Name of the company', max: 120 }) organisation!: string;
  @Text({ about: 'USCC of the company', max: 18, index: true }) uscc!: string;
  @Day({ about: 'Since when', optional: true }) since?: string | null;
  @Day({ about: 'Until when; empty while it lasts', optional: true }) until?: string | null;
  @Text({ about: 'In words', max: 500, optional: true }) note?: string | null;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}

export const ExpertTieInput = inputOf(
  ExpertTie,
  'ExpertTieInput',
  'A tie as it is declared',
  ['expertId', 'kind', 'organisation', 'uscc'],
  ['since', 'until', 'note'],
);
export type ExpertTieInput = InstanceType<typeof ExpertTieInput>;
export const ExpertTiePatch = partial(ExpertTieInput, 'ExpertTiePatch', 'What changes about a tie; what is left out stays');
