import { Column } from 'typeorm';
import { Choice, Count, CreatedAt, Day, enumOf, Id, Noun, Ref, Text, Texts, Version } from '../../kernel/fields.ts';

export const providerKind = enumOf('ProviderKind', ['INTEGRATOR', 'PRODUCT', 'CHAIN_LEADER'], 'What a provider is, as calls set seats for');

/** A company that supplies products or services. Its key is its USCC. */
@Noun('A company that supplies digital products or services to manufacturers')
export class Provider {
  @Id() id!: string;
  @Text({ about: 'Unified social credit code, 18 characters, normalised', max: 18, unique: 'PROVIDER_USCC_TAKEN' }) uscc!: string;
  @Text({ about: 'Registered name', max: 120 }) name!: string;
  @Choice(providerKind, { about: 'What the provider is', index: true }) kind!: string;
  @Text({ about: 'Code of the district where it is registered', max: 6, index: true }) district!: string;
  @Text({ about: 'Person to talk to', optional: true, max: 60, personal: true }) contactName?: string | null;
  @Text({ about: 'Telephone of that person', optional: true, max: 30, personal: true }) contactPhone?: string | null;
  @Text({ about: 'E-mail of that person', optional: true, max: 120, personal: true }) contactEmail?: string | null;
  @Day({ about: 'Day of foundation', optional: true }) foundedOn?: string | null;
  @Count({ about: 'Staff, persons', optional: true }) staff?: number | null;
  @Texts({ about: 'Certificates held, such as ISO 27001 or CMMI' }) certificates!: string[];
  @Texts({ about: 'USCCs of its owners and related companies: whoever is tied to one of them does not judge it', internal: true })
  relatedUsccs!: string[];
  @Text({ about: 'What it does, in a few sentences', optional: true, max: 1000 }) profile?: string | null;
  @Ref('Attachment', {
    about: 'Picture of the licence with which an officer overruled the check of the code',
    optional: true,
    index: false,
  })
  licenceId?: string | null;
  /** The imports that made or changed it. */
  @Column('uuid', { array: true, default: '{}' }) factIds!: string[];
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
