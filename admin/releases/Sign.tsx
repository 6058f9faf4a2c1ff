import Draw from '@mui/icons-material/DrawOutlined';
import { Alert, Box, Link as MuiLink, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useGetList, useGetOne, useTranslate } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { graphql } from '../../schema/graphql.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { useFormat, useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Loading } from '../kit/states.tsx';

export const SignAsk = graphql(`mutation Sign($callId: ID!) { releaseDecisions(callId: $callId) { id state } }`);
export const ClearAsk = graphql(`mutation Clear($callId: ID!) { clearDecisions(callId: $callId) }`);

const outcomes = ['SELECTED', 'NOT_SELECTED'] as const;

/** What is about to be signed, who has signed, and the button for the next signature. Two people, or nothing goes out. */
export function Sign() {
  const { callId = '' } = useParams();
  const panel = usePanel();
  const may = useMay();
  const translate = useTranslate();
  const navigate = useNavigate();
  const name = useTypeName();
  const { moment, number } = useFormat();
  const { data: call } = useGetOne<Row>('Call', { id: callId });
  const filters = outcomes.map(outcome => ({ callId: [callId], state: ['PENDING'], outcome: [outcome] }));
  const { data: counts } = useQuery({ queryKey: ['Decision', 'toSign', callId], queryFn: () => panel.counts('Decision', filters) });
  const { data: signed } = useGetList<Row>('Release', {
    filter: { callId: [callId], state: ['SIGNED'] },
    pagination: { page: 1, perPage: 1 },
  });
  const first = signed?.[0];
  const total = counts?.reduce((sum, count) => sum + count, 0) ?? 0;
  return (
    <Page
      title={translate('screens.Release.sign')}
      path={[
        { name: name('Release', 2), to: '/Release' },
        { name: call?.title ?? '…', to: `/Call/${callId}/show` },
      ]}
    >
      <Paper variant="outlined" sx={{ p: 2, maxWidth: 880 }}>
        {!counts || !signed ? (
          <Loading />
        ) : (
          <>
            <Typography variant="h6" component="h2">
              {call?.title}
            </Typography>
            <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 5, rowGap: 1, my: 2 }}>
              {outcomes.map((outcome, at) => (
                <Box key={outcome}>
                  <Typography component="dt" variant="caption" color="text.secondary">
                    {translate(`enums.DecisionOutcome.${outcome}`)}
                  </Typography>
                  <Typography component="dd" variant="h5" sx={{ m: 0 }}>
                    <MuiLink component={Link} to={`/Decision?filter=${encodeURIComponent(JSON.stringify(filters[at]))}`}>
                      {number(counts[at]!)}
                    </MuiLink>
                  </Typography>
                </Box>
              ))}
            </Box>
            <Alert severity={first ? 'warning' : 'info'} sx={{ mb: 2 }}>
              {first
                ? translate('screens.Release.signedBy', { who: first.firstSigner, when: moment(first.firstSignedAt) })
                : translate(total ? 'screens.Release.unsigned' : 'screens.Release.nothing')}
            </Alert>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              {may('releaseDecisions') && total && (!first || first.moves?.some(({ action }) => action === 'RELEASE')) ? (
                <ActButton
                  variant="contained"
                  icon={<Draw />}
                  name={translate(first ? 'screens.Release.second' : 'screens.Release.first')}
                  effect={translate(first ? 'moves.Release.RELEASE.effect' : 'screens.Release.firstEffect', { count: total })}
                  done={translate(first ? 'moves.Release.RELEASE.done' : 'screens.Release.firstDone')}
                  act={async () => {
                    const { releaseDecisions } = await panel.ask(SignAsk, { callId });
                    navigate(`/Release/${releaseDecisions.id}/show`);
                  }}
                />
              ) : null}
              {may('clearDecisions') && total && !first ? (
                <ActButton
                  name={translate('screens.Release.clear')}
                  effect={translate('screens.Release.clearEffect', { count: total })}
                  done={translate('screens.Release.cleared')}
                  act={() => panel.ask(ClearAsk, { callId })}
                />
              ) : null}
            </Box>
          </>
        )}
      </Paper>
    </Page>
  );
}
