import Download from '@mui/icons-material/DownloadOutlined';
import { Box, Button, MenuItem, Paper, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useGetList, useLocale, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { useLabel, usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { DiffAsk } from './asks.ts';
import { Differences } from './Differences.tsx';

function Answer({ from, to }: { from: number; to: number }) {
  const panel = usePanel();
  const locale = useLocale();
  const translate = useTranslate();
  const { data, error, refetch } = useQuery({
    queryKey: ['ServiceList', 'diff', from, to],
    queryFn: () => panel.ask(DiffAsk, { from, to }),
  });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  return (
    <>
      <Box className="no-print" sx={{ mb: 1 }}>
        <Button startIcon={<Download />} href={`/lists/diff.csv?from=${from}&to=${to}&lang=${locale}`} download>
          {translate('screens.ServiceList.csv')}
        </Button>
      </Box>
      <Differences difference={data.serviceListDiff} />
    </>
  );
}

/** What one published list has that another has not; which two stands in the address. */
export function Diff() {
  const translate = useTranslate();
  const name = useTypeName();
  const label = useLabel();
  const [params, setParams] = useSearchParams();
  const {
    data: lists,
    error,
    refetch,
  } = useGetList<Row>('ServiceList', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'number', order: 'DESC' },
  });
  const numbers = (lists ?? []).map(({ number }) => number as number);
  const chosen = (key: 'from' | 'to', otherwise: number | undefined) => (params.get(key) ? Number(params.get(key)) : otherwise);
  const to = chosen('to', numbers[0]);
  const from = chosen('from', numbers[1] ?? numbers[0]);
  return (
    <Page title={translate('screens.ServiceList.compare')} path={[{ name: name('ServiceList', 2), to: '/ServiceList' }]}>
      <Paper variant="outlined" sx={{ p: 1.5, mb: 2, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {(['from', 'to'] as const).map(key => (
          <TextField
            key={key}
            select
            sx={{ minWidth: 220 }}
            label={label(key, 'ListDiff')}
            value={numbers.length ? ((key === 'from' ? from : to) ?? '') : ''}
            onChange={event => setParams({ from: String(from ?? ''), to: String(to ?? ''), [key]: event.target.value }, { replace: true })}
          >
            {(lists ?? []).map(list => (
              <MenuItem key={list.id} value={list.number}>
                {translate('screens.ServiceList.issue', { number: list.number })} {list.title}
              </MenuItem>
            ))}
          </TextField>
        ))}
      </Paper>
      {error ? <Trouble error={error} again={refetch} /> : null}
      {lists && lists.length < 2 ? <Typography variant="body2">{translate('screens.ServiceList.tooFew')}</Typography> : null}
      {from !== undefined && to !== undefined && from !== to ? <Answer from={from} to={to} /> : null}
    </Page>
  );
}
