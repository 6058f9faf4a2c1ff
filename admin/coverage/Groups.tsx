import { Box, Chip, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow, useMediaQuery } from '@mui/material';
import { useLocale } from 'react-admin';
import { Link } from 'react-router-dom';
import { Chart } from '../kit/Chart.tsx';
import { rateOf, useFormat, useLabel } from '../kit/hooks.ts';
import { Rate } from '../kit/values.tsx';
import { type By, behind, columnOf } from './links.ts';
import { useCoverageWords } from './words.ts';

export interface Part {
  code: string;
  name: string;
  nameEn: string;
  n: number;
  d: number;
  gap: number | null;
  reached: boolean | null;
}

const titles = { DISTRICT: 'byDistrict', DIVISION: 'byDivision', SIZE: 'bySize' } as const;

/** The figure by its parts: a table whose every number leads to its rows. */
export function Groups({ id, at, by, groups }: { id: string; at: string; by: By; groups: readonly Part[] }) {
  const words = useCoverageWords();
  const { number } = useFormat();
  const english = useLocale() === 'en';
  const to = (code: string, counted?: boolean) => behind({ at, counted, within: { [columnOf[by]]: [code] } });
  const label = useLabel();
  const rowsOf = (name: string, count: number) => words('rows', { name, count: number(count) });
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table
        size="small"
        id={id}
        aria-label={words(titles[by])}
        sx={{
          '& td, & th': { px: { xs: 0.75, sm: 1.5 } },
          '& thead th': { whiteSpace: 'nowrap' },
          '& tbody th': { minWidth: by === 'DIVISION' ? 132 : 72 },
        }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{label(columnOf[by], 'RegisterEntry')}</TableCell>
            <TableCell align="right">{words('rate')}</TableCell>
            <TableCell align="right">{words('counted')}</TableCell>
            <TableCell align="right">{words('all')}</TableCell>
            <TableCell align="right">{words('todo')}</TableCell>
            <TableCell align="right">{words('open')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {groups.map(({ code, name: zh, nameEn, n, d, gap, reached }) => {
            const name = english ? nameEn : zh;
            const cells = [
              { key: 'd', count: d, to: to(code, true) },
              { key: 'n', count: n, to: to(code) },
            ];
            return (
              <TableRow key={code} hover>
                <TableCell component="th" scope="row">
                  {name}
                </TableCell>
                <TableCell align="right">
                  <Rate d={d} n={n} />
                </TableCell>
                {cells.map(({ key, count, to }) => (
                  <TableCell key={key} align="right">
                    <MuiLink component={Link} to={to} aria-label={rowsOf(name, count)}>
                      {number(count)}
                    </MuiLink>
                  </TableCell>
                ))}
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {reached ? (
                    <Chip size="small" variant="outlined" color="success" label={words('reached')} />
                  ) : gap === null ? (
                    '—'
                  ) : (
                    number(gap)
                  )}
                </TableCell>
                <TableCell align="right">
                  <MuiLink component={Link} to={to(code, false)} aria-label={rowsOf(name, n - d)}>
                    {number(n - d)}
                  </MuiLink>
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Box>
  );
}

/** A name that fits beside its bar. */
const short = (name: string, most: number) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);

/** The rates of the parts side by side, with the target as a line. The table of the same figures is `table`. */
export function GroupsChart({ by, groups, target, table }: { by: By; groups: readonly Part[]; target?: number; table: string }) {
  const words = useCoverageWords();
  const english = useLocale() === 'en';
  const narrow = useMediaQuery('(max-width: 600px)');
  // so many long names have no room on a narrow screen; the table says the same
  if (narrow && groups.length > 12) return null;
  return (
    <Chart
      name={words(titles[by])}
      table={table}
      x="name"
      unit="%"
      lying
      height={Math.max(220, groups.length * 30 + 40)}
      data={groups.map(({ name, nameEn, d, n }) => ({ name: english ? short(nameEn, 16) : short(name, 8), rate: Number(rateOf(n, d)) }))}
      series={[{ key: 'rate', label: words('rate') }]}
      target={target === undefined ? undefined : { value: target, label: words('target', { value: target }) }}
    />
  );
}
