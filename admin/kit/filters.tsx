import Cancel from '@mui/icons-material/Cancel';
import FilterList from '@mui/icons-material/FilterList';
import Search from '@mui/icons-material/Search';
import { Box, Button, Chip, InputAdornment, Popover, TextField } from '@mui/material';
import { type ComponentType, type ReactElement, useEffect, useRef, useState } from 'react';
import {
  AutocompleteArrayInput,
  FilterLiveForm,
  NullableBooleanInput,
  ReferenceArrayInput,
  SelectArrayInput,
  useGetMany,
  useListContext,
  useTranslate,
} from 'react-admin';
import { useSay, valuesOf } from '../i18n/index.ts';
import { type CodeTable, useCodes } from './codes.tsx';
import { useFormat, useLabel, useTypeName } from './hooks.ts';
import { type Row, useNouns, useTitleOf } from './nouns.ts';

/** One thing a list can be narrowed by. */
export type Filter = { source: string; label?: string } & (
  | { kind: 'choice'; of: string }
  | { kind: 'reference'; type: string }
  | { kind: 'range'; of: 'day' | 'moment' | 'number' }
  | { kind: 'flag' }
  | { kind: 'coded'; table: CodeTable }
  | { kind: 'given'; words: ComponentType<{ value: unknown }> }
);

/** The kinds of filters, for the filter type of one list: `const by = filtersOf<Input<'TrialFilter'>>()`, then `by.choice('kind', 'ProviderKind')`. */
export function filtersOf<T>() {
  type Source = keyof T & string;
  return {
    choice: (source: Source, of: string): Filter => ({ kind: 'choice', source, of }),
    reference: (source: Source, type: string): Filter => ({ kind: 'reference', source, type }),
    days: (source: Source): Filter => ({ kind: 'range', of: 'day', source }),
    /** Instants, by the days in Shanghai between which they lie. */
    moments: (source: Source): Filter => ({ kind: 'range', of: 'moment', source }),
    numbers: (source: Source): Filter => ({ kind: 'range', of: 'number', source }),
    flag: (source: Source): Filter => ({ kind: 'flag', source }),
    coded: (source: Source, table: CodeTable): Filter => ({ kind: 'coded', source, table }),
    /** A condition that comes with a link and is not for filling in: it can be read and removed. */
    given: (source: Source, words: ComponentType<{ value: unknown }>): Filter => ({ kind: 'given', source, words }),
  };
}

/** Searches as one types, after a pause. */
export function SearchBox() {
  const say = useSay();
  const name = useTypeName();
  const { resource, filterValues, setFilters } = useListContext();
  const asked = String(filterValues.q ?? '');
  const [text, setText] = useState(asked);
  const latest = useRef({ filterValues, setFilters });
  latest.current = { filterValues, setFilters };
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    if (text.trim() === asked) return;
    const timer = setTimeout(() => {
      const { q: _, ...others } = latest.current.filterValues;
      latest.current.setFilters(text.trim() ? { ...others, q: text.trim() } : others);
    }, 350);
    return () => clearTimeout(timer);
  }, [text, asked]);
  return (
    <TextField
      type="search"
      size="small"
      value={text}
      onChange={event => setText(event.target.value)}
      placeholder={say('list.search')}
      sx={{ minWidth: 200, flex: { xs: '1 1 100%', sm: '0 1 300px' } }}
      slotProps={{
        htmlInput: { 'aria-label': say('list.searchIn', { name: name(resource, 2) }), maxLength: 100 },
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

/** What is sent for what was filled in. */
const edges = {
  number: (text: string) => Number(text),
  day: (text: string) => text,
  moment: (text: string, edge: 'from' | 'to') => `${text}T${edge === 'from' ? '00:00:00' : '23:59:59.999'}+08:00`,
};

function RangeInput({ filter }: { filter: Extract<Filter, { kind: 'range' }> }) {
  const say = useSay();
  const label = useLabel()(filter.source);
  const { filterValues, setFilters } = useListContext();
  const range = (filterValues[filter.source] ?? {}) as { from?: string | number; to?: string | number };
  const set = (edge: 'from' | 'to', text: string) => {
    const { [filter.source]: _, ...others } = filterValues;
    const next = { ...range, [edge]: text === '' ? undefined : edges[filter.of](text, edge) };
    setFilters(next.from === undefined && next.to === undefined ? others : { ...others, [filter.source]: next });
  };
  return (
    <Box role="group" aria-label={label} sx={{ display: 'flex', gap: 1, mb: 1.5 }}>
      {(['from', 'to'] as const).map(edge => (
        <TextField
          key={edge}
          size="small"
          fullWidth
          type={filter.of === 'number' ? 'number' : 'date'}
          label={`${label} · ${say(`list.${edge}`)}`}
          value={filter.of === 'moment' ? String(range[edge] ?? '').slice(0, 10) : (range[edge] ?? '')}
          onChange={event => set(edge, event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      ))}
    </Box>
  );
}

function CodedFilter({ source, table }: { source: string; table: CodeTable }) {
  const label = useLabel()(source);
  const { rows, nameOf } = useCodes(table);
  const choices = rows.map(({ code }) => ({ id: code, name: nameOf(code) }));
  return <SelectArrayInput source={source} label={label} choices={choices} translateChoice={false} helperText={false} fullWidth />;
}

function FilterInput({ filter }: { filter: Fillable }): ReactElement {
  const label = useLabel()(filter.source);
  const nouns = useNouns();
  if (filter.kind === 'choice')
    return (
      <SelectArrayInput
        source={filter.source}
        label={label}
        choices={valuesOf(filter.of).map(id => ({ id, name: `enums.${filter.of}.${id}` }))}
        helperText={false}
        fullWidth
      />
    );
  if (filter.kind === 'flag') return <NullableBooleanInput source={filter.source} label={label} helperText={false} fullWidth />;
  if (filter.kind === 'range') return <RangeInput filter={filter} />;
  if (filter.kind === 'coded') return <CodedFilter source={filter.source} table={filter.table} />;
  const { type } = filter;
  return (
    <ReferenceArrayInput source={filter.source} reference={type} perPage={25}>
      <AutocompleteArrayInput
        label={label}
        optionText={(record?: Row) => (record ? (nouns[type]?.title(record) ?? record.id) : '')}
        filterToQuery={q => ({ q })}
        helperText={false}
        fullWidth
      />
    </ReferenceArrayInput>
  );
}

type Fillable = Exclude<Filter, { kind: 'given' }>;
const isFillable = (filter: Filter): filter is Fillable => filter.kind !== 'given';

/** All filters of a list behind one button; each takes effect at once. */
export function FilterButton({ filters: all }: { filters: readonly Filter[] }) {
  const say = useSay();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const filters = all.filter(isFillable);
  if (filters.length === 0) return null;
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<FilterList />}
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {say('list.filters')}
      </Button>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': say('list.filters'), sx: { p: 2, width: 380, maxWidth: 'calc(100vw - 32px)' } } as object,
        }}
      >
        <FilterLiveForm>
          {filters.map(filter => (
            <FilterInput key={filter.source} filter={filter} />
          ))}
        </FilterLiveForm>
      </Popover>
    </>
  );
}

const asList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

function useFilterWords() {
  const say = useSay();
  const translate = useTranslate();
  const format = useFormat();
  return (filter: Fillable, value: unknown): string => {
    if (filter.kind === 'choice') return format.list(asList(value).map(it => translate(`enums.${filter.of}.${it}`, { _: it })));
    if (filter.kind === 'flag') return say(value === true || value === 'true' ? 'list.yes' : 'list.no');
    if (filter.kind === 'reference' || filter.kind === 'coded') return asList(value).join(', ');
    const { from, to } = (value ?? {}) as { from?: string; to?: string };
    const show = (edge: string) => (filter.of === 'number' ? format.number(edge) : format.day(edge));
    if (from !== undefined && to !== undefined) return `${show(from)} – ${show(to)}`;
    if (filter.of === 'number') return from !== undefined ? `≥ ${show(from)}` : `≤ ${show(to!)}`;
    return from !== undefined ? say('list.since', { day: show(from) }) : say('list.until', { day: show(to!) });
  };
}

/** A chip whose values are codes. */
function CodedChip({ filter, value, onDelete }: { filter: Extract<Filter, { kind: 'coded' }>; value: unknown; onDelete: () => void }) {
  const { nameOf } = useCodes(filter.table);
  const { list } = useFormat();
  return <FilterChip filter={filter} value={value} text={list(asList(value).map(nameOf))} onDelete={onDelete} />;
}

function FilterChip({ filter, value, text, onDelete }: { filter: Fillable; value: unknown; text: string; onDelete: () => void }) {
  const say = useSay();
  const label = useLabel()(filter.source);
  const titleOf = useTitleOf();
  const type = filter.kind === 'reference' ? filter.type : '';
  const { data } = useGetMany<Row>(
    type,
    { ids: filter.kind === 'reference' ? asList(value) : [] },
    { enabled: filter.kind === 'reference' },
  );
  const format = useFormat();
  const names = data?.filter(Boolean).map(record => titleOf(type, record));
  const shown = `${label}: ${names?.length ? format.list(names) : text}`;
  return (
    <Chip
      size="small"
      label={shown}
      onDelete={onDelete}
      deleteIcon={<Cancel aria-label={say('list.removeFilter', { name: shown })} aria-hidden={false} role="img" />}
    />
  );
}

/** A condition somebody was sent here with. */
function GivenChip({ filter, value, onDelete }: { filter: Extract<Filter, { kind: 'given' }>; value: unknown; onDelete: () => void }) {
  const say = useSay();
  const label = useLabel()(filter.source);
  const Words = filter.words;
  return (
    <Chip
      size="small"
      label={
        <>
          {label}: <Words value={value} />
        </>
      }
      onDelete={onDelete}
      deleteIcon={<Cancel aria-label={say('list.removeFilter', { name: label })} aria-hidden={false} role="img" />}
    />
  );
}

/** The active conditions, in words; each can be removed, or all at once. */
export function FilterChips({ filters }: { filters: readonly Filter[] }) {
  const say = useSay();
  const words = useFilterWords();
  const { filterValues, setFilters } = useListContext();
  const active = filters.filter(
    ({ source }) =>
      filterValues[source] !== undefined &&
      filterValues[source] !== null &&
      filterValues[source] !== '' &&
      !(Array.isArray(filterValues[source]) && filterValues[source].length === 0),
  );
  if (active.length === 0) return null;
  const without = (source: string) => Object.fromEntries(Object.entries(filterValues).filter(([key]) => key !== source));
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, px: 2, pb: 1, alignItems: 'center' }}>
      {active.map(filter => {
        const value = filterValues[filter.source];
        const onDelete = () => setFilters(without(filter.source));
        if (filter.kind === 'given') return <GivenChip key={filter.source} filter={filter} value={value} onDelete={onDelete} />;
        return filter.kind === 'coded' ? (
          <CodedChip key={filter.source} filter={filter} value={value} onDelete={onDelete} />
        ) : (
          <FilterChip key={filter.source} filter={filter} value={value} text={words(filter, value)} onDelete={onDelete} />
        );
      })}
      <Button size="small" onClick={() => setFilters({})}>
        {say('list.clear')}
      </Button>
    </Box>
  );
}
