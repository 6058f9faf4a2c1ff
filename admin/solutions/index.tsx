import Lightbulb from '@mui/icons-material/LightbulbOutlined';
import { useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Rows } from '../kit/Rows.tsx';
import { fieldsOf, filtersOf, type Input, noun, RecordCreate, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { submissionColumns } from '../submissions/columns.tsx';
import { SolutionFull, SolutionRow } from './asks.ts';
import { promiseFields, proofFields, useFields } from './Content.tsx';
import { solutionGroups } from './form.tsx';

const row = fieldsOf<SolutionRow>();
const it = fieldsOf<SolutionFull>();
const contact = fieldsOf<NonNullable<SolutionFull['caseContacts']>[number]>();
const by = filtersOf<Input<'SolutionFilter'>>();

const SolutionList = () => (
  <RecordList
    sort={{ field: 'name', order: 'ASC' }}
    search
    filters={[
      by.choice('kind', 'SolutionKind'),
      by.coded('mainScenario', 'Scenario'),
      by.choice('deployments', 'Deployment'),
      by.coded('divisions', 'Division'),
      by.reference('providerId', 'Provider'),
      by.numbers('freeDays'),
      by.flag('retired'),
    ]}
    columns={[
      row.text('name', { sort: true }),
      row.link('provider', 'Provider'),
      row.choice('kind', 'SolutionKind', { sort: true }),
      row.coded('mainScenario', 'Scenario', { sort: true }),
      row.count('freeDays', { sort: true }),
      row.count('seats'),
      row.money('priceAfter', { sort: true }),
      row.flag('retired'),
    ]}
  />
);

function Contacts({ record }: { record: Row }) {
  const name = useTypeName();
  return (
    <Rows
      type="CaseContact"
      name={name('CaseContact', 2)}
      rows={record.caseContacts}
      columns={[contact.text('enterpriseName'), contact.mask('person'), contact.mask('phone'), contact.flag('consents')]}
    />
  );
}

const SolutionShow = () => (
  <RecordShow
    whose={it.link('provider', 'Provider')}
    sections={[
      { title: 'use', fields: useFields },
      { title: 'promise', fields: promiseFields },
      { title: 'proof', fields: proofFields },
      {
        title: 'caseContacts',
        when: record => Boolean(record.caseContacts?.length),
        children: record => <Contacts record={record} />,
      },
      { title: 'record', fields: [it.files('files'), it.flag('retired'), it.moment('unsealsAt'), it.moment('createdAt')] },
    ]}
    related={[{ type: 'Submission', target: 'solutionId', columns: submissionColumns }]}
  />
);

const SolutionCreate = () => <RecordCreate groups={solutionGroups} />;
const SolutionEdit = () => <RecordEdit groups={solutionGroups} />;

export const solutions = noun({
  type: 'Solution',
  group: 'programme',
  icon: Lightbulb,
  asks: { row: SolutionRow, full: SolutionFull },
  title: record => record.name,
  list: SolutionList,
  show: SolutionShow,
  create: SolutionCreate,
  edit: SolutionEdit,
  words: {
    identity: ['名称与范围', 'Name and scope'],
    use: ['用途与功能', 'Use and functions'],
    promise: ['试用承诺', 'Trial promise'],
    proof: ['指标与案例', 'Measures and cases'],
    record: ['附件与状态', 'Files and status'],
  },
});
