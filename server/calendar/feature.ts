import { HavingHistory } from '../kernel/advancing.ts';
import { Updating } from '../kernel/editing.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { WorkingDay } from './entity.ts';
import { calendarPolicy } from './policy.ts';
import { correctDay, fillCalendar, WorkingDayPatch } from './service.ts';

export const calendar: Feature = {
  name: 'calendar',
  entities: [WorkingDay],
  policy: calendarPolicy,
  resolvers: [
    Listing(WorkingDay, { filter: ['day', 'working', 'provisional', 'corrected'], search: ['name'], sort: ['day'] }),
    Updating(WorkingDay, WorkingDayPatch, correctDay),
    HavingHistory(WorkingDay),
  ],
  fill: fillCalendar,
};
