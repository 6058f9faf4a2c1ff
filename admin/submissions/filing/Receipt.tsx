import Download from '@mui/icons-material/DownloadOutlined';
import Print from '@mui/icons-material/PrintOutlined';
import { Box, Button, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { graphql } from '../../../schema/graphql.ts';
import { useFormat, useLabel, usePanel, useTypeName } from '../../kit/hooks.ts';
import { Page } from '../../kit/Page.tsx';
import { Loading, NotFound, Trouble } from '../../kit/states.tsx';

const ReceiptAsk = graphql(`
  query Receipt($id: ID!) {
    submission(id: $id) {
      id number name state
      call { title code }
      provider { name uscc }
      snapshot { files { id name sha256 } }
      filed { id ordinal receipt contentHash content filedAt author typist }
    }
  }
`);

/** Brings what was filed to disk, letter for letter as it is hashed. */
function save(name: string, content: string) {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The receipt of the latest filing: to print, to keep, and for anybody to check. */
export function Receipt() {
  const { id = '' } = useParams();
  const panel = usePanel();
  const translate = useTranslate();
  const name = useTypeName();
  const label = useLabel();
  const { exact } = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['Submission', 'receipt', id],
    queryFn: () => panel.ask(ReceiptAsk, { id }),
    retry: false,
  });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const { submission } = data;
  const filing = [...(submission?.filed ?? [])].sort((a, b) => b.ordinal - a.ordinal)[0];
  if (!submission || !filing) return <NotFound />;
  const lines: [string, string, boolean?][] = [
    [label('call', 'Submission'), `${submission.call?.title} (${submission.call?.code})`],
    [label('author', 'Filing'), `${filing.author} (${submission.provider?.uscc})`],
    [label('name', 'Submission'), submission.name],
    [label('number', 'Submission'), submission.number ?? '', true],
    [label('receipt', 'Filing'), filing.receipt, true],
    [label('filedAt', 'Filing'), `${exact(filing.filedAt)} (${translate('screens.Submission.databaseTime')})`],
    [label('typist', 'Filing'), filing.typist],
    [label('ordinal', 'Filing'), String(filing.ordinal)],
    [label('contentHash', 'Filing'), filing.contentHash, true],
  ];
  return (
    <Page
      title={translate('screens.Submission.receiptOf', { number: submission.number ?? '' })}
      path={[
        { name: name('Submission', 2), to: '/Submission' },
        { name: `${submission.number} ${submission.name}`, to: `/Submission/${id}/show` },
      ]}
    >
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 4 }, maxWidth: 880 }}>
        <Typography variant="h5" component="h2" align="center" sx={{ mb: 3 }}>
          {translate('screens.Submission.receipt')}
        </Typography>
        <Box
          component="dl"
          sx={{ m: 0, display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '140px 1fr' }, columnGap: 2, rowGap: { xs: 0.5, sm: 1.5 } }}
        >
          {lines.map(([term, value, code]) => (
            <Box key={term} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" color="text.secondary">
                {term}
              </Typography>
              <Typography
                component="dd"
                sx={{ m: 0, mb: { xs: 1, sm: 0 }, overflowWrap: 'anywhere', fontFamily: code ? 'monospace' : undefined }}
              >
                {value}
              </Typography>
            </Box>
          ))}
        </Box>
        {submission.snapshot?.files.length ? (
          <Box sx={{ mt: 3 }}>
            <Typography variant="subtitle2" component="h3">
              {translate('screens.Submission.files')}
            </Typography>
            {submission.snapshot.files.map(file => (
              <Typography key={file.id} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {file.name} <span style={{ fontFamily: 'monospace', opacity: 0.7 }}>{file.sha256}</span>
              </Typography>
            ))}
          </Box>
        ) : null}
        <Typography variant="body2" color="text.secondary" sx={{ mt: 3 }}>
          {translate('screens.Submission.howToCheck')} {`${location.origin}/#/public/receipt`}
        </Typography>
      </Paper>
      <Box className="no-print" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
        <Button variant="contained" startIcon={<Print />} onClick={() => window.print()}>
          {translate('screens.Submission.print')}
        </Button>
        <Button variant="outlined" startIcon={<Download />} onClick={() => save(`${filing.receipt}.json`, filing.content)}>
          {translate('screens.Submission.downloadContent')}
        </Button>
        <Button component={Link} to={`/public/receipt?receipt=${encodeURIComponent(filing.receipt)}&hash=${filing.contentHash}`}>
          {translate('screens.Submission.checkIt')}
        </Button>
      </Box>
    </Page>
  );
}
