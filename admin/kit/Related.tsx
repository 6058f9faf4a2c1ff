import { Box, Link as MuiLink, Paper, Table, TableBody, TableCell, TableHead, TableRow, Typography, useMediaQuery } from '@mui/material';
import { RecordContextProvider, ResourceContextProvider, useCreatePath, useGetList, useRecordContext } from 'react-admin';
import { Link, useNavigate } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { Lines } from './Cards.tsx';
import { type Field, visibleIn } from './fields.tsx';
import { useFieldLabel, useMay, useTypeName } from './hooks.ts';
import { many } from './names.ts';
import { type Row, useNouns } from './nouns.ts';
import { Trouble } from './states.tsx';

export interface RelatedProps {
  /** The type of the rows. */
  type: string;
  /** The filter of that type that takes this record's id. */
  target: string;
  columns: readonly Field[];
  sort?: { field: string; order: 'ASC' | 'DESC' };
  title?: string;
}

const shown = 5;

/** The first few records that belong to this one, with the way to all of them. Hidden from those who may not list the type. */
export function Related(props: RelatedProps) {
  const may = useMay();
  return may(many(props.type)) ? <RelatedRows {...props} /> : null;
}

function RelatedRows({ type, target, columns: all, sort = { field: 'id', order: 'DESC' }, title }: RelatedProps) {
  const record = useRecordContext<Row>()!;
  const say = useSay();
  const label = useFieldLabel();
  const name = useTypeName();
  const navigate = useNavigate();
  const createPath = useCreatePath();
  const narrow = useMediaQuery('(max-width: 720px)');
  const openable = useNouns()[type]?.show;
  const {
    data = [],
    total = 0,
    error,
    refetch,
  } = useGetList<Row>(type, { filter: { [target]: [record.id] }, pagination: { page: 1, perPage: shown }, sort });
  const columns = visibleIn(data[0], all);
  if (total === 0 && !error) return null;
  const list = `${createPath({ resource: type, type: 'list' })}?filter=${encodeURIComponent(JSON.stringify({ [target]: [record.id] }))}`;
  const open = (row: Row) => openable && navigate(createPath({ resource: type, type: 'show', id: row.id }));
  return (
    <ResourceContextProvider value={type}>
      <Paper component="section" variant="outlined" sx={{ p: 2, mb: 2 }}>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', mb: 1 }}>
          <Typography variant="h6" component="h3">
            {title ?? name(type, 2)}
          </Typography>
          {total > shown ? (
            <MuiLink component={Link} to={list} variant="body2">
              {say('list.seeAll', { count: total })}
            </MuiLink>
          ) : null}
        </Box>
        {error ? (
          <Trouble error={error} again={refetch} />
        ) : narrow ? (
          <Box sx={{ display: 'grid', gap: 1 }}>
            {data.map(row => (
              <Paper key={row.id} variant="outlined" sx={{ p: 1.5 }} onClick={() => open(row)}>
                <Lines record={row} columns={columns} />
              </Paper>
            ))}
          </Box>
        ) : (
          <Box sx={{ overflowX: 'auto' }}>
            <Table size="small">
              <TableHead>
                <TableRow>
                  {columns.map(column => (
                    <TableCell key={column.source} align={column.end ? 'right' : undefined}>
                      {label(column, type)}
                    </TableCell>
                  ))}
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map(row => (
                  <TableRow
                    key={row.id}
                    hover={Boolean(openable)}
                    sx={{ cursor: openable ? 'pointer' : undefined }}
                    onClick={() => open(row)}
                    tabIndex={openable ? 0 : undefined}
                    onKeyDown={event => {
                      if (event.key === 'Enter' && event.target === event.currentTarget) open(row);
                    }}
                  >
                    <RecordContextProvider value={row}>
                      {columns.map(({ source, end, show }) => (
                        <TableCell key={source} align={end ? 'right' : undefined}>
                          {show(row)}
                        </TableCell>
                      ))}
                    </RecordContextProvider>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Box>
        )}
      </Paper>
    </ResourceContextProvider>
  );
}
