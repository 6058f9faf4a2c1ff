import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { Field } from './fields.tsx';
import { useFieldLabel } from './hooks.ts';
import type { Row } from './nouns.ts';

interface RowsProps {
  /** The type whose words label the columns. */
  type: string;
  rows: readonly object[];
  columns: readonly Field[];
  /** What the table shows, for those who cannot see it. */
  name: string;
}

/** A small table of what lies inside a record, or of the rows of a report. It sorts nothing and asks nothing. */
export function Rows({ type, rows, columns, name }: RowsProps) {
  const label = useFieldLabel();
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={name}>
      <Table size="small" aria-label={name} sx={{ minWidth: columns.length * 92 }}>
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell key={column.source} align={column.end ? 'right' : undefined} sx={{ whiteSpace: 'nowrap' }}>
                {label(column, type)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row, at) => (
            <TableRow key={(row as Row).id ?? at}>
              {columns.map(({ source, end, show }) => (
                <TableCell key={source} align={end ? 'right' : undefined}>
                  {show(row as Row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
