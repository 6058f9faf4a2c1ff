import { Box, Skeleton } from '@mui/material';
import { lazy, Suspense } from 'react';
import { useSay } from '../i18n/index.ts';
import { useFormat } from './hooks.ts';

export interface Series {
  key: string;
  label: string;
  kind?: 'bar' | 'line';
}

export interface ChartProps {
  /** What the chart shows, for those who cannot see it. */
  name: string;
  data: readonly Record<string, string | number>[];
  /** The key of the label of each point. */
  x: string;
  series: readonly Series[];
  /** A line to be reached. */
  target?: { value: number; label: string };
  /** Bars that lie, for long labels. */
  lying?: boolean;
  height?: number;
  unit?: string;
  /** Where the axis of values begins and ends, for lines that move little; bars begin at none. */
  span?: readonly [number, number];
  /** The id of the table that already says the same. */
  table?: string;
}

const Drawing = lazy(() => import('./Drawing.tsx'));

/** A chart, drawn by a library that loads with the first chart; the same figures as a table below it. */
export function Chart(props: ChartProps) {
  const say = useSay();
  const { name, height = 280, table } = props;
  return (
    <Box component="figure" sx={{ m: 0 }}>
      <Box role="img" aria-label={say('field.chart', { name })} aria-details={table} sx={{ height, width: '100%', minWidth: 0 }}>
        <Suspense fallback={<Skeleton variant="rounded" height={height} />}>
          <Drawing {...props} />
        </Suspense>
      </Box>
      {table ? null : <Twin {...props} />}
    </Box>
  );
}

function Twin({ name, data, x, series, unit = '' }: ChartProps) {
  const say = useSay();
  const { number } = useFormat();
  return (
    <Box component="details" sx={{ mt: 1, typography: 'body2' }}>
      <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary' }}>
        {say('field.chartTable')}
      </Box>
      <Box
        component="table"
        sx={{
          borderCollapse: 'collapse',
          mt: 1,
          '& td, & th': { px: 1, py: 0.5, borderBottom: 1, borderColor: 'divider', textAlign: 'right' },
          '& th:first-of-type': { textAlign: 'left' },
        }}
      >
        <caption style={{ captionSide: 'top', textAlign: 'left' }}>{name}</caption>
        <thead>
          <tr>
            <th scope="col" aria-label={name} />
            {series.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map(point => (
            <tr key={String(point[x])}>
              <th scope="row">{point[x]}</th>
              {series.map(({ key }) => (
                <td key={key}>{point[key] === undefined ? '' : `${number(point[key])}${unit}`}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
