import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow } from '../kit/resource.tsx';
import { Flagged } from '../submissions/Snapshot.tsx';
import { CorrectionFull, CorrectionRow } from './asks.ts';
import { FlagsInput, FlagsOfForm } from './Flags.tsx';

const row = fieldsOf<CorrectionRow>();
const it = fieldsOf<CorrectionFull>();
const by = filtersOf<Input<'CorrectionFilter'>>();

const i = inputsOf<Input<'CorrectionInput'>>();

const CorrectionList = () => (
  <RecordList
    sort={{ field: 'id', order: 'DESC' }}
    filters={[by.days('dueAt')]}
    columns={[
      row.link('submission', 'Submission'),
      row.own('fields', record => <Flagged fields={record.fields} />),
      row.text('reason'),
      row.moment('dueAt'),
    ]}
  />
);

const CorrectionShow = () => (
  <RecordShow
    next={it.moment('dueAt')}
    sections={[
      {
        title: 'reason',
        fields: [
          it.link('submission', 'Submission'),
          it.moment('createdAt'),
          it.own('fields', record => <Flagged fields={record.fields} />),
          it.lines('reason'),
        ],
      },
    ]}
  />
);

const CorrectionCreate = () => (
  <RecordCreate
    back={({ submission }) => `Submission/${submission.id}/show`}
    transform={({ solution = [], provider = [], form = [], submissionId, reason }) => ({
      submissionId,
      reason,
      fields: [...solution, ...provider, ...form],
    })}
    groups={[
      {
        title: 'fields',
        inputs: [
          i.reference('submissionId', 'Submission', { required: true, fixed: true }),
          <FlagsInput key="solution" of="Solution" />,
          <FlagsInput key="provider" of="Provider" />,
          <FlagsOfForm key="form" />,
        ],
      },
      { title: 'reason', inputs: [i.lines('reason', { required: true, max: 1000 })] },
    ]}
  />
);

/** Reached from the submission it returns; it has no place in the menu. */
export const corrections = noun({
  type: 'Correction',
  asks: { row: CorrectionRow, full: CorrectionFull },
  title: record => [record.submission?.number, record.submission?.name].filter(Boolean).join(' '),
  list: CorrectionList,
  show: CorrectionShow,
  create: CorrectionCreate,
  words: { form: ['征集问答与材料', 'Answers and papers of the call'] },
});
