import { Box, MenuItem, Paper, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import type { ResultOf } from '../../schema/graphql.ts';
import { useLabel, usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { LinkTo, Text } from '../kit/values.tsx';
import { DiffAsk } from './asks.ts';
import { Entries, entryColumns } from './Entries.tsx';

type Difference = ResultOf<typeof DiffAsk>['serviceListDiff'];
type Change = Difference['changed'][number]['changes'][number];

/** A value of a change as its column shows it; what a change holds is text, and lists are JSON. */
function Shown({ field, value }: { field: string; value: string | null }) {
  const column = entryColumns.find(({ source }) => source === field);
  if (!column || value === null) return <Text value={value} />;
  return <>{column.show({ id: '', [field]: value.startsWith('[') ? JSON.parse(value) : value })}</>;
}

function Changed({ changes }: { changes: readonly Change[] }) {
  const label = useLabel();
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {label(field, 'ListEntry')}: <Shown field={field} value={before} /> → <Shown field={field} value={after} />
        </li>
      ))}
    </Box>
  );
}

function Answer({ from, to }: { from: number; to: number }) {
  const panel = usePanel();
  const label = useLabel();
  const translate = useTranslate();
  const { data, error, refetch } = useQuery({
    queryKey: ['ServiceList', 'diff', from, to],
    queryFn: () => panel.ask(DiffAsk, { from, to }),
  });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const { added, removed, changed } = data.serviceListDiff;
  const part = (key: 'added' | 'removed' | 'changed', count: number, rows: ReactNode) => (
    <Paper component="section" variant="outlined" sx={{ p: 2, mb: 2 }}>
      <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
        {label(key, 'ListDiff')} ({count})
      </Typography>
      {count ? rows : <Typography variant="body2">{translate('screens.ServiceList.nothing')}</Typography>}
    </Paper>
  );
  return (
    <>
      {part('added', added.length, <Entries rows={added} name={label('added', 'ListDiff')} />)}
      {part('removed', removed.length, <Entries rows={removed} name={label('removed', 'ListDiff')} />)}
      {part(
        'changed',
        changed.length,
        changed.map(({ entry, changes }) => (
          <Box key={entry.offeringId} sx={{ mb: 1.5 }}>
            <Typography component="h3" variant="subtitle2">
              <LinkTo value={{ id: entry.offeringId }} type="Offering">
                {entry.product}
              </LinkTo>{' '}
              · {entry.provider}
            </Typography>
            <Changed changes={changes} />
          </Box>
        )),
      )}
    </>
  );
}

/** What one published list has that another has not; which two stands in the address. */
export function Diff() {
  const translate = useTranslate();
  const name = useTypeName();
  const label = useLabel();
  const [params, setParams] = useSearchParams();
  const {
    data: lists,
    error,
    refetch,
  } = useGetList<Row>('ServiceList', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'number', order: 'DESC' },
  });
  const numbers = (lists ?? []).map(({ number }) => number as number);
  const chosen = (key: 'from' | 'to', otherwise: number | undefined) => (params.get(key) ? Number(params.get(key)) : otherwise);
  const to = chosen('to', numbers[0]);
  const from = chosen('from', numbers[1] ?? numbers[0]);
  return (
    <Page title={translate('screens.ServiceList.compare')} path={[{ name: name('ServiceList', 2), to: '/ServiceList' }]}>
      <Paper variant="outlined" sx={{ p: 1.5, mb: 2, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {(['from', 'to'] as const).map(key => (
          <TextField
            key={key}
            select
            sx={{ minWidth: 220 }}
            label={label(key, 'ListDiff')}
            value={numbers.length ? ((key === 'from' ? from : to) ?? '') : ''}
            onChange={event => setParams({ from: String(from ?? ''), to: String(to ?? ''), [key]: event.target.value }, { replace: true })}
          >
            {(lists ?? []).map(list => (
              <MenuItem key={list.id} value={list.number}>
                {translate('screens.ServiceList.issue', { number: list.number })} {list.title}
              </MenuItem>
            ))}
          </TextField>
        ))}
      </Paper>
      {error ? <Trouble error={error} again={refetch} /> : null}
      {lists && lists.length < 2 ? <Typography variant="body2">{translate('screens.ServiceList.tooFew')}</Typography> : null}
      {from !== undefined && to !== undefined && from !== to ? <Answer from={from} to={to} /> : null}
    </Page>
  );
}
