import Science from '@mui/icons-material/ScienceOutlined';
import type { ReactNode } from 'react';
import { Route } from 'react-router-dom';
import { conversionColumns } from '../conversions/columns.tsx';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordEdit, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { Unmask } from '../kit/Unmask.tsx';
import { Day, Moment } from '../kit/values.tsx';
import { OfferingTerms } from '../offerings/Terms.tsx';
import { Extend, ExtendButton, NotConvert } from './Acts.tsx';
import { TrialCreate } from './Apply.tsx';
import { TrialFull, TrialRow } from './asks.ts';

const row = fieldsOf<TrialRow>();
const it = fieldsOf<TrialFull>();
const i = inputsOf<Input<'TrialPatch'>>();
const by = filtersOf<Input<'TrialFilter'>>();

/** By when somebody has to do something, as the state has it. */
const due: Record<string, (record: Row) => ReactNode> = {
  APPLIED: ({ replyDueAt }) => <Moment value={replyDueAt} />,
  RUNNING: ({ endsOn }) => <Day value={endsOn} />,
  ENDED: ({ outcomeDueAt }) => <Moment value={outcomeDueAt} />,
};
const card = (record: Row) => (
  <>
    <div>{record.provider?.name}</div>
    {due[record.state!]?.(record)}
  </>
);

const TrialList = () => (
  <RecordList
    sort={{ field: 'appliedAt', order: 'DESC' }}
    search
    states
    bulk
    board={card}
    filters={[
      by.coded('district', 'District'),
      by.reference('offeringId', 'Offering'),
      by.reference('enterpriseId', 'Enterprise'),
      by.reference('providerId', 'Provider'),
      by.choice('notConvertedReason', 'NotConvertedReason'),
      by.moments('appliedAt'),
      by.days('startsOn'),
      by.moments('endsAt'),
      by.moments('replyDueAt'),
      by.moments('outcomeDueAt'),
      by.moments('heldUntil'),
    ]}
    columns={[
      row.text('enterpriseName', { sort: true }),
      row.text('offeringName', { sort: true }),
      row.link('provider', 'Provider'),
      row.coded('district', 'District'),
      row.moment('appliedAt', { sort: true }),
      row.day('startsOn', { sort: true }),
      row.day('endsOn'),
      row.state({ sort: true }),
    ]}
  />
);

/** What comes next: the next date, whichever it is in this state. */
const next = {
  APPLIED: it.moment('replyDueAt'),
  OFFERED: it.moment('heldUntil'),
  RUNNING: it.day('endsOn'),
  ENDED: it.moment('outcomeDueAt'),
};

const TrialShow = () => (
  <RecordShow
    whose={it.link('enterprise', 'Enterprise')}
    next={it.own('state', record => next[record.state as keyof typeof next]?.show(record) ?? null, { label: 'screens.Trial.next' })}
    actions={trial => (
      <>
        <ExtendButton trial={trial} />
        <Unmask />
      </>
    )}
    sections={[
      {
        title: 'what',
        fields: [
          it.link('offering', 'Offering'),
          it.link('provider', 'Provider'),
          it.coded('district', 'District'),
          it.text('platformId'),
          it.lines('goal'),
        ],
      },
      {
        title: 'dates',
        fields: [
          it.moment('appliedAt'),
          it.moment('replyDueAt'),
          it.moment('acceptedAt'),
          it.count('freeDays'),
          it.day('startsOn'),
          it.day('endsOn'),
          it.count('extendedDays'),
          it.moment('outcomeDueAt'),
        ],
      },
      {
        title: 'outcome',
        when: ({ conversion, notConvertedReason }) => Boolean(conversion || notConvertedReason),
        fields: [it.link('conversion', 'Conversion'), it.choice('notConvertedReason', 'NotConvertedReason'), it.lines('notConvertedNote')],
      },
      {
        title: 'contacts',
        fields: [
          it.mask('enterpriseContactName'),
          it.mask('enterpriseContactPhone'),
          it.mask('providerContactName'),
          it.mask('providerContactPhone'),
        ],
      },
      { title: 'terms', when: ({ offering }) => Boolean(offering), children: ({ offering }) => <OfferingTerms offering={offering} /> },
    ]}
    related={[{ type: 'Conversion', target: 'trialId', columns: conversionColumns }]}
  />
);

const TrialEdit = () => (
  <RecordEdit
    groups={[
      {
        title: 'what',
        inputs: [
          i.lines('goal', { required: true, max: 500 }),
          i.text('enterpriseContactName', { max: 60 }),
          i.text('enterpriseContactPhone', { max: 30 }),
        ],
      },
    ]}
  />
);

export const trials = noun({
  type: 'Trial',
  group: 'trials',
  icon: Science,
  asks: { row: TrialRow, full: TrialFull },
  title: record => [record.offeringName, record.enterpriseName].filter(Boolean).join(' · ') || record.id,
  list: TrialList,
  show: TrialShow,
  create: TrialCreate,
  edit: TrialEdit,
  forms: { NOT_CONVERT: ({ id }) => `/Trial/${id}/not-convert` },
  routes: [
    <Route key="extend" path=":id/extend" element={<Extend />} />,
    <Route key="not" path=":id/not-convert" element={<NotConvert />} />,
  ],
  words: {
    what: ['试用内容', 'The trial'],
    application: ['申请', 'The application'],
    dates: ['日期与期限', 'Dates and terms'],
    next: ['下一期限', 'Next date'],
    contacts: ['联系方式', 'Contacts'],
    outcome: ['结果', 'Outcome'],
    terms: ['试用条款', 'Terms of the trial'],
    goalHelp: ['想解决什么问题、怎样算有效', 'What is to be solved, and what would count as success'],
    contactHelp: ['不填则用企业登记的联系人', 'Left empty, the contact of the enterprise is given'],
    waitHelp: ['有名额时按先后通知，名额保留 72 小时', 'As a seat comes free those who wait are asked in turn; it is held for 72 hours'],
    extend: ['延期', 'Extend'],
    extendHint: ['每项试用只能延期一次，最多 30 天。', 'A trial is extended once, by at most 30 days.'],
    extended: ['已延期', 'Extended'],
    days: ['延长天数', 'Days to add'],
    why: ['延期原因', 'Reason'],
    otherHelp: ['选择“其他”时必填', 'Needed when the reason is another'],
  },
});
