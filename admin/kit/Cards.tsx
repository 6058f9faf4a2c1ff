import { Box, Card, CardActionArea, Checkbox, Typography } from '@mui/material';
import { RecordContextProvider, useCreatePath, useListContext, useResourceContext } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { BulkBar } from './BulkMoves.tsx';
import type { Field } from './fields.tsx';
import { useFieldLabel } from './hooks.ts';
import { type Row, useNouns, useTitleOf } from './nouns.ts';
import { StateField } from './StateField.tsx';

/** One record in few lines: the first field as its title, the state beside it, the others below with their labels. */
export function Lines({ record, columns }: { record: Row; columns: readonly Field[] }) {
  const label = useFieldLabel();
  const [first, ...others] = columns.filter(({ source }) => source !== 'state');
  return (
    <RecordContextProvider value={record}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, alignItems: 'flex-start' }}>
        <Typography variant="subtitle2" component="div" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
          {first?.show(record)}
        </Typography>
        {record.state ? <StateField /> : null}
      </Box>
      <Box
        component="dl"
        sx={{
          m: 0,
          mt: 0.5,
          display: 'grid',
          gridTemplateColumns: 'auto minmax(0, 1fr)',
          columnGap: 1.5,
          rowGap: 0.25,
          typography: 'body2',
        }}
      >
        {others.map(field => [
          <Box component="dt" key={`${field.source}-label`} sx={{ color: 'text.secondary' }}>
            {label(field)}
          </Box>,
          <Box component="dd" key={field.source} sx={{ m: 0, minWidth: 0 }}>
            {field.show(record)}
          </Box>,
        ])}
      </Box>
    </RecordContextProvider>
  );
}

/** A list for a narrow screen: cards instead of rows. */
export function Cards({ columns, bulk }: { columns: readonly Field[]; bulk?: boolean }) {
  const { data = [], selectedIds, onToggleItem } = useListContext<Row>();
  const type = useResourceContext()!;
  const say = useSay();
  const titleOf = useTitleOf();
  const navigate = useNavigate();
  const createPath = useCreatePath();
  const shown = useNouns()[type]?.show;
  return (
    <>
      {bulk ? <BulkBar /> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 1, display: 'grid', gap: 1 }}>
        {data.map(record => (
          <Card key={record.id} component="li" variant="outlined" sx={{ display: 'flex', alignItems: 'flex-start' }}>
            {bulk ? (
              <Checkbox
                checked={selectedIds.includes(record.id)}
                onChange={() => onToggleItem(record.id)}
                slotProps={{ input: { 'aria-label': `${say('list.pick')}: ${titleOf(type, record)}` } }}
              />
            ) : null}
            {shown ? (
              <CardActionArea
                component="div"
                role="link"
                sx={{ p: 1.5, minWidth: 0, flex: 1 }}
                onClick={() => navigate(createPath({ resource: type, type: 'show', id: record.id }))}
                onKeyDown={event => {
                  if (event.key === 'Enter') navigate(createPath({ resource: type, type: 'show', id: record.id }));
                }}
              >
                <Lines record={record} columns={columns} />
              </CardActionArea>
            ) : (
              <Box sx={{ p: 1.5, minWidth: 0, flex: 1 }}>
                <Lines record={record} columns={columns} />
              </Box>
            )}
          </Card>
        ))}
      </Box>
    </>
  );
}
