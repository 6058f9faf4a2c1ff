import { Box, Button, Checkbox, FormControlLabel, Radio, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { useCatalogueWords } from '../catalogueWords.ts';
import { type Address, chosenOf, type FacetName, facetKeys } from './choice.ts';
import { useChoiceName, useFacets } from './useFacets.ts';

const shown = 6;

interface GroupProps {
  address: Address;
  facet: FacetName;
  title: string;
  /** Only one of them can be chosen. */
  single?: boolean;
  /** In this order, instead of the largest first. */
  values?: readonly string[];
}

/** One thing to narrow by: its choices, each with how many it would leave. What leaves nothing is not offered. */
function Group({ address, facet, title, single, values }: GroupProps) {
  const words = useCatalogueWords();
  const nameOf = useChoiceName();
  const titleId = useId();
  const [open, setOpen] = useState(false);
  const { countsOf } = useFacets(address);
  const chosen = chosenOf(address, facet);
  const counts = new Map(countsOf(facet).map(({ value, count }) => [value, count]));
  const all = values ?? [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
  const offered = [...new Set([...chosen, ...all])].filter(value => counts.get(value) || chosen.includes(value));
  if (offered.length === 0) return null;
  const visible = open ? offered : offered.slice(0, Math.max(shown, chosen.length));
  const toggle = (value: string) => {
    const next = chosen.includes(value) ? chosen.filter(other => other !== value) : single ? [value] : [...chosen, value];
    address.set({ [facetKeys[facet]]: next.join(',') });
  };
  const Mark = single ? Radio : Checkbox;
  return (
    <Box component="fieldset" aria-labelledby={titleId} sx={{ border: 0, p: 0, m: 0, mb: 2.5, minWidth: 0 }}>
      <Typography component="legend" id={titleId} variant="subtitle2" sx={{ p: 0, mb: 0.5 }}>
        {title}
      </Typography>
      {visible.map(value => (
        <FormControlLabel
          key={value}
          sx={{ display: 'flex', mr: 0, alignItems: 'center', minHeight: 36, '& .MuiFormControlLabel-label': { flex: 1, minWidth: 0 } }}
          control={
            <Mark
              size="small"
              sx={{ p: 0.75 }}
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
              // a radio button that is chosen can be taken back, since no choice is a choice as well
              onClick={() => single && chosen.includes(value) && toggle(value)}
            />
          }
          label={
            <Box component="span" sx={{ display: 'flex', gap: 1, typography: 'body2' }}>
              <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
                {nameOf(facet, value)}
              </Box>
              <Box component="span" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
                {counts.get(value) ?? 0}
              </Box>
            </Box>
          }
        />
      ))}
      {offered.length > shown ? (
        <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
          {open ? words('fewer') : words('all', { count: offered.length })}
        </Button>
      ) : null}
    </Box>
  );
}

/** All that the catalogue is narrowed by, in the order a factory thinks of it. */
export function Facets({ address }: { address: Address }) {
  const words = useCatalogueWords();
  return (
    <>
      <Group address={address} facet="SCENARIO" title={words('scenarios')} />
      <Group address={address} facet="DIVISION" title={words('divisions')} />
      <Group address={address} facet="FREE" title={words('free')} single values={['30', '60', '90']} />
      <Group address={address} facet="PRICE" title={words('price')} single values={['10000', '50000', '100000', '300000']} />
      <Group address={address} facet="KIND" title={words('kinds')} />
      <Group address={address} facet="AVAILABLE" title={words('seats')} />
    </>
  );
}
