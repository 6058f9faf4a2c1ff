import { Advancing } from '../kernel/advancing.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Import } from './entity.ts';
import { importLifecycle } from './lifecycle.ts';
import { importsPolicy } from './policy.ts';
import { importResolvers } from './resolver.ts';
import { advanceImport } from './service.ts';

export const imports: Feature = {
  name: 'imports',
  entities: [Import],
  lifecycles: [importLifecycle],
  policy: importsPolicy,
  resolvers: [
    Listing(Import, { filter: ['kind', 'state', 'month', 'fileSha256', 'createdAt'], search: ['fileName'], sort: ['createdAt', 'month'] }),
    ...Advancing(Import, importLifecycle, advanceImport),
    ...importResolvers,
  ],
  bulk: ['createImport', 'advanceImport'],
};
