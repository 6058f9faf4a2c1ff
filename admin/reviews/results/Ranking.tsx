import ExpandLess from '@mui/icons-material/ExpandLess';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Warning from '@mui/icons-material/WarningAmber';
import { Box, Chip, IconButton, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Fragment, useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useFormat, useLabel } from '../../kit/hooks.ts';
import type { Row } from '../../kit/nouns.ts';
import { Choice } from '../../kit/values.tsx';
import type { Result } from './ask.ts';
import { Why } from './Why.tsx';

const tones = { SEATED: 'success', NO_SEAT: 'warning', NOT_PASSING: 'default' } as const;
const heads = ['rank', 'number', 'name', 'providerName', 'kind', 'total', 'standing', 'spread', 'reviews'] as const;
const ends: readonly string[] = ['rank', 'total', 'spread', 'reviews'];

/** Best first, with the cut line below the last one who has a seat; each row opens to say why it stands there. */
export function Ranking({ rows, rubric }: { rows: readonly Result[]; rubric: Row | undefined }) {
  const translate = useTranslate();
  const label = useLabel();
  const [open, setOpen] = useState<string>();
  const last = rows.map(({ standing }) => standing).lastIndexOf('SEATED');
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={translate('screens.Review.results')}>
      <Table size="small" aria-label={translate('screens.Review.results')} sx={{ minWidth: 900 }}>
        <TableHead>
          <TableRow>
            {heads.map(key => (
              <TableCell key={key} align={ends.includes(key) ? 'right' : undefined} sx={{ whiteSpace: 'nowrap' }}>
                {label(key, 'ReviewResult')}
              </TableCell>
            ))}
            <TableCell />
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row, at) => (
            <Fragment key={row.submissionId}>
              <Line
                row={row}
                open={open === row.submissionId}
                toggle={() => setOpen(open === row.submissionId ? undefined : row.submissionId)}
              />
              {open === row.submissionId ? (
                <TableRow>
                  <TableCell colSpan={heads.length + 1} sx={{ bgcolor: 'action.hover' }}>
                    <Why result={row} before={rows[at - 1]} rubric={rubric} />
                  </TableCell>
                </TableRow>
              ) : null}
              {at === last && at < rows.length - 1 ? (
                <TableRow>
                  <TableCell colSpan={heads.length + 1} sx={{ py: 0.25, borderTop: 2, borderTopColor: 'primary.main' }}>
                    <Typography variant="caption" color="primary">
                      {translate('screens.Review.cutLine')}
                    </Typography>
                  </TableCell>
                </TableRow>
              ) : null}
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function Line({ row, open, toggle }: { row: Result; open: boolean; toggle: () => void }) {
  const translate = useTranslate();
  const { number } = useFormat();
  return (
    <TableRow hover>
      <TableCell align="right">{row.rank}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{row.number}</TableCell>
      <TableCell>
        <MuiLink component={Link} to={`/Submission/${row.submissionId}/show`}>
          {row.name}
        </MuiLink>
      </TableCell>
      <TableCell>{row.providerName}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <Choice value={row.kind} of="ProviderKind" />
      </TableCell>
      <TableCell align="right">{row.total}</TableCell>
      <TableCell>
        <Chip size="small" color={tones[row.standing]} label={translate(`enums.ResultStanding.${row.standing}`)} />
      </TableCell>
      <TableCell align="right" sx={{ color: row.flagged ? 'warning.main' : undefined, whiteSpace: 'nowrap' }}>
        {row.flagged ? <Warning fontSize="inherit" titleAccess={translate('resources.ReviewResult.fields.flagged')} /> : null}{' '}
        {number(row.spread)}
      </TableCell>
      <TableCell align="right">{row.reviews}</TableCell>
      <TableCell padding="checkbox">
        <IconButton
          size="small"
          aria-expanded={open}
          aria-label={translate('screens.Review.standsHere', { number: row.number })}
          onClick={toggle}
        >
          {open ? <ExpandLess /> : <ExpandMore />}
        </IconButton>
      </TableCell>
    </TableRow>
  );
}
