import { roles } from '../../schema/roles.ts';
import { all, each, type Policy } from '../kernel/policy.ts';

export const calendarPolicy: Policy = {
  entities: { WorkingDay: { read: each(roles, all), update: each(['OFFICER'], all) } },
  scopes: { WorkingDay: 'any' },
};
