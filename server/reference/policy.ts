import { roles } from '../../schema/roles.ts';
import { all, each, type Policy } from '../kernel/policy.ts';

const everybody = { read: each(roles, all) };

export const referencePolicy: Policy = {
  entities: { District: everybody, Division: everybody, Scenario: everybody, Chain: everybody },
  scopes: { District: 'any', Division: 'any', Scenario: 'any', Chain: 'any' },
};
