import { Box, Paper, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useFormat, useLabel } from '../kit/hooks.ts';
import { Code, Text } from '../kit/values.tsx';
import type { Preview } from './asks.ts';
import { useImportWords } from './words.ts';

const sorts = ['added', 'gone', 'changed', 'moved', 'renamed'] as const;

function Samples({ name, difference }: { name: string; difference: Preview['added'] }) {
  const words = useImportWords();
  const label = useLabel();
  const { number } = useFormat();
  const { count, samples } = difference;
  const columns = (['key', 'name', 'before', 'after'] as const).filter(column => samples.some(sample => sample[column]));
  return (
    <Box component="details" sx={{ mt: 1 }}>
      <Box component="summary" sx={{ cursor: 'pointer' }}>
        {words('samples', { name, count: number(count), shown: samples.length })}
      </Box>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" aria-label={name} sx={{ '& td': { minWidth: 130 } }}>
          <TableHead>
            <TableRow>
              {columns.map(column => (
                <TableCell key={column}>{label(column, 'ImportSample')}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {samples.map(sample => (
              <TableRow key={sample.key} hover>
                {columns.map(column => (
                  <TableCell key={column}>{column === 'key' ? <Code value={sample.key} /> : <Text value={sample[column]} />}</TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Box>
  );
}

/** What would change: how many are new, gone and different, with some of each. */
export function Differences({ preview }: { preview: Preview }) {
  const words = useImportWords();
  const { number } = useFormat();
  const counts = [...sorts.map(sort => [words(sort), preview[sort].count] as const), [words('unchanged'), preview.unchanged] as const];
  return (
    <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
      <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
        {words('differences')}
      </Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))' }}>
        {counts.map(([name, count]) => (
          <Box key={name}>
            <Typography component="dt" variant="body2" color="text.secondary">
              {name}
            </Typography>
            <Typography component="dd" variant="h6" sx={{ m: 0 }}>
              {number(count)}
            </Typography>
          </Box>
        ))}
      </Box>
      {sorts
        .filter(sort => preview[sort].samples.length > 0)
        .map(sort => (
          <Samples key={sort} name={words(sort)} difference={preview[sort]} />
        ))}
    </Paper>
  );
}
