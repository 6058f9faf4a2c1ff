import { Box, Button, Chip, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link, useSearchParams } from 'react-router-dom';
import { Coded } from '../kit/codes.tsx';
import { useFormat, useLabel, usePanel } from '../kit/hooks.ts';
import type { Input } from '../kit/source.ts';
import { Loading, Trouble } from '../kit/states.tsx';
import { GapAsk } from './asks.ts';
import { behind } from './links.ts';
import { useCoverageWords } from './words.ts';

const size = 25;
type Reason = NonNullable<NonNullable<Input<'RegisterEntryFilter'>['figure']>['reason']>;

/** Who does not count, by name and reason: the work that is left. */
export function Gap({ at }: { at: string }) {
  const words = useCoverageWords();
  const translate = useTranslate();
  const label = useLabel();
  const { number } = useFormat();
  const panel = usePanel();
  const [params, setParams] = useSearchParams();
  const reason = (params.get('reason') ?? undefined) as Reason | undefined;
  const offset = Number(params.get('offset') ?? 0);
  const { data, error, refetch } = useQuery({
    queryKey: ['coverage', 'gap', at, reason, offset],
    queryFn: () => panel.ask(GapAsk, { at, reason, offset }),
    placeholderData: keepPreviousData,
  });
  const set = (key: string, value?: string) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        next.delete('offset');
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const { nodes, reasons, totalCount } = data.gapList;
  const all = reasons.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return <Typography variant="body2">{words('gapNone')}</Typography>;
  const choices = [{ value: undefined, name: words('anyReason'), count: all }].concat(
    reasons.map(({ reason: value, count }) => ({ value: value as never, name: translate(`enums.GapReason.${value}`), count })),
  );
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 1 }} role="group" aria-label={label('reason', 'GapName')}>
        {choices.map(({ value, name, count }) => (
          <Chip
            key={name}
            label={`${name} ${number(count)}`}
            color={value === reason ? 'primary' : 'default'}
            variant={value === reason ? 'filled' : 'outlined'}
            aria-pressed={value === reason}
            onClick={() => set('reason', value)}
          />
        ))}
      </Box>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" aria-label={words('gapList')} sx={{ '& tbody th': { minWidth: 150 }, '& td': { minWidth: 88 } }}>
          <TableHead>
            <TableRow>
              <TableCell>{label('name', 'RegisterEntry')}</TableCell>
              <TableCell>{label('reason', 'GapName')}</TableCell>
              <TableCell>{label('district', 'RegisterEntry')}</TableCell>
              <TableCell>{label('division', 'RegisterEntry')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {nodes.map(({ reason: why, entry }) => (
              <TableRow key={entry.id} hover>
                <TableCell component="th" scope="row">
                  <MuiLink component={Link} to={`/coverage/why/${entry.enterpriseId}?at=${at}`}>
                    {entry.name}
                  </MuiLink>
                </TableCell>
                <TableCell>{translate(`enums.GapReason.${why}`)}</TableCell>
                <TableCell>
                  <Coded value={entry.district} table="District" />
                </TableCell>
                <TableCell>
                  <Coded value={entry.division} table="Division" />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mt: 1 }}>
        <Typography variant="body2">
          {words('pageOf', { from: offset + 1, to: Math.min(offset + size, totalCount), all: number(totalCount) })}
        </Typography>
        <Button size="small" disabled={offset === 0} onClick={() => set('offset', offset > size ? String(offset - size) : undefined)}>
          {translate('ra.navigation.previous')}
        </Button>
        <Button size="small" disabled={offset + size >= totalCount} onClick={() => set('offset', String(offset + size))}>
          {translate('ra.navigation.next')}
        </Button>
        <Box sx={{ flex: 1 }} />
        <MuiLink component={Link} to={behind(reason ? { at, reason } : { at, counted: false })} variant="body2">
          {words('asList')}
        </MuiLink>
      </Box>
    </>
  );
}
