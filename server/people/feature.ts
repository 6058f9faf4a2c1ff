import { advance } from '../kernel/advance.ts';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Enterprise } from './enterprise/entity.ts';
import { Expert } from './expert/entity.ts';
import { expertLifecycle } from './expert/lifecycle.ts';
import { peoplePolicy } from './policy.ts';
import { Provider } from './provider/entity.ts';
import { Session, User } from './user/entity.ts';
import { userLifecycle } from './user/lifecycle.ts';
import { userResolvers } from './user/resolver.ts';

export const people: Feature = {
  name: 'people',
  entities: [User, Session, Provider, Enterprise, Expert],
  lifecycles: [userLifecycle, expertLifecycle],
  erasable: [Session],
  policy: peoplePolicy,
  resolvers: [
    ...userResolvers,
    Listing(Provider, { filter: ['kind', 'district', 'uscc'], search: ['name', 'uscc'], sort: ['name', 'createdAt'] }),
    HavingHistory(Provider),
    Listing(Enterprise, {
      filter: ['district', 'division', 'size', 'uscc'],
      search: ['name', 'uscc'],
      sort: ['name', 'createdAt', 'employees'],
    }),
    HavingHistory(Enterprise),
    Listing(Expert, { filter: ['state', 'scenarios', 'number'], search: ['number'], sort: ['number', 'createdAt'] }),
    ...Advancing(Expert, expertLifecycle, (ctx, id, action, note) => advance(ctx, Expert, expertLifecycle, id, action, { note })),
  ],
};
