import CompareArrows from '@mui/icons-material/CompareArrows';
import { Box, Button, Chip, Link as MuiLink, Paper, Table, TableBody, TableCell, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { usePanelAuth } from '../kit/about.ts';
import { Coded } from '../kit/codes.tsx';
import { useFormat, useMay, usePanel } from '../kit/hooks.ts';
import { Loading, NotFound, Trouble } from '../kit/states.tsx';
import { Money, Paragraphs } from '../kit/values.tsx';
import { OfferingAsk } from './asks.ts';
import { useCatalogueWords } from './catalogueWords.ts';
import { Head } from './Head.tsx';
import { usePublicWords } from './words.ts';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box sx={{ mb: 2 }}>
      <Typography variant="subtitle2" component="h3" color="text.secondary">
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** The way to a trial: for an enterprise the form, for others how one gets there. */
function Apply({ id, left }: { id: string; left: number }) {
  const words = usePublicWords();
  const may = useMay();
  const auth = usePanelAuth();
  const { data: me } = useQuery({ queryKey: ['auth', 'me'], queryFn: auth.me, staleTime: 60_000 });
  const form = `/Trial/create?source=${encodeURIComponent(JSON.stringify({ offeringId: id, waitIfFull: left === 0 }))}`;
  if (may('createTrial'))
    return (
      <Button variant="contained" size="large" component={Link} to={form}>
        {words('apply')}
      </Button>
    );
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      {me ? null : (
        <Button variant="contained" size="large" component={Link} to="/login">
          {words('applySignIn')}
        </Button>
      )}
      <Typography variant="body2" color="text.secondary">
        {words('applyWho')}
      </Typography>
    </Box>
  );
}

/** One offering with all its terms in plain words. */
export function OfferingPage() {
  const { id = '' } = useParams();
  const words = usePublicWords();
  const own = useCatalogueWords();
  const translate = useTranslate();
  const panel = usePanel();
  const { day, money } = useFormat();
  const { data, error, refetch } = useQuery({ queryKey: ['catalogue', id], queryFn: () => panel.ask(OfferingAsk, { id }) });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const it = data.offering;
  if (!it) return <NotFound />;
  const promises = [
    [words('free'), words('days', { count: it.freeDays })],
    [words('start'), words('workingDays', { count: it.startWithinDays })],
    [words('priceAfter'), words('perYear', { price: money(it.priceAfter) })],
  ];
  return (
    <>
      <Head title={it.name} back="/public/catalogue" />
      <Typography color="text.secondary" sx={{ mb: 1 }}>
        {words('by', { provider: it.providerName })} ·{' '}
        <MuiLink component={Link} to={`/public/lists/${it.listId}`}>
          {words('inList', { number: it.listNumber })}
        </MuiLink>{' '}
        · {words('until', { day: day(it.validTo) })}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
        <Chip size="small" variant="outlined" label={translate(`enums.SolutionKind.${it.kind}`)} />
        <Chip
          size="small"
          color={it.seatsLeft > 0 ? 'success' : 'warning'}
          variant="outlined"
          label={it.seatsLeft > 0 ? words('seats', { left: it.seatsLeft, all: it.seats }) : words('full')}
        />
      </Box>
      <Box sx={{ display: 'grid', gap: 2, mb: 2, gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, minmax(0, 1fr))' } }}>
        {promises.map(([label, text]) => (
          <Paper key={label} variant="outlined" sx={{ p: 2 }}>
            <Typography variant="body2" color="text.secondary">
              {label}
            </Typography>
            <Typography variant="h6" component="p">
              {text}
            </Typography>
          </Paper>
        ))}
      </Box>
      <Paper variant="outlined" sx={{ p: 2 }}>
        <Typography variant="h6" component="h2" sx={{ mb: 1.5 }}>
          {words('terms')}
        </Typography>
        {it.painPoint ? (
          <Part title={words('pain')}>
            <Paragraphs value={it.painPoint} />
          </Part>
        ) : null}
        <Part title={words('fits')}>
          <Typography variant="body2">
            <Coded value={it.scenarios} table="Scenario" />
          </Typography>
          <Typography variant="body2">
            <Coded value={it.divisions} table="Division" />
          </Typography>
        </Part>
        <Part title={words('included')}>
          <Box component="ul" sx={{ m: 0, pl: 2.5, typography: 'body2' }}>
            {it.included.map(text => (
              <li key={text}>{text}</li>
            ))}
          </Box>
        </Part>
        <Part title={words('notFree')}>
          {it.excluded.length ? (
            <Table size="small" aria-label={words('notFree')} sx={{ maxWidth: 560 }}>
              <TableBody>
                {it.excluded.map(({ name, price }) => (
                  <TableRow key={name}>
                    <TableCell component="th" scope="row">
                      {name}
                    </TableCell>
                    <TableCell align="right">
                      <Money value={price} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          ) : (
            <Typography variant="body2">{words('allFree')}</Typography>
          )}
        </Part>
        {it.exitTerms ? (
          <Part title={words('exit')}>
            <Paragraphs value={it.exitTerms} />
          </Part>
        ) : null}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }} className="no-print">
          <Apply id={it.id} left={it.seatsLeft} />
          <Button component={Link} to={`/public/catalogue?scenario=${it.mainScenario}&vs=${it.id}`} startIcon={<CompareArrows />}>
            {own('inCompare')}
          </Button>
        </Box>
      </Paper>
    </>
  );
}
