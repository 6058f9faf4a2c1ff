import { Box, Chip, LinearProgress, Link as MuiLink, Paper, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { useFormat, useMay } from '../kit/hooks.ts';
import { listOf } from '../kit/names.ts';
import { Rate } from '../kit/values.tsx';
import { behind } from './links.ts';
import { useCoverageWords } from './words.ts';

export interface Figure {
  at: string;
  n: number;
  d: number;
  target: string | null;
  targetKind: string | null;
  needed: number | null;
  gap: number | null;
  reached: boolean | null;
  register: { id: string; month: string; version: number };
  rule: { id: string; ruleVersion: number };
}

const strong = { fontWeight: 600 } as const;

/** The one number: D of N, the rate cut and never rounded, what is lacking in enterprises, and on what day by which register. */
export function FigureCard({ figure, within }: { figure: Figure; within?: Record<string, readonly string[]> }) {
  const words = useCoverageWords();
  const may = useMay();
  const { day, number } = useFormat();
  const { at, n, d, target, targetKind, needed, gap, reached, register, rule } = figure;
  const rows = (counted?: boolean) => behind({ at, counted, within });
  const listed = may('registerEntries');
  const aim = !target ? words('noTarget') : words(targetKind === 'COUNT' ? 'targetCount' : 'target', { value: target });
  return (
    <Paper component="section" variant="outlined" sx={{ p: 2, minWidth: 0 }} aria-label={words('name')}>
      <Typography variant="body2" color="text.secondary">
        {words('name')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 2 }}>
        <Typography
          component="p"
          sx={{ fontSize: { xs: '2.6rem', sm: '3.2rem' }, fontWeight: 700, lineHeight: 1.2, color: 'primary.main' }}
        >
          <Rate d={d} n={n} />
        </Typography>
        <Box>
          <Typography component="p" sx={strong}>
            {listed ? (
              <>
                <MuiLink component={Link} to={rows(true)}>
                  {words('counted')} {number(d)}
                </MuiLink>
                {' / '}
                <MuiLink component={Link} to={rows()}>
                  {words('all')} {number(n)}
                </MuiLink>
              </>
            ) : (
              words('ofN', { d: number(d), n: number(n) })
            )}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {words('asOf', { day: day(at) })}
          </Typography>
        </Box>
      </Box>
      {needed !== null && n > 0 ? (
        <LinearProgress
          variant="determinate"
          value={Math.min(100, (100 * d) / Math.max(needed, 1))}
          aria-label={aim}
          color={reached ? 'success' : 'primary'}
          sx={{ height: 8, borderRadius: 4, my: 1 }}
        />
      ) : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography component="span" sx={strong}>
          {aim}
        </Typography>
        {reached ? <Chip size="small" color="success" variant="outlined" label={words('reached')} /> : null}
        {gap ? <Chip size="small" color="warning" variant="outlined" label={words('gap', { count: number(gap) })} /> : null}
        {listed && n > d ? (
          <MuiLink component={Link} to={rows(false)} variant="body2">
            {words('notCounted', { count: number(n - d) })}
          </MuiLink>
        ) : null}
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        <MuiLink component={Link} color="inherit" to={`/Register/${register.id}/show`}>
          {words('register', register)}
        </MuiLink>
        {' · '}
        <MuiLink component={Link} color="inherit" to={listOf('CoverageRule', { id: [rule.id] })}>
          {words('rule', { version: rule.ruleVersion })}
        </MuiLink>
      </Typography>
    </Paper>
  );
}
