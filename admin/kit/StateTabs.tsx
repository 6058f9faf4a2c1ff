import { Chip, Tab, Tabs } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useListContext, useTranslate } from 'react-admin';
import { useSay, valuesOf } from '../i18n/index.ts';
import { usePanel } from './hooks.ts';
import { stateEnum } from './names.ts';

const all = '';

/**
 * The states of the lifecycle in its order, each with how many there are now, under the other filters and the search.
 * They are counted in one request, again with every refresh, and every half minute while the tab is looked at.
 */
export function StateTabs({ states }: { states?: readonly string[] }) {
  const { resource, filterValues, filter, setFilters, total } = useListContext();
  const say = useSay();
  const translate = useTranslate();
  const panel = usePanel();
  const values = states ?? valuesOf(stateEnum(resource));
  const { state, ...others } = filterValues;
  const base = { ...others, ...filter };
  const { data: counts } = useQuery({
    queryKey: [resource, 'counts', base, values],
    queryFn: () => panel.counts(resource, [base, ...values.map(value => ({ ...base, state: [value] }))]),
    refetchInterval: 30_000,
    placeholderData: previous => previous,
  });
  const chosen = Array.isArray(state) ? (state.length === 1 ? String(state[0]) : state.length === 0 ? all : false) : (state ?? all);
  const pick = (value: string) => setFilters(value ? { ...others, state: [value] } : others);
  const known = (i: number) => (counts?.[i] === undefined ? '…' : String(counts[i]));
  return (
    <Tabs
      value={values.includes(chosen) || chosen === all ? chosen : false}
      onChange={(_, value) => pick(value)}
      variant="scrollable"
      scrollButtons="auto"
      allowScrollButtonsMobile
      aria-label={say('record.stands')}
      sx={{ borderBottom: 1, borderColor: 'divider', minHeight: 44 }}
    >
      <Tab
        value={all}
        sx={{ minHeight: 44 }}
        iconPosition="end"
        icon={<Chip size="small" label={counts ? known(0) : String(total ?? '…')} />}
        label={say('list.all')}
      />
      {values.map((value, i) => (
        <Tab
          key={value}
          value={value}
          sx={{ minHeight: 44 }}
          iconPosition="end"
          icon={<Chip size="small" label={known(i + 1)} />}
          label={translate(`enums.${stateEnum(resource)}.${value}`)}
        />
      ))}
    </Tabs>
  );
}
