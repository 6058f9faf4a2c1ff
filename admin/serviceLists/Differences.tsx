import { Box, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { ResultOf } from '../../schema/graphql.ts';
import { useLabel } from '../kit/hooks.ts';
import { LinkTo, Text } from '../kit/values.tsx';
import type { DiffAsk } from './asks.ts';
import { DraftEntries, Entries, entryColumns } from './Entries.tsx';

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

/** What came, what went, what changed. Of a draft, what came leads nowhere yet. */
export function Differences({ difference: { added, removed, changed }, draft }: { difference: Difference; draft?: boolean }) {
  const label = useLabel();
  const translate = useTranslate();
  const Added = draft ? DraftEntries : Entries;
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
      {part('added', added.length, <Added rows={added} name={label('added', 'ListDiff')} />)}
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
