import { fieldsOf } from '../kit/resource.tsx';
import type { ReviewRow } from './asks.ts';

const row = fieldsOf<ReviewRow>();

/** A review among others of the same submission. */
export const reviewColumns = [row.link('expert', 'Expert'), row.count('total'), row.moment('submittedAt'), row.state()];
