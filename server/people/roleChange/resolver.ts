import { Advancing } from '../../kernel/advancing.ts';
import { Edges, one } from '../../kernel/edges.ts';
import { Creating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { User } from '../user/entity.ts';
import { RoleChange, RoleChangeInput } from './entity.ts';
import { roleChangeLifecycle } from './lifecycle.ts';
import { advanceRoleChange, proposeRoleChange } from './service.ts';

export const roleChangeResolvers = [
  Edges(RoleChange, { user: one(() => User, 'The account') }),
  Listing(RoleChange, { filter: ['userId', 'state', 'role', 'proposerRole'], sort: ['createdAt'] }),
  Creating(RoleChange, RoleChangeInput, proposeRoleChange),
  ...Advancing(RoleChange, roleChangeLifecycle, advanceRoleChange),
];
