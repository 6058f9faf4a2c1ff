import { fieldsOf } from '../kit/resource.tsx';
import type { NoticeRow } from './asks.ts';

const row = fieldsOf<NoticeRow>();

/** A notice among others of the same call. */
export const noticeColumns = [row.text('title'), row.code('number'), row.day('firstDay'), row.day('lastDay'), row.state()];
