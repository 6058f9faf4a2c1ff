import Add from '@mui/icons-material/Add';
import TableRows from '@mui/icons-material/TableRowsOutlined';
import ViewKanban from '@mui/icons-material/ViewKanbanOutlined';
import { Box, Button, Paper, ToggleButton, ToggleButtonGroup, useMediaQuery } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, ListBase, Pagination, useCanAccess, useCreatePath, useListContext, useResourceContext, useStore } from 'react-admin';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { Board } from './Board.tsx';
import { BulkBar } from './BulkMoves.tsx';
import { Cards } from './Cards.tsx';
import { Export } from './Export.tsx';
import { type Field, visibleIn } from './fields.tsx';
import { type Filter, FilterButton, FilterChips, SearchBox } from './filters.tsx';
import { useFieldLabel, useTypeName } from './hooks.ts';
import { type Row, useNouns } from './nouns.ts';
import { Page } from './Page.tsx';
import { StateTabs } from './StateTabs.tsx';
import { Empty, Loading, NothingMatches, Trouble } from './states.tsx';

export interface RecordListProps {
  /** In the order of reading; on a phone the first is the title of the card. */
  columns: readonly Field[];
  sort: { field: string; order: 'ASC' | 'DESC' };
  filters?: readonly Filter[];
  /** The type can be searched. */
  search?: boolean;
  /** The states as tabs, in the order of the lifecycle; a list of them for some only. */
  states?: boolean | readonly string[];
  /** The states as a wall beside the table; the function draws what stands on a card below its title. */
  board?: boolean | ((record: Row) => ReactNode);
  /** A condition that always holds. */
  filter?: Record<string, unknown>;
  /** Rows can be selected and moved together. */
  bulk?: boolean;
  /** Said when there is nothing yet: what is needed before. */
  empty?: ReactNode;
  /** Further buttons above the table. */
  actions?: ReactNode;
  title?: string;
}

/** A list of records: tabs, search, filters, table or cards or board, moves for many, export. Everything about it is in its address. */
export function RecordList({ sort, filter, ...view }: RecordListProps) {
  return (
    <ListBase sort={sort} filter={filter} perPage={25} queryOptions={{ onError: () => undefined }}>
      <ListPage {...view} />
    </ListBase>
  );
}

function CreateButton() {
  const type = useResourceContext()!;
  const say = useSay();
  const name = useTypeName();
  const createPath = useCreatePath();
  const { canAccess } = useCanAccess({ resource: type, action: 'create' });
  const form = useNouns()[type]?.create;
  if (!canAccess || !form) return null;
  return (
    <Button variant="contained" startIcon={<Add />} component={Link} to={createPath({ resource: type, type: 'create' })}>
      {say('state.create', { name: name(type) })}
    </Button>
  );
}

function ListPage({
  columns: all,
  filters = [],
  search,
  states,
  board,
  bulk,
  empty,
  actions,
  title,
}: Omit<RecordListProps, 'sort' | 'filter'>) {
  const say = useSay();
  const name = useTypeName();
  const { resource, data, total, error, isPending, refetch, filterValues } = useListContext<Row>();
  const columns = visibleIn(data?.[0], all);
  const nouns = useNouns();
  const exported = columns.flatMap(
    ({ source, edge, exported }) => exported ?? (edge ? `${source}.${nouns[edge]?.named ?? 'name'}` : source),
  );
  const narrow = useMediaQuery('(max-width: 720px)');
  const [look, setLook] = useStore<'table' | 'board'>(`${resource}.look`, 'table');
  const walled = Boolean(board) && look === 'board' && !error;
  const narrowed = Object.keys(filterValues).length > 0;
  const some = states === true ? undefined : states || undefined;

  return (
    <Page title={title ?? name(resource, 2)}>
      <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
        {states && !walled ? <StateTabs states={some} /> : null}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', p: 1.5 }}>
          {search ? <SearchBox /> : null}
          <FilterButton filters={filters} />
          <Box sx={{ flex: 1 }} />
          {board ? (
            <ToggleButtonGroup
              size="small"
              exclusive
              value={look}
              onChange={(_, value) => value && setLook(value)}
              aria-label={say('list.table')}
            >
              <ToggleButton value="table">
                <TableRows fontSize="small" sx={{ mr: 0.5 }} />
                {say('list.table')}
              </ToggleButton>
              <ToggleButton value="board">
                <ViewKanban fontSize="small" sx={{ mr: 0.5 }} />
                {say('list.board')}
              </ToggleButton>
            </ToggleButtonGroup>
          ) : null}
          {actions}
          <Export columns={exported} />
          <CreateButton />
        </Box>
        <FilterChips filters={states ? filters.filter(({ source }) => source !== 'state') : filters} />
        {walled ? (
          <Board states={some} card={typeof board === 'function' ? board : undefined} />
        ) : error ? (
          <Trouble error={error} again={refetch} />
        ) : isPending ? (
          <Loading />
        ) : !data?.length ? (
          narrowed ? (
            <NothingMatches />
          ) : (
            <Empty>{empty}</Empty>
          )
        ) : narrow ? (
          <Cards columns={columns} bulk={bulk} />
        ) : (
          <Table columns={columns} bulk={bulk} />
        )}
        {!walled && !error && total ? <Pagination rowsPerPageOptions={[10, 25, 50, 100]} /> : null}
      </Paper>
    </Page>
  );
}

const bar = <BulkBar />;

function Table({ columns, bulk }: { columns: readonly Field[]; bulk?: boolean }) {
  const label = useFieldLabel();
  const shown = useNouns()[useResourceContext()!]?.show;
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <DataTable
        rowClick={shown ? 'show' : false}
        bulkActionButtons={bulk ? bar : false}
        bulkActionsToolbar={bulk ? bar : undefined}
        sx={{ '& .RaDataTable-table': { minWidth: 640 } }}
      >
        {columns.map(column => (
          <DataTable.Col
            key={column.source}
            source={column.source}
            label={label(column)}
            disableSort={!column.sort}
            align={column.end ? 'right' : undefined}
            render={record => column.show(record as Row)}
          />
        ))}
      </DataTable>
    </Box>
  );
}
