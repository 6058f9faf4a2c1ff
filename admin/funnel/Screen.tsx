import { Box, Paper, TextField, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { useAbout } from '../kit/about.ts';
import { Chart } from '../kit/Chart.tsx';
import { useLabel, usePanel } from '../kit/hooks.ts';
import { Page } from '../kit/Page.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { FunnelAsk } from './asks.ts';
import { FunnelTable, steps } from './Table.tsx';
import { useFunnelWords } from './words.ts';

/** Twelve months back, from the first of that month. */
function yearBefore(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10);
}

function Funnel({ today }: { today: string }) {
  const words = useFunnelWords();
  const label = useLabel();
  const panel = usePanel();
  const [params, setParams] = useSearchParams();
  const to = params.get('to') || today;
  const from = params.get('from') || yearBefore(today);
  const set = (key: string, value: string) => setParams({ from, to, [key]: value }, { replace: true });
  const { data, error, refetch } = useQuery({
    queryKey: ['Trial', 'funnel', from, to],
    queryFn: () => panel.ask(FunnelAsk, { from, to }),
    placeholderData: keepPreviousData,
  });
  const months = data?.trialFunnel;
  return (
    <Page title={words('title')}>
      <Paper variant="outlined" sx={{ p: 1.5, mb: 2, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {Object.entries({ from, to }).map(([key, value]) => (
          <TextField
            key={key}
            type="date"
            label={words(key as 'from' | 'to')}
            value={value}
            onChange={event => set(key, event.target.value)}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        ))}
      </Paper>
      {error ? (
        <Trouble error={error} again={refetch} />
      ) : !months ? (
        <Loading />
      ) : (
        <Paper variant="outlined" sx={{ p: 2, minWidth: 0 }}>
          <Chart
            name={words('name')}
            table="funnel"
            x="month"
            data={months.map(({ rate: _, ...month }) => month)}
            series={steps.map(key => ({ key, label: label(key, 'FunnelMonth'), kind: key === 'converted' ? 'line' : 'bar' }))}
          />
          <Box sx={{ mt: 2 }}>
            <FunnelTable id="funnel" months={months} asked={{ from, to }} />
          </Box>
          <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
            {words('note')}
          </Typography>
        </Paper>
      )}
    </Page>
  );
}

/** How far trials come, month by month. */
export function FunnelScreen() {
  const about = useAbout();
  return about ? <Funnel today={about.now.slice(0, 10)} /> : <Loading />;
}
