import CompareArrows from '@mui/icons-material/CompareArrows';
import Print from '@mui/icons-material/PrintOutlined';
import { Alert, Box, Button, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useCodes } from '../../kit/codes.tsx';
import { useFormat, usePanel } from '../../kit/hooks.ts';
import { Loading, Picture, Trouble } from '../../kit/states.tsx';
import { CompareAsk, type Compared } from '../asks.ts';
import { useCatalogueWords } from '../catalogueWords.ts';
import { Head } from '../Head.tsx';
import { useAddress } from '../useAddress.ts';
import { usePublicWords } from '../words.ts';
import { comparedOf } from './choice.ts';
import { useWholeMoney } from './useFacets.ts';

interface Line {
  label: string;
  /** What is compared; equal texts are the same. */
  text: (it: Compared) => string;
  show?: (it: Compared) => ReactNode;
}

const Bullets = ({ items }: { items: readonly string[] }) => (
  <Box component="ul" sx={{ m: 0, pl: 2 }}>
    {items.map(item => (
      <li key={item}>{item}</li>
    ))}
  </Box>
);

/** What a factory asks of each, in that order. */
function useLines(): Line[] {
  const words = usePublicWords();
  const own = useCatalogueWords();
  const translate = useTranslate();
  const scenarios = useCodes('Scenario');
  const divisions = useCodes('Division');
  const { day, list } = useFormat();
  const { whole } = useWholeMoney();
  const names = (codes: readonly string[], nameOf: (code: string) => string) => list(codes.map(nameOf));
  return [
    { label: words('free'), text: it => words('days', { count: it.freeDays }) },
    {
      label: words('notFree'),
      text: it => it.excluded.map(({ name, price }) => `${name} ${whole(price)}`).join('\n') || words('allFree'),
      show: it =>
        it.excluded.length ? <Bullets items={it.excluded.map(({ name, price }) => `${name} ${whole(price)}`)} /> : words('allFree'),
    },
    { label: words('start'), text: it => words('workingDays', { count: it.startWithinDays }) },
    { label: words('priceAfter'), text: it => words('perYear', { price: whole(it.priceAfter) }) },
    { label: own('seatsNow'), text: it => (it.seatsLeft > 0 ? words('seats', { left: it.seatsLeft, all: it.seats }) : words('full')) },
    { label: words('included'), text: it => it.included.join('\n'), show: it => <Bullets items={it.included} /> },
    { label: words('pain'), text: it => it.painPoint ?? '—' },
    { label: words('scenario'), text: it => names(it.scenarios, scenarios.nameOf) },
    { label: words('division'), text: it => names(it.divisions, divisions.nameOf) },
    { label: words('kind'), text: it => translate(`enums.SolutionKind.${it.kind}`) },
    { label: words('exit'), text: it => it.exitTerms ?? '—' },
    { label: own('provider'), text: it => it.providerName },
    { label: own('listed'), text: it => words('listNumber', { number: it.listNumber }) },
    { label: own('validTo'), text: it => day(it.validTo) },
  ];
}

function Columns({ offerings, onDrop }: { offerings: readonly Compared[]; onDrop: (id: string) => void }) {
  const own = useCatalogueWords();
  const lines = useLines();
  return (
    <Box
      sx={{
        overflowX: 'auto',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        '@media print': { overflow: 'visible', border: 0 },
      }}
      tabIndex={0}
      role="region"
      aria-label={own('compareTitle')}
    >
      <Table
        aria-label={own('compareTitle')}
        sx={{
          tableLayout: 'fixed',
          minWidth: { xs: 84 + offerings.length * 134, sm: 104 + offerings.length * 150 },
          '& th, & td': { verticalAlign: 'top', px: { xs: 1, sm: 1.5 }, py: 1.25, overflowWrap: 'anywhere' },
          '& tbody th, & thead th:first-of-type': {
            position: 'sticky',
            left: 0,
            zIndex: 2,
            bgcolor: 'background.paper',
            color: 'text.secondary',
            fontWeight: 600,
            borderRight: 1,
            borderColor: 'divider',
          },
          '@media print': {
            minWidth: 0,
            fontSize: '9pt',
            '& th, & td': {
              position: 'static',
              color: '#000 !important',
              background: 'none !important',
              fontSize: '9pt',
              px: 0.75,
              py: 0.5,
              borderColor: '#999',
            },
            '& tr': { breakInside: 'avoid' },
            '& a': { color: '#000', textDecoration: 'none' },
          },
        }}
      >
        <TableHead>
          <TableRow>
            <TableCell scope="col" sx={{ width: { xs: 84, sm: 104 } }}>
              {own('item')}
            </TableCell>
            {offerings.map(({ id, name }) => (
              <TableCell key={id} scope="col">
                <MuiLink component={Link} to={`/public/catalogue/${id}`} sx={{ fontWeight: 700, fontSize: '1rem' }}>
                  {name}
                </MuiLink>
                {offerings.length > 2 ? (
                  <Box className="no-print">
                    <Button
                      size="small"
                      onClick={() => onDrop(id)}
                      aria-label={own('drop', { name })}
                      sx={{ minWidth: 0, px: 0.75, ml: -0.75 }}
                    >
                      {own('dropShort')}
                    </Button>
                  </Box>
                ) : null}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map(({ label, text, show }) => {
            const differs = new Set(offerings.map(text)).size > 1;
            return (
              <TableRow key={label}>
                <TableCell component="th" scope="row">
                  {label}
                </TableCell>
                {offerings.map(it => (
                  <TableCell key={it.id} sx={{ whiteSpace: 'pre-wrap', ...(differs && { bgcolor: 'action.hover' }) }}>
                    {show ? show(it) : text(it)}
                  </TableCell>
                ))}
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Box>
  );
}

/** Two to four side by side, line by line; which ones stands in the address, and the page prints on a sheet. */
export function Compare() {
  const own = useCatalogueWords();
  const panel = usePanel();
  const address = useAddress();
  const { day } = useFormat();
  const ids = comparedOf(address, 'ids');
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogue', 'compare', ids],
    queryFn: () => panel.ask(CompareAsk, { ids }),
    enabled: ids.length > 0,
  });
  const known = new Map((data?.offerings.nodes ?? []).map(it => [it.id, it]));
  const offerings = ids.flatMap(id => known.get(id) ?? []);
  const back = `/public/catalogue${ids.length ? `?vs=${ids.join(',')}` : ''}`;
  const ready = ids.length === 0 || data;
  return (
    <>
      <Head title={own('compareTitle')} back={back} />
      {error ? <Trouble error={error} again={refetch} /> : ready ? null : <Loading />}
      {ready && !error && offerings.length < 2 ? (
        <Picture icon={<CompareArrows />} title={own('compareFew')}>
          <Button variant="outlined" component={Link} to={back}>
            {own('back')}
          </Button>
        </Picture>
      ) : null}
      {data && ids.length > offerings.length ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          {own('gone', { count: ids.length - offerings.length })}
        </Alert>
      ) : null}
      {offerings.length >= 2 ? (
        <>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1.5 }} className="no-print">
            <Typography variant="body2" color="text.secondary" sx={{ flex: 1, minWidth: 200 }}>
              {own('compareLead')}
            </Typography>
            <Button variant="outlined" startIcon={<Print />} onClick={() => window.print()}>
              {own('print')}
            </Button>
          </Box>
          <Columns offerings={offerings} onDrop={id => address.set({ ids: ids.filter(other => other !== id).join(',') })} />
          <Typography variant="caption" sx={{ display: 'none', '@media print': { display: 'block', mt: 1, color: '#000' } }}>
            {own('printed', { day: day(new Date().toISOString()) })} · {window.location.href}
          </Typography>
        </>
      ) : null}
    </>
  );
}
