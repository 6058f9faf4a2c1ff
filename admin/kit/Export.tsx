import Download from '@mui/icons-material/Download';
import { Button, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useListContext, useLocale } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { sortOf, splitFilter } from './dataProvider.ts';

/** Where the rows of a list, as filtered and sorted, lie as a file. */
export function exportUrl(
  type: string,
  format: 'csv' | 'xlsx',
  {
    filter,
    sort,
    columns,
    locale,
  }: { filter?: Record<string, unknown>; sort?: { field: string; order: 'ASC' | 'DESC' }; columns: readonly string[]; locale: string },
): string {
  const split = splitFilter(filter);
  const query = new URLSearchParams({ lang: locale });
  if (Object.keys(split.filter).length) query.set('filter', JSON.stringify(split.filter));
  if (split.search) query.set('search', split.search);
  const sorted = sortOf(sort);
  if (sorted) query.set('sort', JSON.stringify(sorted));
  if (columns.length) query.set('columns', columns.join(','));
  return `/export/${type}.${format}?${query}`;
}

/** What one sees is what one gets: same filter, search, order and columns, as CSV or XLSX. */
export function Export({ columns }: { columns: readonly string[] }) {
  const say = useSay();
  const locale = useLocale();
  const { resource, filterValues, filter, sort, total } = useListContext();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const url = (format: 'csv' | 'xlsx') =>
    exportUrl(resource, format, { filter: { ...filterValues, ...filter }, sort: sort as never, columns, locale });
  return (
    <>
      <Button
        startIcon={<Download />}
        disabled={!total}
        aria-haspopup="menu"
        title={say('list.exportHint')}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {say('list.export')}
      </Button>
      <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {(['xlsx', 'csv'] as const).map(format => (
          <MenuItem key={format} component="a" href={url(format)} download onClick={() => setAnchor(null)}>
            {say('list.exportAs', { format: format.toUpperCase() })}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
