import Warning from '@mui/icons-material/WarningAmber';
import { Box, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useNameOf } from '../../calls/Rubric.tsx';
import { useLabel } from '../../kit/hooks.ts';
import type { Row } from '../../kit/nouns.ts';
import type { Result } from './ask.ts';

interface Named {
  code: string;
  name: string;
  nameEn: string;
}

/** Why a submission stands where it stands: every mark, what was left out, the means and what is asked of them. */
export function Why({ result, before, rubric }: { result: Result; before?: Result; rubric: Row | undefined }) {
  const translate = useTranslate();
  const label = useLabel();
  const nameOf = useNameOf();
  const named = (code: string) => {
    const found = (rubric?.criteria as Named[] | undefined)?.find(it => it.code === code);
    return found ? nameOf(found) : code;
  };
  const failing = result.criteria.filter(({ enough }) => !enough).map(({ criterion }) => named(criterion));
  const reasons = [
    ...(result.agreed ? [translate('screens.Review.byAgreement')] : []),
    ...(result.vetoed ? [translate('screens.Review.byVeto')] : []),
    ...(result.reaches ? [] : [translate('screens.Review.byPass', { total: result.total, pass: rubric?.pass ?? '' })]),
    ...(failing.length ? [translate('screens.Review.byMinimum', { names: failing.join('、') })] : []),
    ...(result.standing === 'NO_SEAT' ? [translate('screens.Review.bySeats')] : []),
    ...(result.tieBreak && before
      ? [
          result.tieBreak === 'NUMBER'
            ? translate('screens.Review.byNumber', { other: before.number })
            : translate('screens.Review.byTie', { other: before.number, name: named(result.tieBreak) }),
        ]
      : []),
    ...(result.setAside ? [translate('screens.Review.aside', { count: result.setAside })] : []),
    ...(result.abstentions ? [translate('screens.Review.abstained', { count: result.abstentions })] : []),
  ];
  return (
    <Box sx={{ py: 1 }}>
      {reasons.map(reason => (
        <Typography key={reason} variant="body2">
          {reason}
        </Typography>
      ))}
      <Table size="small" sx={{ mt: 1 }}>
        <TableHead>
          <TableRow>
            <TableCell>{label('expertName', 'SheetResult')}</TableCell>
            {result.criteria.map(({ criterion }) => (
              <TableCell key={criterion} align="right">
                {named(criterion)}
              </TableCell>
            ))}
            <TableCell align="right">{label('total', 'SheetResult')}</TableCell>
            <TableCell align="right">{label('deviation', 'SheetResult')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {result.sheets.map(sheet => (
            <TableRow
              key={sheet.reviewId}
              sx={sheet.dropped ? { '& td': { color: 'text.secondary', textDecoration: 'line-through' } } : undefined}
            >
              <TableCell>
                <MuiLink component={Link} to={`/Review/${sheet.reviewId}/show`}>
                  {sheet.expertName}
                </MuiLink>
              </TableCell>
              {result.criteria.map(({ criterion }) => (
                <TableCell key={criterion} align="right">
                  {sheet.marks.find(it => it.criterion === criterion)?.mark}
                </TableCell>
              ))}
              <TableCell align="right" title={sheet.dropped ? translate(`enums.DroppedSheet.${sheet.dropped}`) : undefined}>
                {sheet.total}
              </TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap', color: sheet.outlying ? 'warning.main' : undefined }}>
                {sheet.outlying ? <Warning fontSize="inherit" titleAccess={label('outlying', 'SheetResult')} /> : null}{' '}
                {sheet.deviation ?? '—'}
              </TableCell>
            </TableRow>
          ))}
          <TableRow sx={{ '& td': { fontWeight: 600 } }}>
            <TableCell>{label('mean', 'ReviewResult')}</TableCell>
            {result.criteria.map(({ criterion, mean, minimum, enough }) => (
              <TableCell
                key={criterion}
                align="right"
                sx={{ color: enough ? undefined : 'error.main' }}
                title={minimum ? `≥ ${minimum}` : undefined}
              >
                {mean}
              </TableCell>
            ))}
            <TableCell align="right">{result.mean}</TableCell>
            <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
              {label('median', 'ReviewResult')} {result.median}
            </TableCell>
          </TableRow>
        </TableBody>
      </Table>
    </Box>
  );
}
