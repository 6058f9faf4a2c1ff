import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Attachment } from './entity.ts';
import { filesPolicy } from './policy.ts';

export const files: Feature = {
  name: 'files',
  entities: [Attachment],
  policy: filesPolicy,
  resolvers: [
    Listing(Attachment, { filter: ['sha256', 'createdAt'], search: ['name'], sort: ['createdAt', 'name', 'size'], grows: ['createdAt'] }),
  ],
};
