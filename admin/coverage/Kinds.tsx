import { Box, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useFormat, useLabel } from '../kit/hooks.ts';
import { listOf } from '../kit/names.ts';
import type { CoverageAnswer } from './asks.ts';
import { useCoverageWords } from './words.ts';

/** What the figure stands on: evidence by kind, and how many enterprises count by it. */
export function Kinds({ at, kinds }: { at: string; kinds: CoverageAnswer['evidenceByKind'] }) {
  const words = useCoverageWords();
  const translate = useTranslate();
  const label = useLabel();
  const { number } = useFormat();
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={words('kinds')} sx={{ '& tbody th': { minWidth: 140 }, '& thead th': { minWidth: 76 } }}>
        <TableHead>
          <TableRow>
            {(['kind', 'enterprises', 'alone', 'items', 'unverified'] as const).map(column => (
              <TableCell key={column} align={column === 'kind' ? undefined : 'right'}>
                {label(column, 'EvidenceOfKind')}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {kinds.map(({ kind, enterprises, alone, items, unverified }) => (
            <TableRow key={kind} hover>
              <TableCell component="th" scope="row">
                {translate(`enums.EvidenceKind.${kind}`)}
              </TableCell>
              <TableCell align="right">
                {enterprises ? (
                  <MuiLink component={Link} to={listOf('RegisterEntry', { figure: { at, kind } })}>
                    {number(enterprises)}
                  </MuiLink>
                ) : (
                  number(0)
                )}
              </TableCell>
              <TableCell align="right">{number(alone)}</TableCell>
              <TableCell align="right">{number(items)}</TableCell>
              <TableCell align="right">{number(unverified)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
