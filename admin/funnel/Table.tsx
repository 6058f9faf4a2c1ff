import { Box, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Link } from 'react-router-dom';
import { useFormat, useLabel, useMay } from '../kit/hooks.ts';
import { listOf } from '../kit/names.ts';
import { Rate } from '../kit/values.tsx';
import type { FunnelMonth } from './asks.ts';
import { useFunnelWords } from './words.ts';

export const steps = ['applied', 'accepted', 'started', 'ended', 'converted'] as const;
type Step = (typeof steps)[number];
type Span = { from: string; to: string };

const instants = ({ from, to }: Span) => ({ from: `${from}T00:00:00+08:00`, to: `${to}T23:59:59.999+08:00` });

/** The rows behind a figure, where the list can say which they are. */
const behind: Partial<Record<Step, (span: Span) => string>> = {
  applied: span => listOf('Trial', { appliedAt: instants(span) }),
  started: span => listOf('Trial', { startsOn: span }),
  ended: span => listOf('Trial', { endsAt: instants(span), state: ['ENDED', 'CONVERTED', 'NOT_CONVERTED'] }),
  converted: span => listOf('Trial', { endsAt: instants(span), state: ['CONVERTED'] }),
};

/** The days of a month that lie within what was asked for. */
function spanOf(month: string, { from, to }: Span): Span {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { from: from > `${month}-01` ? from : `${month}-01`, to: to < last ? to : last };
}

export function FunnelTable({ months, asked, id }: { months: readonly FunnelMonth[]; asked: Span; id: string }) {
  const words = useFunnelWords();
  const label = useLabel();
  const may = useMay();
  const { number } = useFormat();
  const sum = (step: Step) => months.reduce((total, month) => total + month[step], 0);
  const total = Object.fromEntries(steps.map(step => [step, sum(step)])) as Record<Step, number>;
  const line = (key: string, name: string, counts: Record<Step, number>, span: Span) => (
    <TableRow key={key} hover sx={key === 'total' ? { '& > *': { fontWeight: 600 } } : undefined}>
      <TableCell component="th" scope="row">
        {name}
      </TableCell>
      {steps.map(step => (
        <TableCell key={step} align="right">
          {behind[step] && counts[step] && may('trials') ? (
            <MuiLink component={Link} to={behind[step](span)}>
              {number(counts[step])}
            </MuiLink>
          ) : (
            number(counts[step])
          )}
        </TableCell>
      ))}
      <TableCell align="right">
        {counts.ended ? (
          <>
            {number(counts.converted)} / {number(counts.ended)} = <Rate d={counts.converted} n={counts.ended} />
          </>
        ) : (
          '—'
        )}
      </TableCell>
    </TableRow>
  );
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" id={id} aria-label={words('name')} sx={{ '& td, & th': { whiteSpace: 'nowrap' } }}>
        <TableHead>
          <TableRow>
            {(['month', ...steps, 'rate'] as const).map(field => (
              <TableCell key={field} align={field === 'month' ? undefined : 'right'}>
                {label(field, 'FunnelMonth')}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {months.map(month => line(month.month, month.month, month, spanOf(month.month, asked)))}
          {line('total', words('total'), total, asked)}
        </TableBody>
      </Table>
    </Box>
  );
}
