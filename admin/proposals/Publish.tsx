import { Alert, Box, Link as MuiLink, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { ResourceContextProvider, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { useFormat, useLabel, usePanel, useTypeName } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { ActForm } from '../kit/resource.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { Differences } from '../serviceLists/Differences.tsx';
import { DraftEntries } from '../serviceLists/Entries.tsx';
import { type Preview, PreviewAsk, PublishAsk } from './asks.ts';

/** The list as it would be printed, and what it changes against the one before. */
function ListPaper({ preview }: { preview: Preview }) {
  const translate = useTranslate();
  const label = useLabel();
  const name = useTypeName();
  const { day } = useFormat();
  const { number, title, validFrom, validTo, entries, incomplete, diff } = preview;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="h6" component="h2">
        {translate('screens.ServiceList.issue', { number })} {title}
      </Typography>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {label('validFrom', 'ListPreview')} {day(validFrom)} · {label('validTo', 'ListPreview')} {day(validTo)}
      </Typography>
      {incomplete.map(({ submissionId, number: of, product, lacks }) => (
        <Alert key={submissionId} severity="error" sx={{ mb: 1 }}>
          <MuiLink component={Link} to={`/Submission/${submissionId}/show`}>
            {of} {product}
          </MuiLink>
          {` · ${label('lacks', 'IncompleteEntry')}: ${lacks.map(field => label(field, 'Offering')).join('、')}`}
        </Alert>
      ))}
      <Differences difference={diff} draft />
      <Paper variant="outlined" component="section" sx={{ p: 2, mb: 2 }}>
        <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
          {translate('screens.ListProposal.wholeList', { count: entries.length })}
        </Typography>
        <DraftEntries rows={entries} name={name('ListEntry', 2)} />
      </Paper>
    </Box>
  );
}

/** The second signature under a list: what is signed is what stands here, and nothing else. */
export function Publish() {
  const { id = '' } = useParams();
  const panel = usePanel();
  const name = useTypeName();
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { data: proposal, error, refetch } = useGetOne<Row>('ListProposal', { id, meta: whole }, { retry: false });
  const callId = proposal?.callId as string | undefined;
  const preview = useQuery({
    queryKey: ['ListProposal', 'preview', callId],
    queryFn: () => panel.ask(PreviewAsk, { callId: callId! }),
    enabled: callId !== undefined,
    gcTime: 0,
  });
  if (error) return <Trouble error={error} again={refetch} />;
  if (preview.error) return <Trouble error={preview.error} again={preview.refetch} />;
  if (!proposal || !preview.data) return <Loading />;
  const draft = preview.data.serviceListPreview;
  return (
    <ResourceContextProvider value="ListProposal">
      <ActForm
        title={translate('screens.ListProposal.sign')}
        name={translate('screens.ListProposal.sign')}
        path={[
          { name: name('ListProposal', 2), to: '/ListProposal' },
          { name: proposal.title, to: `/ListProposal/${id}/show` },
        ]}
        groups={[
          {
            inputs: [
              <Alert key="hint" severity="warning" sx={{ mb: 2 }}>
                {translate('screens.ListProposal.signHint', { who: proposal.proposedBy })}
              </Alert>,
              ...(draft ? [<ListPaper key="what" preview={draft} />] : []),
            ],
          },
        ]}
        act={async () => {
          try {
            const { publishServiceList } = await panel.ask(PublishAsk, { callId: proposal.callId, fingerprint: draft?.fingerprint });
            notify(translate('moves.ListProposal.PUBLISH.done'), { type: 'success' });
            refresh();
            navigate(`/ServiceList/${publishServiceList.id}/show`);
          } catch (refusal) {
            preview.refetch();
            throw refusal;
          }
        }}
      />
    </ResourceContextProvider>
  );
}
