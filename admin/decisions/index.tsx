import Gavel from '@mui/icons-material/GavelOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, Route } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { Text } from '../kit/values.tsx';
import { DecisionFull, DecisionRow } from './asks.ts';
import { Propose } from './Propose.tsx';

const row = fieldsOf<DecisionRow>();
const it = fieldsOf<DecisionFull>();
const by = filtersOf<Input<'DecisionFilter'>>();

function ProposeLink() {
  const translate = useTranslate();
  return useMay()('proposeDecisions') ? (
    <Button component={Link} to="/Decision/propose">
      {translate('screens.Decision.propose')}
    </Button>
  ) : null;
}

const DecisionList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    states
    bulk
    actions={<ProposeLink />}
    filters={[by.reference('callId', 'Call'), by.choice('outcome', 'DecisionOutcome'), by.reference('providerId', 'Provider')]}
    columns={[
      row.link('submission', 'Submission'),
      row.link('provider', 'Provider'),
      row.link('call', 'Call'),
      row.choice('outcome', 'DecisionOutcome'),
      row.code('minutesNumber'),
      row.moment('createdAt', { sort: true }),
      row.moment('releasedAt', { sort: true }),
      row.state(),
    ]}
  />
);

/** As far as the call discloses it to who reads; nothing before the release. */
function Score({ of }: { of: DecisionFull['score'] }) {
  const translate = useTranslate();
  if (!of?.total) return <Text value={null} />;
  const place = of.rank ? translate('screens.Decision.place', { rank: of.rank, ranked: of.ranked }) : '';
  return <Text value={[of.total, place].filter(Boolean).join(' ')} />;
}

const DecisionShow = () => (
  <RecordShow
    whose={it.link('provider', 'Provider')}
    next={it.choice('outcome', 'DecisionOutcome')}
    sections={[
      {
        title: 'decision',
        fields: [
          it.link('submission', 'Submission'),
          it.link('call', 'Call'),
          it.choice('outcome', 'DecisionOutcome'),
          it.code('minutesNumber'),
          it.moment('createdAt'),
          it.moment('releasedAt'),
          it.link('release', 'Release'),
          it.own('score', ({ score }) => <Score of={score} />),
          it.lines('reason'),
        ],
      },
    ]}
  />
);

export const decisions = noun({
  type: 'Decision',
  group: 'programme',
  icon: Gavel,
  asks: { row: DecisionRow, full: DecisionFull },
  title: record => [record.submission?.number, record.submission?.name].filter(Boolean).join(' ') || record.minutesNumber,
  list: DecisionList,
  show: DecisionShow,
  routes: <Route path="propose" element={<Propose />} />,
  forms: { RELEASE: ({ callId, call }) => `/Release/sign/${callId ?? call?.id}` },
  words: {
    decision: ['审定', 'The decision'],
    propose: ['提请审定', 'Propose decisions'],
    place: ['（第 %{rank} 名，共 %{ranked} 项）', '(place %{rank} of %{ranked})'],
    which: ['申报', 'Submissions'],
    whichHelp: ['只列出该征集中形审通过、尚未审定的申报', 'Only what is admitted in this call'],
    reasonHelp: ['申报单位会看到', 'The applicant will read it'],
    proposed: ['已提请 %{count} 项', '%{count} proposed'],
  },
});
