import { Column, Index } from 'typeorm';
import { Count, CreatedAt, Flag, Id, Moment, Noun, Ref, Text } from '../kernel/fields.ts';

/**
 * A file somebody has sent, checked and kept; it never changes.
 *
 * The organisation and district are copies of who sent it: they decide who may read it, and the policy reads one flat
 * row at a time. One file may stand in several rows, each with a name and a reader of its own (`lendAttachment`).
 */
@Noun('A file that was sent, checked by content and kept unchanged')
@Index('attachment_place_idx', ['place'])
export class Attachment {
  @Id() id!: string;
  @Text({ about: 'Name of the file, without a path', max: 200 }) name!: string;
  @Count({ about: 'Size in bytes', min: 1 }) size!: number;
  @Text({ about: 'SHA-256 of the content, 64 hexadecimal digits', max: 64 }) sha256!: string;
  @Text({ about: 'What the content is, as a media type', max: 100 }) mediaType!: string;
  @Ref('User', { about: 'The account that sent it; empty for the public', optional: true }) uploadedById?: string | null;
  @Ref('Provider', { about: 'The provider it belongs to', optional: true }) providerId?: string | null;
  @Ref('Enterprise', { about: 'The enterprise it belongs to', optional: true }) enterpriseId?: string | null;
  @Ref('Expert', { about: 'The expert it is lent to', optional: true }) expertId?: string | null;
  @Text({ about: 'Code of the district that may read it', optional: true, max: 6, index: true }) district?: string | null;
  @Flag({ about: 'Whether everybody may read it', start: false }) published!: boolean;
  @Moment({ about: 'From when everybody may read it', optional: true }) publishedFrom?: Date | null;
  @Moment({ about: 'Until when the bureau may not read it, because it belongs to something sealed', optional: true })
  sealedUntil?: Date | null;
  @CreatedAt() createdAt!: Date;
  /** Where the content lies: a random name in the folder of files. */
  @Column('text') place!: string;
}
