import SearchOff from '@mui/icons-material/SearchOff';
import Tune from '@mui/icons-material/Tune';
import { Box, Button, Drawer, MenuItem, TextField, Typography, useMediaQuery } from '@mui/material';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Route, Routes } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { usePanel } from '../kit/hooks.ts';
import { Loading, Picture, Trouble } from '../kit/states.tsx';
import { CatalogueAsk } from './asks.ts';
import { Chosen } from './catalogue/Chosen.tsx';
import { Compare } from './catalogue/Compare.tsx';
import { CompareBar } from './catalogue/CompareBar.tsx';
import { type Address, choiceOf, comparedOf, facetKeys, filterOf, most, noChoice, orderOf, orders } from './catalogue/choice.ts';
import { Facets } from './catalogue/Facets.tsx';
import { OfferingCard } from './catalogue/OfferingCard.tsx';
import { SearchField } from './catalogue/SearchField.tsx';
import { useFacets } from './catalogue/useFacets.ts';
import { useCatalogueWords } from './catalogueWords.ts';
import { Head } from './Head.tsx';
import { OfferingPage } from './OfferingPage.tsx';
import { useAddress } from './useAddress.ts';
import { usePublicWords } from './words.ts';

const size = 24;

/** On a phone what one narrows by comes from below, and says how many it leaves. */
function FilterDrawer({ address }: { address: Address }) {
  const words = useCatalogueWords();
  const [open, setOpen] = useState(false);
  const { total } = useFacets(address);
  const chosen = Object.values(facetKeys).filter(key => address.get(key)).length;
  return (
    <>
      <Button variant="outlined" startIcon={<Tune />} onClick={() => setOpen(true)} aria-haspopup="dialog">
        {words('filter')}
        {chosen ? ` · ${chosen}` : ''}
      </Button>
      <Drawer
        anchor="bottom"
        open={open}
        onClose={() => setOpen(false)}
        slotProps={{ paper: { role: 'dialog', 'aria-label': words('filters'), sx: { maxHeight: '85vh', borderRadius: '12px 12px 0 0' } } }}
      >
        <Box sx={{ p: 2, overflowY: 'auto' }}>
          <Facets address={address} />
        </Box>
        <Box sx={{ display: 'flex', gap: 1, p: 1.5, borderTop: 1, borderColor: 'divider' }}>
          <Button onClick={() => address.set(noChoice)}>{words('clear')}</Button>
          <Button variant="contained" sx={{ flex: 1 }} onClick={() => setOpen(false)}>
            {words('done', { count: total ?? 0 })}
          </Button>
        </Box>
      </Drawer>
    </>
  );
}

function Order({ address }: { address: Address }) {
  const words = useCatalogueWords();
  const names = { new: words('sortNew'), free: words('sortFree'), price: words('sortPrice'), start: words('sortStart') };
  return (
    <TextField
      select
      margin="none"
      label={words('sort')}
      value={orderOf(address)}
      onChange={event => address.set({ order: event.target.value === 'new' ? '' : event.target.value })}
      sx={{ minWidth: 128 }}
    >
      {(Object.keys(orders) as (keyof typeof orders)[]).map(key => (
        <MenuItem key={key} value={key}>
          {names[key]}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Cards({ address, narrow }: { address: Address; narrow: boolean }) {
  const words = usePublicWords();
  const own = useCatalogueWords();
  const panel = usePanel();
  const filter = filterOf(choiceOf(address));
  const search = address.get('q') || undefined;
  const order = orderOf(address);
  const compared = comparedOf(address);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['catalogue', filter, search, order],
    queryFn: ({ pageParam }) => panel.ask(CatalogueAsk, { filter, search, sort: [orders[order]], offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * size < last.offerings.totalCount ? pages.length * size : undefined),
    placeholderData: keepPreviousData,
  });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const total = data.pages[0]!.offerings.totalCount;
  const compare = (id: string) =>
    address.set({ vs: (compared.includes(id) ? compared.filter(other => other !== id) : [...compared, id]).join(',') });
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1.5 }}>
        <Typography color="text.secondary" role="status" sx={{ flex: 1, minWidth: 100 }}>
          {words('found', { count: total })}
        </Typography>
        {narrow ? <FilterDrawer address={address} /> : null}
        <Order address={address} />
      </Box>
      <Chosen address={address} />
      {total === 0 ? (
        <Picture icon={<SearchOff />} title={words('none')} hint={words('noneHint')}>
          <Button variant="outlined" onClick={() => address.set(noChoice)}>
            {own('clear')}
          </Button>
        </Picture>
      ) : (
        <Box
          component="ul"
          sx={{
            listStyle: 'none',
            p: 0,
            m: 0,
            display: 'grid',
            gap: 2,
            gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
          }}
        >
          {data.pages.flatMap(({ offerings }) =>
            offerings.nodes.map(offering => (
              <OfferingCard
                key={offering.id}
                offering={offering}
                compared={compared.includes(offering.id)}
                full={compared.length >= most}
                onCompare={() => compare(offering.id)}
              />
            )),
          )}
        </Box>
      )}
      {hasNextPage ? (
        <Box sx={{ textAlign: 'center', mt: 2 }}>
          <Button variant="outlined" onClick={() => fetchNextPage()} loading={isFetchingNextPage}>
            {words('more')}
          </Button>
        </Box>
      ) : null}
      <CompareBar address={address} />
    </>
  );
}

function Index() {
  const say = useSay();
  const own = useCatalogueWords();
  const address = useAddress();
  const narrow = useMediaQuery('(max-width: 899px)');
  return (
    <>
      <Box sx={{ maxWidth: 760, mb: 2 }}>
        <Head title={own('title')} tab={say('public.catalogue')} />
        <Typography color="text.secondary" sx={{ mt: -0.75, mb: 1.5 }}>
          {own('lead')}
        </Typography>
        <SearchField value={address.get('q')} onChange={text => address.set({ q: text })} />
      </Box>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: narrow ? 'minmax(0, 1fr)' : '232px minmax(0, 1fr)', alignItems: 'start' }}>
        {narrow ? null : (
          <Box component="aside" aria-label={own('filters')} sx={{ pr: 1, borderRight: 1, borderColor: 'divider' }}>
            <Facets address={address} />
          </Box>
        )}
        <Box sx={{ minWidth: 0 }}>
          <Cards address={address} narrow={narrow} />
        </Box>
      </Box>
    </>
  );
}

/** What can be tried free of charge, for anybody to find by problem, scenario and division, and to hold side by side. */
export function Catalogue() {
  return (
    <Routes>
      <Route index element={<Index />} />
      <Route path="compare" element={<Compare />} />
      <Route path=":id" element={<OfferingPage />} />
    </Routes>
  );
}
