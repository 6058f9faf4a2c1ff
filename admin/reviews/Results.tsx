import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useGetOne, useLocale, useTranslate } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { ActButton } from '../kit/ActButton.tsx';
import { exportUrl } from '../kit/Export.tsx';
import { fieldsOf } from '../kit/fields.tsx';
import { useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Rows } from '../kit/Rows.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { type CallResult, filtered, ProposeAsk, ResultsAsk } from './results/ask.ts';
import { Ranking } from './results/Ranking.tsx';

const expert = fieldsOf<CallResult['experts'][number]>();
const line = fieldsOf<CallResult['seats'][number]>();
const unmarked = fieldsOf<CallResult['unmarked'][number]>();

/** What the marks come to, best first, and the way from there to the decision. */
export function Results() {
  const { callId = '' } = useParams();
  const panel = usePanel();
  const translate = useTranslate();
  const name = useTypeName();
  const { data: call } = useGetOne<Row>('Call', { id: callId, meta: whole });
  const { data, error, refetch } = useQuery({
    queryKey: ['Review', 'results', callId],
    queryFn: async () => (await panel.ask(ResultsAsk, { callId })).callResult,
    retry: false,
  });
  return (
    <Page
      title={translate('screens.Review.results')}
      path={[
        { name: name('Call', 2), to: '/Call' },
        { name: call?.title ?? '…', to: `/Call/${callId}/show` },
      ]}
    >
      {error ? (
        <Paper variant="outlined" sx={{ p: 2 }}>
          <Trouble error={error} again={refetch} />
          <Box sx={{ textAlign: 'center' }}>
            <Button component={Link} to={filtered('Review', { callId: [callId], state: ['ASSIGNED', 'ACCEPTED'] })}>
              {translate('screens.Review.stillOpen')}
            </Button>
          </Box>
        </Paper>
      ) : !data ? (
        <Loading />
      ) : (
        <>
          <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
            <Acts call={call} callId={callId} result={data} />
            {data.unmarked.length ? (
              <Alert severity="warning" sx={{ mb: 2 }}>
                {translate('screens.Review.someUnmarked', { count: data.unmarked.length })}
              </Alert>
            ) : null}
            <Ranking rows={data.items} rubric={call?.['rubric']} />
          </Paper>
          {data.unmarked.length ? (
            <Part title={name('UnmarkedSubmission', 2)}>
              <Rows
                type="UnmarkedSubmission"
                name={name('UnmarkedSubmission', 2)}
                rows={data.unmarked}
                columns={[
                  unmarked.code('number'),
                  unmarked.text('name'),
                  unmarked.text('providerName'),
                  unmarked.count('abstentions'),
                  unmarked.count('setAside'),
                ]}
              />
            </Part>
          ) : null}
          {data.seats.length ? (
            <Part title={name('SeatLine', 2)}>
              <Rows
                type="SeatLine"
                name={name('SeatLine', 2)}
                rows={data.seats}
                columns={[
                  line.choice('kind', 'ProviderKind'),
                  line.code('division'),
                  line.count('min'),
                  line.count('max'),
                  line.count('seated'),
                  line.count('beyond'),
                  line.count('wanting'),
                ]}
              />
            </Part>
          ) : null}
          <Part title={name('ExpertSeverity', 2)} hint={translate('screens.Review.severityHint')}>
            <Rows
              type="ExpertSeverity"
              name={name('ExpertSeverity', 2)}
              rows={data.experts}
              columns={[
                expert.text('expertName'),
                expert.count('items'),
                expert.count('shared'),
                expert.count('deviation'),
                expert.flag('outlying'),
              ]}
            />
          </Part>
        </>
      )}
    </Page>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
      <Typography variant="h6" component="h2">
        {title}
      </Typography>
      {hint ? (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {hint}
        </Typography>
      ) : null}
      {children}
    </Paper>
  );
}

function Acts({ call, callId, result: { items } }: { call: Row | undefined; callId: string; result: CallResult }) {
  const panel = usePanel();
  const may = useMay();
  const translate = useTranslate();
  const locale = useLocale();
  const navigate = useNavigate();
  const name = useTypeName();
  const pending = filtered('Decision', { callId: [callId], state: ['PENDING'] });
  const { data: signed = 0 } = useQuery({
    queryKey: ['Decision', 'signed', callId],
    queryFn: async () => (await panel.counts('Release', [{ callId: [callId], state: ['SIGNED'] }]))[0]!,
  });
  const choice = (key: string, of: string) => ({ id: key, name: translate(`enums.RankingCut.${of}`) });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', mb: 2 }}>
      <Typography sx={{ flex: '1 1 240px' }}>
        {translate('screens.Review.tally', {
          total: items.length,
          passing: items.filter(it => it.passing).length,
          flagged: items.filter(it => it.flagged).length,
        })}
      </Typography>
      {may('proposeByRanking') && call?.state === 'REVIEWING' && signed === 0 ? (
        <ActButton
          variant="contained"
          name={translate('screens.Review.propose')}
          effect={translate('screens.Review.proposeEffect')}
          done={translate('screens.Review.proposed')}
          asks={[
            {
              ...{ key: 'by', label: translate('screens.Review.cutBy'), required: true },
              choices: [choice('PASSING', 'PASSING'), choice('SEATS', 'SEATS'), choice('TOP', 'TOP')],
            },
            { key: 'top', label: translate('screens.Review.top'), help: translate('screens.Review.topHelp'), max: 5 },
            { key: 'minutesNumber', label: translate('resources.Decision.fields.minutesNumber'), required: true, max: 100 },
            {
              ...{ key: 'others', label: translate('screens.Review.others'), required: true },
              choices: [
                { id: 'no', name: translate('screens.Review.othersStay') },
                { id: 'yes', name: translate('screens.Review.othersFall') },
              ],
            },
            { key: 'reason', label: translate('screens.Review.othersReason'), max: 2000 },
          ]}
          act={async ({ by, top, minutesNumber, others, reason }) => {
            await panel.ask(ProposeAsk, {
              ...{
                callId,
                by: by as 'PASSING',
                minutesNumber: minutesNumber!,
                others: others === 'yes',
                reason: reason?.trim() || undefined,
              },
              top: top?.trim() ? Number(top) : undefined,
            });
            navigate(pending);
          }}
        />
      ) : null}
      <Button component={Link} to={pending}>
        {translate('screens.Review.pending')}
      </Button>
      <Button component={Link} to={filtered('Meeting', { callId: [callId] })}>
        {name('Meeting', 2)}
      </Button>
      <Button component="a" href={exportUrl('ReviewResult', 'xlsx', { filter: { callId: [callId] }, columns: [], locale })} download>
        {translate('screens.Review.download')}
      </Button>
    </Box>
  );
}
