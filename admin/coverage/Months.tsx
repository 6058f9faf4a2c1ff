import { Box, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { Chart } from '../kit/Chart.tsx';
import { rateOf, useFormat } from '../kit/hooks.ts';
import { Rate } from '../kit/values.tsx';
import { behind, behindStep, steps } from './links.ts';
import { useCoverageWords } from './words.ts';

export type Bridge = { from: string } & Record<(typeof steps)[number]['field'], number>;
export interface Month {
  month: string;
  at: string;
  n: number;
  d: number;
  bridge: Bridge | null;
}

/** A number with its sign; nothing for none. */
export const useSigned = () => {
  const { number } = useFormat();
  return (count: number, sign: 1 | -1) => (count === 0 ? number(0) : `${sign > 0 ? '+' : '−'}${number(count)}`);
};

/** The figure month by month, and by how many it moved for which reason. */
export function Months({ months, year, target }: { months: readonly Month[]; year: number; target?: number }) {
  const words = useCoverageWords();
  const translate = useTranslate();
  const { number } = useFormat();
  const signed = useSigned();
  if (months.length === 0)
    return (
      <Typography variant="body2" color="text.secondary">
        {words('noMonths')}
      </Typography>
    );
  const told = steps.filter(({ field }) => months.some(({ bridge }) => bridge && bridge[field] > 0));
  const edges = [...months.map(({ d, n }) => Number(rateOf(n, d))), ...(target === undefined ? [] : [target])];
  return (
    <>
      <Chart
        name={words('trend', { year: String(year) })}
        table="months"
        x="month"
        unit="%"
        height={220}
        span={[Math.max(0, Math.floor(Math.min(...edges)) - 1), Math.min(100, Math.ceil(Math.max(...edges)) + 1)]}
        data={months.map(({ month, d, n }) => ({ month: month.slice(5), rate: Number(rateOf(n, d)) }))}
        series={[{ key: 'rate', label: words('rate'), kind: 'line' }]}
        target={target === undefined ? undefined : { value: target, label: words('target', { value: target }) }}
      />
      <Box sx={{ overflowX: 'auto', mt: 1 }}>
        <Table
          size="small"
          id="months"
          aria-label={words('months')}
          sx={{
            '& td, & th': { px: { xs: 0.75, sm: 1.5 } },
            '& tbody td, & tbody th': { whiteSpace: 'nowrap' },
            '& thead th': { minWidth: 60 },
          }}
        >
          <TableHead>
            <TableRow>
              <TableCell>{words('month')}</TableCell>
              <TableCell align="right">{words('rate')}</TableCell>
              <TableCell align="right">{words('counted')}</TableCell>
              <TableCell align="right">{words('all')}</TableCell>
              {told.map(({ step }) => (
                <TableCell key={step} align="right">
                  {translate(`enums.BridgeStep.${step}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {months.map(({ month, at, n, d, bridge }) => (
              <TableRow key={month} hover>
                <TableCell component="th" scope="row">
                  {month}
                </TableCell>
                <TableCell align="right">
                  <Rate d={d} n={n} />
                </TableCell>
                <TableCell align="right">
                  <MuiLink component={Link} to={behind({ at, counted: true })}>
                    {number(d)}
                  </MuiLink>
                </TableCell>
                <TableCell align="right">
                  <MuiLink component={Link} to={behind({ at })}>
                    {number(n)}
                  </MuiLink>
                </TableCell>
                {told.map(({ step, field, sign }) => (
                  <TableCell key={step} align="right">
                    {bridge?.[field] ? (
                      <MuiLink component={Link} to={behindStep(bridge.from, at, step)}>
                        {signed(bridge[field], sign)}
                      </MuiLink>
                    ) : bridge ? (
                      number(0)
                    ) : (
                      '—'
                    )}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </>
  );
}
