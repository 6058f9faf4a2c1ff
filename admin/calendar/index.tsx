import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { WorkingDayFull, WorkingDayRow } from './asks.ts';

const row = fieldsOf<WorkingDayRow>();
const it = fieldsOf<WorkingDayFull>();
const i = inputsOf<Input<'WorkingDayPatch'>>();
const by = filtersOf<Input<'WorkingDayFilter'>>();

const WorkingDayList = () => (
  <RecordList
    sort={{ field: 'day', order: 'ASC' }}
    search
    filters={[by.days('day'), by.flag('working'), by.flag('provisional'), by.flag('corrected')]}
    columns={[
      row.day('day', { sort: true }),
      row.flag('working'),
      row.text('name'),
      row.flag('provisional'),
      row.flag('corrected'),
      row.count('ordinal'),
    ]}
  />
);

const WorkingDayShow = () => (
  <RecordShow
    sections={[
      {
        title: 'record.main',
        fields: [it.day('day'), it.flag('working'), it.text('name'), it.flag('provisional'), it.flag('corrected'), it.count('ordinal')],
      },
    ]}
  />
);

const WorkingDayEdit = () => (
  <RecordEdit groups={[{ inputs: [i.flag('working', { help: 'screens.WorkingDay.effect' }), i.text('name', { max: 60 })] }]} />
);

export const workingDays = noun({
  type: 'WorkingDay',
  group: 'system',
  icon: CalendarMonth,
  asks: { row: WorkingDayRow, full: WorkingDayFull },
  title: record => record.day,
  named: 'day',
  list: WorkingDayList,
  show: WorkingDayShow,
  edit: WorkingDayEdit,
  words: {
    effect: [
      '修正后此日之后的工作日重新计数；已定的期限不变',
      'Working days from here on are counted anew; terms that are set stay as they are',
    ],
  },
});
