import Check from '@mui/icons-material/CheckCircleOutlined';
import Warning from '@mui/icons-material/WarningAmber';
import { Box, Button, Link as MuiLink, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useGetOne, useTranslate } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { fieldsOf } from '../kit/fields.tsx';
import { useFormat, useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Rows } from '../kit/Rows.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { Flag } from '../kit/values.tsx';

export const ResultsAsk = graphql(`
  query ReviewResults($callId: ID!) {
    reviewResults(callId: $callId) {
      submissionId rank number total spread flagged passing vetoed reviews submission { id number name state provider { id name } }
    }
  }
`);
export const ProposePassingAsk = graphql(`
  mutation ProposePassing($callId: ID!, $minutesNumber: String!) { proposePassing(callId: $callId, minutesNumber: $minutesNumber) { id } }
`);
type Result = ResultOf<typeof ResultsAsk>['reviewResults'][number];
const it = fieldsOf<Result>();

const filtered = (type: string, filter: object) => `/${type}?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** What the marks come to, best first, and the way from there to the decision. */
export function Results() {
  const { callId = '' } = useParams();
  const panel = usePanel();
  const may = useMay();
  const translate = useTranslate();
  const navigate = useNavigate();
  const name = useTypeName();
  const { number } = useFormat();
  const { data: call } = useGetOne<Row>('Call', { id: callId });
  const { data, error, refetch } = useQuery({
    queryKey: ['Review', 'results', callId],
    queryFn: async () => (await panel.ask(ResultsAsk, { callId })).reviewResults,
    retry: false,
  });
  const pending = filtered('Decision', { callId: [callId], state: ['PENDING'] });
  const passing = data?.filter(result => result.passing) ?? [];
  const { data: decided = [0, 0] } = useQuery({
    queryKey: ['Decision', 'decided', callId],
    queryFn: async () => [
      ...(await panel.counts('Decision', [{ callId: [callId], state: ['PENDING', 'RELEASED'], outcome: ['SELECTED'] }])),
      ...(await panel.counts('Release', [{ callId: [callId], state: ['SIGNED'] }])),
    ],
  });
  const undecided = decided[1] === 0 && decided[0]! < passing.length;
  return (
    <Page
      title={translate('screens.Review.results')}
      path={[
        { name: name('Call', 2), to: '/Call' },
        { name: call?.title ?? '…', to: `/Call/${callId}/show` },
      ]}
    >
      <Paper variant="outlined" sx={{ p: 2 }}>
        {error ? (
          <>
            <Trouble error={error} again={refetch} />
            <Box sx={{ textAlign: 'center' }}>
              <Button component={Link} to={filtered('Review', { callId: [callId], state: ['ASSIGNED', 'ACCEPTED'] })}>
                {translate('screens.Review.stillOpen')}
              </Button>
            </Box>
          </>
        ) : !data ? (
          <Loading />
        ) : (
          <>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', mb: 2 }}>
              <Typography sx={{ flex: '1 1 240px' }}>
                {translate('screens.Review.tally', {
                  total: data.length,
                  passing: passing.length,
                  flagged: data.filter(it => it.flagged).length,
                })}
              </Typography>
              {may('proposePassing') && call?.state === 'REVIEWING' && undecided ? (
                <ActButton
                  variant="contained"
                  name={translate('screens.Review.proposePassing')}
                  effect={translate('screens.Review.proposeEffect')}
                  done={translate('screens.Review.proposed')}
                  asks={[{ key: 'minutesNumber', label: translate('resources.Decision.fields.minutesNumber'), required: true, max: 100 }]}
                  act={async ({ minutesNumber }) => {
                    await panel.ask(ProposePassingAsk, { callId, minutesNumber: minutesNumber! });
                    navigate(pending);
                  }}
                />
              ) : null}
              {may('proposeDecisions') && decided[1] === 0 && ['REVIEWING', 'NOTICE'].includes(call?.state ?? '') ? (
                <Button
                  component={Link}
                  to={`/Decision/propose?source=${encodeURIComponent(JSON.stringify({ callId, outcome: 'NOT_SELECTED' }))}`}
                >
                  {translate('screens.Review.proposeOthers')}
                </Button>
              ) : null}
              <Button component={Link} to={pending}>
                {translate('screens.Review.pending')}
              </Button>
            </Box>
            <Rows
              type="ReviewResult"
              name={translate('screens.Review.results')}
              rows={data}
              columns={[
                it.count('rank'),
                it.link('submission', 'Submission'),
                it.text('submission.provider.name', { label: 'resources.Submission.fields.provider' }),
                it.count('total'),
                it.own('passing', row => <Sign good={row.passing} />),
                { ...it.own('spread', row => <Spread value={number(row.spread)} flagged={row.flagged} />), end: true },
                it.own('vetoed', row => <Flag value={row.vetoed} />),
                {
                  ...it.own('reviews', row => (
                    <MuiLink component={Link} to={filtered('Review', { submissionId: [row.submissionId] })}>
                      {number(row.reviews)}
                    </MuiLink>
                  )),
                  end: true,
                },
              ]}
            />
          </>
        )}
      </Paper>
    </Page>
  );
}

function Sign({ good }: { good: boolean }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, color: good ? 'success.main' : undefined }}>
      {good ? <Check fontSize="small" /> : null}
      <Flag value={good} />
    </Box>
  );
}

function Spread({ value, flagged }: { value: string; flagged: boolean }) {
  const translate = useTranslate();
  if (!flagged) return <span>{value}</span>;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, color: 'warning.main', whiteSpace: 'nowrap' }}>
      <Warning fontSize="small" titleAccess={translate('resources.ReviewResult.fields.flagged')} />
      {value}
    </Box>
  );
}
