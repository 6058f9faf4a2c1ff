import Speed from '@mui/icons-material/SpeedOutlined';
import { Alert } from '@mui/material';
import { useGetIdentity } from 'react-admin';
import { FileLinks } from '../kit/FileLinks.tsx';
import {
  fieldsOf,
  filtersOf,
  type Input,
  inputsOf,
  noun,
  RecordCreate,
  RecordEdit,
  RecordList,
  RecordShow,
  type Row,
} from '../kit/resource.tsx';
import { Loading } from '../kit/states.tsx';
import { Answers } from './Answers.tsx';
import { AssessmentFull, AssessmentRow } from './asks.ts';
import { Compare } from './Compare.tsx';
import { Given, GivenLevels } from './Given.tsx';
import { assessmentWords, useLevelWords } from './words.ts';

const row = fieldsOf<AssessmentRow>();
const it = fieldsOf<AssessmentFull>();
const i = inputsOf<Input<'AssessmentInput'>>();
const by = filtersOf<Input<'AssessmentFilter'>>();

const Level = ({ record }: { record: Row }) => <>{useLevelWords().level(Number(record.level))}</>;

/** What stands between the enterprise and the next level, in one sentence. */
function Bottleneck({ record }: { record: Row }) {
  const { level, bottleneck } = useLevelWords();
  const said = bottleneck(record as unknown as AssessmentFull);
  return (
    <Alert severity={Number(record.level) >= 2 ? 'success' : 'info'} sx={{ mb: 1 }}>
      {[level(Number(record.level)), said].filter(Boolean).join(' · ')}
    </Alert>
  );
}

const AssessmentList = () => (
  <RecordList
    sort={{ field: 'asOf', order: 'DESC' }}
    search
    states
    filters={[
      by.choice('kind', 'AssessmentKind'),
      by.coded('district', 'District'),
      by.reference('enterpriseId', 'Enterprise'),
      by.numbers('level'),
      by.days('asOf'),
    ]}
    columns={[
      row.link('enterprise', 'Enterprise'),
      row.choice('kind', 'AssessmentKind'),
      row.state(),
      row.own('level', record => <Level record={record} />, { sort: true }),
      row.count('points', { sort: true }),
      row.day('asOf', { sort: true }),
      row.coded('district', 'District'),
    ]}
  />
);

const AssessmentShow = () => (
  <RecordShow
    whose={it.link('enterprise', 'Enterprise')}
    sections={[
      {
        title: 'result',
        fields: [
          it.own('level', record => <Bottleneck record={record} />),
          it.count('points'),
          it.count('basisPoints'),
          it.count('managementPoints'),
          it.count('effectPoints'),
          it.link('scheme', 'AssessmentScheme'),
        ],
      },
      {
        title: 'record.main',
        fields: [
          it.choice('kind', 'AssessmentKind'),
          it.day('asOf'),
          it.text('assessor'),
          it.coded('district', 'District'),
          it.link('trial', 'Trial'),
          it.choice('phase', 'TrialPhase'),
          it.moment('verifiedAt'),
          it.own('fileIds', ({ fileIds }) => <FileLinks ids={fileIds} />),
        ],
      },
      { title: 'before', children: record => <Compare record={record} /> },
      { title: 'answers', when: ({ answers }) => answers.length > 0, children: record => <Given record={record} /> },
      {
        title: 'scenarioLevels',
        when: ({ scenarioLevels }) => scenarioLevels.length > 0,
        children: record => <GivenLevels record={record} />,
      },
    ]}
  />
);

const content = [
  { title: 'answers', inputs: [<Answers key="answers" />] },
  { title: 'proof', inputs: [i.text('assessor', { max: 120 }), i.files('fileIds')] },
];

/** An enterprise assesses itself; the bureau enters what was judged on the spot. */
function AssessmentCreate() {
  const { data: me } = useGetIdentity();
  if (!me) return <Loading />;
  const own = (me as unknown as Row).role === 'ENTERPRISE';
  return (
    <RecordCreate
      start={{ kind: own ? 'SELF' : 'ONSITE', answers: [], scenarioLevels: [] }}
      groups={[
        {
          title: 'what',
          inputs: [
            ...(own ? [] : [i.reference('enterpriseId', 'Enterprise', { required: true })]),
            i.day('asOf', { required: true }),
            i.reference('trialId', 'Trial'),
            i.choice('phase', 'TrialPhase'),
          ],
        },
        ...content,
      ]}
    />
  );
}

const AssessmentEdit = () => <RecordEdit groups={[{ title: 'what', inputs: [i.day('asOf', { required: true })] }, ...content]} />;

export const assessments = noun({
  type: 'Assessment',
  group: 'coverage',
  icon: Speed,
  asks: { row: AssessmentRow, full: AssessmentFull },
  title: ({ enterpriseName, enterprise, asOf }) => [enterpriseName ?? enterprise?.name, asOf].filter(Boolean).join(' · '),
  named: 'enterpriseName',
  list: AssessmentList,
  show: AssessmentShow,
  create: AssessmentCreate,
  edit: AssessmentEdit,
  editable: ({ state }) => state === 'DRAFT' || state === 'REJECTED',
  words: assessmentWords,
});
