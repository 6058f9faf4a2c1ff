import { HavingHistory } from '../kernel/advancing.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Import } from './entity.ts';
import { importsPolicy } from './policy.ts';
import { importResolvers } from './resolver.ts';

export const imports: Feature = {
  name: 'imports',
  entities: [Import],
  policy: importsPolicy,
  resolvers: [
    Listing(Import, { filter: ['kind', 'month', 'fileSha256', 'createdAt'], search: ['fileName'], sort: ['createdAt', 'month'] }),
    HavingHistory(Import),
    ...importResolvers,
  ],
  bulk: ['createImport', 'undoImport'],
};
