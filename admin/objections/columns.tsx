import { fieldsOf } from '../kit/resource.tsx';
import type { ObjectionRow } from './asks.ts';
import { Clock } from './Clock.tsx';

const row = fieldsOf<ObjectionRow>();

/** An objection among others to the same notice. */
export const objectionColumns = [
  row.text('entry.product', { label: 'resources.NoticeEntry.fields.product' }),
  row.code('receiptNumber'),
  row.moment('createdAt'),
  row.own('runsOut', record => <Clock {...(record as unknown as ObjectionRow)} />),
  row.state(),
];
