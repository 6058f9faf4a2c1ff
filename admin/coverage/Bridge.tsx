import { Link as MuiLink, Table, TableBody, TableCell, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useFormat } from '../kit/hooks.ts';
import { behind, behindStep, steps } from './links.ts';
import { type Bridge, useSigned } from './Months.tsx';
import { useCoverageWords } from './words.ts';

/** How the number of one day became that of another: every step a number with its rows behind it. */
export function BridgeTable({ bridge, at, d }: { bridge: Bridge | null; at: string; d: number }) {
  const words = useCoverageWords();
  const translate = useTranslate();
  const { day, number } = useFormat();
  const signed = useSigned();
  if (!bridge)
    return (
      <Typography variant="body2" color="text.secondary">
        {words('bridgeHint')}
      </Typography>
    );
  const { from } = bridge;
  const start = steps.reduce((sum, { field, sign }) => sum - sign * bridge[field], d);
  const edge = (name: string, on: string, count: number) => (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>
        {name} · {day(on)}
      </TableCell>
      <TableCell align="right" sx={{ fontWeight: 600 }}>
        <MuiLink component={Link} to={behind({ at: on, counted: true })}>
          {number(count)}
        </MuiLink>
      </TableCell>
    </TableRow>
  );
  return (
    <Table size="small" aria-label={words('bridgeOf', { from: day(from), at: day(at) })}>
      <TableBody>
        {edge(words('start'), from, start)}
        {steps.map(({ step, field, sign }) => (
          <TableRow key={step} hover>
            <TableCell component="th" scope="row" sx={{ pl: 4 }}>
              {translate(`enums.BridgeStep.${step}`)}
            </TableCell>
            <TableCell align="right">
              {bridge[field] ? (
                <MuiLink component={Link} to={behindStep(from, at, step)}>
                  {signed(bridge[field], sign)}
                </MuiLink>
              ) : (
                number(0)
              )}
            </TableCell>
          </TableRow>
        ))}
        {edge(words('end'), at, d)}
      </TableBody>
    </Table>
  );
}
