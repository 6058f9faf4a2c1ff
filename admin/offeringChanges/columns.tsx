import { fieldsOf } from '../kit/resource.tsx';
import type { OfferingChangeRow } from './asks.ts';

const row = fieldsOf<OfferingChangeRow>();

/** A proposed change among others of the same offering. */
export const changeColumns = [row.text('reason'), row.text('proposedBy'), row.moment('createdAt'), row.state()];
