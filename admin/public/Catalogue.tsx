import Search from '@mui/icons-material/Search';
import SearchOff from '@mui/icons-material/SearchOff';
import { Box, Button, CardActionArea, Chip, InputAdornment, MenuItem, Card as Sheet, TextField, Typography } from '@mui/material';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link, Route, Routes } from 'react-router-dom';
import { useSay, valuesOf } from '../i18n/index.ts';
import { useCodes } from '../kit/codes.tsx';
import { useFormat, usePanel } from '../kit/hooks.ts';
import type { Input } from '../kit/source.ts';
import { Loading, Picture, Trouble } from '../kit/states.tsx';
import { type Card, CatalogueAsk } from './asks.ts';
import { Head } from './Head.tsx';
import { OfferingPage } from './OfferingPage.tsx';
import { useAddress } from './useAddress.ts';
import { usePublicWords } from './words.ts';

type Filter = Input<'OfferingFilter'>;
const size = 24;

const filterOf = (get: (key: string) => string): Filter => ({
  ...(get('scenario') && { mainScenario: [get('scenario')] }),
  ...(valuesOf('SolutionKind').includes(get('kind')) && { kind: [get('kind')] as Filter['kind'] }),
  ...(get('division') && { divisions: [get('division')] }),
});

/** Asked after a pause, so that typing does not ask with every letter. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const say = useSay();
  const [text, setText] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the pause
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), 350);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextField
      type="search"
      fullWidth
      value={text}
      onChange={event => setText(event.target.value)}
      label={say('list.searchIn', { name: say('public.catalogue') })}
      slotProps={{
        htmlInput: { maxLength: 100 },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}

interface FacetProps {
  label: string;
  value: string;
  choices: readonly { value: string; name: string; count?: number }[];
  onChange: (value: string) => void;
}

function Facet({ label, value, choices, onChange }: FacetProps) {
  const words = usePublicWords();
  return (
    <TextField
      select
      fullWidth
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      slotProps={{ select: { displayEmpty: true } }}
    >
      <MenuItem value="">{words('any')}</MenuItem>
      {choices.map(({ value, name, count }) => (
        <MenuItem key={value} value={value} disabled={count === 0}>
          {count === undefined ? name : `${name}（${count}）`}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** What one narrows the catalogue by; each choice says how many it would leave. */
function Facets({ address }: { address: ReturnType<typeof useAddress> }) {
  const words = usePublicWords();
  const translate = useTranslate();
  const panel = usePanel();
  const scenarios = useCodes('Scenario');
  const divisions = useCodes('Division');
  const { get, set } = address;
  const filter = filterOf(get);
  const kinds = valuesOf('SolutionKind');
  const q = get('q') || undefined;
  const { data } = useQuery({
    queryKey: ['catalogue', 'facets', filter, q, scenarios.rows.length],
    queryFn: async () => {
      const counts = await panel.counts('Offering', [
        ...scenarios.rows.map(({ code }) => ({ q, ...filter, mainScenario: [code] })),
        ...kinds.map(kind => ({ q, ...filter, kind: [kind] })),
      ]);
      return { scenarios: counts.slice(0, scenarios.rows.length), kinds: counts.slice(scenarios.rows.length) };
    },
    enabled: scenarios.rows.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: '1fr', sm: 'repeat(2, minmax(0, 1fr))', md: '1.4fr repeat(3, minmax(0, 1fr))' },
      }}
    >
      <SearchField value={get('q')} onChange={text => set({ q: text })} />
      <Facet
        label={words('scenario')}
        value={get('scenario')}
        onChange={value => set({ scenario: value })}
        choices={scenarios.rows.map(({ code }, i) => ({ value: code, name: scenarios.nameOf(code), count: data?.scenarios[i] }))}
      />
      <Facet
        label={words('kind')}
        value={filterOf(get).kind?.[0] ?? ''}
        onChange={value => set({ kind: value })}
        choices={kinds.map((kind, i) => ({ value: kind, name: translate(`enums.SolutionKind.${kind}`), count: data?.kinds[i] }))}
      />
      <Facet
        label={words('division')}
        value={get('division')}
        onChange={value => set({ division: value })}
        choices={divisions.rows.map(({ code }) => ({ value: code, name: divisions.nameOf(code) }))}
      />
    </Box>
  );
}

/** A plain card: free how long, what is not free, how soon it starts, what it costs after. */
function OfferingCard({ offering }: { offering: Card }) {
  const words = usePublicWords();
  const translate = useTranslate();
  const { nameOf } = useCodes('Scenario');
  const { money } = useFormat();
  const { id, name, kind, mainScenario, painPoint, providerName, freeDays, excluded, startWithinDays, priceAfter, seats, seatsLeft } =
    offering;
  const lines = [
    [words('free'), words('days', { count: freeDays })],
    [words('notFree'), excluded.length ? words('notFreeCount', { count: excluded.length }) : words('allFree')],
    [words('start'), words('workingDays', { count: startWithinDays })],
    [words('priceAfter'), words('perYear', { price: money(priceAfter) })],
  ];
  return (
    <Sheet variant="outlined" component="li">
      <CardActionArea
        component={Link}
        to={`/public/catalogue/${id}`}
        sx={{ p: 2, height: '100%', display: 'flex', flexDirection: 'column', alignItems: 'stretch' }}
      >
        <Typography variant="h6" component="h2" sx={{ overflowWrap: 'anywhere' }}>
          {name}
        </Typography>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {words('by', { provider: providerName })}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mb: 1 }}>
          <Chip size="small" variant="outlined" label={nameOf(mainScenario)} />
          <Chip size="small" variant="outlined" label={translate(`enums.SolutionKind.${kind}`)} />
        </Box>
        {painPoint ? (
          <Typography
            variant="body2"
            sx={{ mb: 1, display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}
          >
            {painPoint}
          </Typography>
        ) : null}
        <Box
          component="dl"
          sx={{
            m: 0,
            mt: 'auto',
            display: 'grid',
            gridTemplateColumns: 'auto minmax(0, 1fr)',
            columnGap: 1.5,
            rowGap: 0.25,
            typography: 'body2',
          }}
        >
          {lines.map(([label, text], i) => [
            <Box component="dt" key={`${label}-label`} sx={{ color: 'text.secondary' }}>
              {label}
            </Box>,
            <Box component="dd" key={label} sx={{ m: 0, fontWeight: i === 0 ? 600 : undefined }}>
              {text}
            </Box>,
          ])}
        </Box>
        <Typography variant="body2" sx={{ mt: 1, color: seatsLeft > 0 ? 'success.main' : 'warning.main' }}>
          {seatsLeft > 0 ? words('seats', { left: seatsLeft, all: seats }) : words('full')}
        </Typography>
      </CardActionArea>
    </Sheet>
  );
}

function Cards({ address }: { address: ReturnType<typeof useAddress> }) {
  const say = useSay();
  const words = usePublicWords();
  const panel = usePanel();
  const filter = filterOf(address.get);
  const search = address.get('q') || undefined;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['catalogue', filter, search],
    queryFn: ({ pageParam }) => panel.ask(CatalogueAsk, { filter, search, sort: [{ field: 'NAME', direction: 'ASC' }], offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * size < last.offerings.totalCount ? pages.length * size : undefined),
    placeholderData: keepPreviousData,
  });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const total = data.pages[0]!.offerings.totalCount;
  if (total === 0)
    return (
      <Picture icon={<SearchOff />} title={words('none')} hint={words('noneHint')}>
        <Button variant="outlined" onClick={() => address.set({ q: '', scenario: '', kind: '', division: '' })}>
          {say('list.clear')}
        </Button>
      </Picture>
    );
  return (
    <>
      <Typography variant="body2" color="text.secondary" role="status" sx={{ my: 1.5 }}>
        {words('found', { count: total })}
      </Typography>
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          p: 0,
          m: 0,
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
        }}
      >
        {data.pages.flatMap(({ offerings }) => offerings.nodes.map(offering => <OfferingCard key={offering.id} offering={offering} />))}
      </Box>
      {hasNextPage ? (
        <Box sx={{ textAlign: 'center', mt: 2 }}>
          <Button variant="outlined" onClick={() => fetchNextPage()} loading={isFetchingNextPage}>
            {words('more')}
          </Button>
        </Box>
      ) : null}
    </>
  );
}

function Index() {
  const say = useSay();
  const address = useAddress();
  return (
    <>
      <Head title={say('public.catalogue')} />
      <Facets address={address} key={address.get('q') === '' ? 'empty' : 'asked'} />
      <Cards address={address} />
    </>
  );
}

/** What can be tried free of charge, for anybody to find by problem, scenario and division. */
export function Catalogue() {
  return (
    <Routes>
      <Route index element={<Index />} />
      <Route path=":id" element={<OfferingPage />} />
    </Routes>
  );
}
