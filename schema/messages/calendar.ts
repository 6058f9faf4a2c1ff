import { words } from './words.ts';

export const calendar = words({
  types: { WorkingDay: ['工作日历', 'Working day'] },
  fields: {
    WorkingDay: {
      day: ['日期', 'Day'],
      ordinal: ['工作日序号', 'Ordinal'],
      working: ['是否上班', 'Worked'],
      name: ['节假日', 'Holiday'],
      provisional: ['暂定', 'Provisional'],
      corrected: ['人工修正', 'Corrected'],
    },
  },
  reasons: {
    WORKING_DAYS_INVALID: ['工作日天数须为正整数。', 'A number of working days is a whole number from 1 on.'],
    DAY_OUTSIDE_CALENDAR: ['{day} 超出工作日历的范围。', '{day} lies outside the calendar.'],
  },
});
